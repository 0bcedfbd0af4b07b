package portfolio

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/gabf/telusur/internal/blob"
	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/store"
)

const (
	maxArchiveFiles = 20_000
	maxWorkbook     = 32 << 20 // bytes of one filled questionnaire
)

// readResponses reads one filled workbook, or an archive of many. A workbook that cannot be taken refuses itself, not its neighbours.
func (d *Desk) readResponses(ctx context.Context, file blob.File, sink *findings) error {
	archive, err := zip.NewReader(file, file.Size())
	if err != nil && !strings.EqualFold(path.Ext(sink.row.FileName), ".zip") {
		return d.readWorkbook(ctx, sink, 1, sink.row.FileName, file, file.Size())
	}
	if err != nil {
		return fault.New(fault.Invalid, "fault.archive-broken").Because(err)
	}
	if isWorkbook(archive) {
		return d.readWorkbook(ctx, sink, 1, sink.row.FileName, file, file.Size())
	}
	if len(archive.File) > maxArchiveFiles {
		return fault.New(fault.TooLarge, "fault.archive-many", "count", strconv.Itoa(maxArchiveFiles))
	}
	found := 0
	for i, entry := range archive.File {
		if !isWorkbookName(entry.Name) {
			continue
		}
		found++
		if err := d.readEntry(ctx, sink, found, entry); err != nil {
			return err
		}
		sink.progress(ctx, found, float64(i+1)/float64(len(archive.File)))
	}
	if found == 0 {
		return fault.New(fault.Invalid, "fault.archive-empty")
	}
	sink.row.RowsRead, sink.row.ShareRead = found, 1
	return nil
}

// isWorkbook tells an .xlsx (itself a zip) from an archive of workbooks.
func isWorkbook(archive *zip.Reader) bool {
	for _, entry := range archive.File {
		if entry.Name == "[Content_Types].xml" {
			return true
		}
	}
	return false
}

// isWorkbookName passes over folders, macOS's resource forks and Office's lock files.
func isWorkbookName(name string) bool {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	return strings.EqualFold(path.Ext(base), ".xlsx") && !strings.HasPrefix(base, "~$") && !strings.HasPrefix(base, ".") && !strings.HasPrefix(name, "__MACOSX/")
}

func (d *Desk) readEntry(ctx context.Context, sink *findings, number int, entry *zip.File) error {
	reader, err := entry.Open()
	if err != nil {
		return sink.refuse(ctx, number, entry.Name, fault.New(fault.Invalid, "fault.archive-broken").Because(err))
	}
	defer reader.Close()
	content, err := io.ReadAll(io.LimitReader(reader, maxWorkbook+1))
	switch {
	case err != nil:
		return sink.refuse(ctx, number, entry.Name, fault.New(fault.Invalid, "fault.archive-broken").Because(err))
	case len(content) > maxWorkbook:
		return sink.refuse(ctx, number, entry.Name, fault.New(fault.TooLarge, "fault.too-large", "megabytes", strconv.Itoa(maxWorkbook>>20)))
	}
	return d.readWorkbook(ctx, sink, number, entry.Name, bytes.NewReader(content), int64(len(content)))
}

// readWorkbook reads one filled questionnaire and finds its supplier in the company's portfolio.
func (d *Desk) readWorkbook(ctx context.Context, sink *findings, number int, name string, src io.ReaderAt, size int64) error {
	response, issues, err := d.openWorkbook(ctx, sink.scope, src, size, name)
	if refusal, ok := errors.AsType[*fault.Fault](err); ok && refusal.Kind != fault.Internal {
		return sink.refuse(ctx, number, name, refusal)
	}
	if err != nil {
		return err
	}
	row, err := d.matchResponse(ctx, sink, number, response)
	if err != nil {
		return err
	}
	if row.Action == "refused" {
		return sink.refuse(ctx, number, name, fault.New(fault.Invalid, "fault.response-foreign"))
	}
	for i := range issues {
		issues[i].At.File = name
	}
	if err := sink.addIssues(ctx, issues); err != nil {
		return err
	}
	return sink.add(ctx, row)
}

// openWorkbook reads a workbook with the questionnaire it was made from.
func (d *Desk) openWorkbook(ctx context.Context, scope store.Scope, src io.ReaderAt, size int64, name string) (*questionnaire.Response, []issue.Issue, error) {
	digest, err := questionnaire.DefinitionOf(ctx, src, size, name, d.Limits)
	if err != nil {
		return nil, nil, err
	}
	var asked *edition
	err = d.Store.Read(ctx, scope, func(tx *store.Tx) (err error) {
		asked, err = d.edition(tx, digest)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil, fault.New(fault.Invalid, "questionnaire.other-version").Because(err)
	}
	if err != nil {
		return nil, nil, err
	}
	return asked.definition.ReadWorkbook(ctx, src, size, name, d.Limits)
}

func (d *Desk) matchResponse(ctx context.Context, sink *findings, number int, response *questionnaire.Response) (store.ImportRow, error) {
	row := store.ImportRow{RowNumber: number, Action: "refused", Changes: "[]"}
	content, err := canon.JSON(response)
	if err != nil {
		return row, err
	}
	row.Content, row.SupplierID = string(content), response.SupplierID
	err = d.Store.Read(ctx, sink.scope, func(tx *store.Tx) error {
		supplier, err := tx.Supplier(response.SupplierID)
		if err != nil {
			return err
		}
		row.Name, row.Action = supplier.Name, "new"
		earlier, err := tx.NewestResponses(sink.row.CompanyID, []string{supplier.ID})
		if err != nil {
			return err
		}
		if known, ok := earlier[supplier.ID]; ok {
			row.Action = "changed"
			if known.Digest == string(answersDigest(response)) {
				row.Action = "unchanged"
			}
		}
		return nil
	})
	if errors.Is(err, store.ErrNotFound) || response.CompanyID != sink.row.CompanyID {
		return store.ImportRow{RowNumber: number, Action: "refused"}, nil
	}
	return row, err
}

// answersDigest names what was answered, whatever the file was called and wherever the cells stood.
func answersDigest(response *questionnaire.Response) canon.Digest {
	answers := make(map[string]questionnaire.Answer, len(response.Answers))
	for id, answer := range response.Answers {
		answer.At = issue.Place{}
		answers[id] = answer
	}
	digest, err := canon.DigestOf(map[string]any{"definition": response.Definition, "answers": answers, "filledOn": response.FilledOn})
	if err != nil {
		panic(err) // strings, numbers and booleans
	}
	return digest
}

// refuse keeps a workbook that cannot be taken, with the reason as an issue.
func (f *findings) refuse(ctx context.Context, number int, name string, why *fault.Fault) error {
	issues := append([]issue.Issue{{Code: why.Key, Severity: issue.Refused, At: issue.Place{File: name}, Args: why.Args}}, why.Issues...)
	if err := f.addIssues(ctx, issues); err != nil {
		return err
	}
	return f.add(ctx, store.ImportRow{RowNumber: number, Name: name, Action: "refused", Content: "{}", Changes: "[]"})
}

// applyResponses keeps the responses of an import and gives the suppliers they are of.
func (d *Desk) applyResponses(tx *store.Tx, row store.Import, now time.Time) (suppliers []string, err error) {
	for after := 0; ; {
		rows, err := tx.ImportRowsAfter(row.ID, after, batchRows)
		if err != nil || len(rows) == 0 {
			return suppliers, err
		}
		after = rows[len(rows)-1].RowNumber
		responses := make([]store.Response, len(rows))
		for i, r := range rows {
			var response questionnaire.Response
			if err := json.Unmarshal([]byte(r.Content), &response); err != nil {
				return nil, fmt.Errorf("import %s, workbook %d: %w", row.ID, r.RowNumber, err)
			}
			responses[i] = store.Response{
				ID: d.NewID(), CompanyID: row.CompanyID, SupplierID: r.SupplierID, ImportID: row.ID, Definition: string(response.Definition),
				Content: r.Content, Digest: string(answersDigest(&response)), FilledOn: response.FilledOn, CreatedAt: now,
			}
			suppliers = append(suppliers, r.SupplierID)
		}
		if err := tx.CreateResponses(responses); err != nil {
			return nil, err
		}
	}
}
