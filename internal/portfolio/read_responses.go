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
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/store"
)

const (
	maxArchiveFiles = 20_000
	maxWorkbook     = 32 << 20 // bytes of one filled questionnaire
	maxArchive      = 4 << 30  // bytes of all of them, unpacked
)

// readResponses reads one filled workbook, or an archive of many. In an archive, a workbook that cannot be taken refuses itself, not its
// neighbours.
func (d *Desk) readResponses(ctx context.Context, file blob.File, sink *findings) error {
	archive, err := zip.NewReader(file, file.Size())
	zipped := strings.EqualFold(path.Ext(sink.row.FileName), ".zip")
	switch {
	case err != nil && zipped:
		return fault.New(fault.Invalid, "fault.archive-broken").Because(err)
	case err != nil || isWorkbook(archive):
		return d.readSingle(ctx, sink, file)
	case len(archive.File) > maxArchiveFiles:
		return fault.New(fault.TooLarge, "fault.archive-many", "count", strconv.Itoa(maxArchiveFiles))
	}
	return d.readArchive(ctx, sink, archive)
}

// readSingle reads one workbook; if it cannot be taken, the import is refused.
func (d *Desk) readSingle(ctx context.Context, sink *findings, file blob.File) error {
	b := &bundle{findings: sink, seen: make(map[string]workbook)}
	if err := d.readWorkbook(ctx, b, workbook{number: 1, name: sink.row.FileName}, file, file.Size()); err != nil {
		return err
	}
	sink.row.RowsRead, sink.row.ShareRead = 1, 1
	return nil
}

func (d *Desk) readArchive(ctx context.Context, sink *findings, archive *zip.Reader) error {
	b := &bundle{findings: sink, seen: make(map[string]workbook)}
	found, unpacked := 0, int64(0)
	for i, entry := range archive.File {
		if !isWorkbookName(entry.Name) {
			continue
		}
		found++
		of := workbook{number: found, name: entryName(entry.Name)}
		size, err := d.readEntry(ctx, b, of, entry)
		if refusal, ends := ending(err, false); err != nil && ends {
			err = b.refuse(of, refusal)
		}
		if err != nil {
			return err
		}
		if unpacked += size; unpacked > maxArchive {
			return fault.New(fault.TooLarge, "fault.too-large", "megabytes", strconv.Itoa(maxArchive>>20))
		}
		sink.progress(ctx, found, float64(i+1)/float64(len(archive.File)))
	}
	if found == 0 {
		return fault.New(fault.Invalid, "fault.archive-empty")
	}
	sink.row.RowsRead, sink.row.ShareRead = found, 1
	return nil
}

// bundle is what was found in the workbooks so far.
type bundle struct {
	*findings
	seen map[string]workbook // by supplier: the one whose answers count
}

// workbook is one file of an archive.
type workbook struct {
	number   int // 1, 2, … in the order of the archive
	name     string
	filledOn string // YYYY-MM-DD, or ""
	action   string
}

// entryName makes a file name in an archive fit to be shown and kept, whatever bytes it is of.
func entryName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "\uFFFD"))
	if runes := []rune(name); len(runes) > 300 {
		name = string(runes[len(runes)-300:])
	}
	return name
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

// readEntry reads a workbook in an archive and gives its size unpacked.
func (d *Desk) readEntry(ctx context.Context, b *bundle, of workbook, entry *zip.File) (int64, error) {
	reader, err := entry.Open()
	if err != nil {
		return 0, fault.New(fault.Invalid, "fault.archive-broken").Because(err)
	}
	defer func() { _ = reader.Close() }()
	content, err := io.ReadAll(io.LimitReader(reader, maxWorkbook+1))
	size := int64(len(content))
	switch {
	case err != nil:
		return size, fault.New(fault.Invalid, "fault.archive-broken").Because(err)
	case size > maxWorkbook:
		return size, fault.New(fault.TooLarge, "fault.too-large", "megabytes", strconv.Itoa(maxWorkbook>>20))
	}
	return size, d.readWorkbook(ctx, b, of, bytes.NewReader(content), size)
}

// readWorkbook reads one filled questionnaire and finds its supplier in the company's portfolio. A workbook that cannot be taken gives a
// fault.
func (d *Desk) readWorkbook(ctx context.Context, b *bundle, of workbook, src io.ReaderAt, size int64) error {
	response, issues, err := d.openWorkbook(ctx, b.scope, src, size, of.name)
	if err != nil {
		return err
	}
	if response.Blank() { // it must not stand in for what was answered before
		return fault.New(fault.Invalid, "fault.response-blank").With(issues)
	}
	row, earlier, err := d.matchResponse(ctx, b.findings, of, response)
	if err != nil {
		return err
	}
	for i := range issues {
		issues[i].At.File = of.name
	}
	if earlier.FilledOn > response.FilledOn && response.FilledOn != "" {
		issues = append(issues, issue.Issue{
			Code: "portfolio.response-older", Severity: issue.Warned, At: issue.Place{File: of.name}, Saw: response.FilledOn,
			Args: map[string]string{"supplier": row.Name, "earlier": earlier.FilledOn},
		})
	}
	of.filledOn, of.action = response.FilledOn, row.Action
	twice, err := b.settle(ctx, of, &row)
	if err != nil {
		return err
	}
	if err := b.addIssues(append(issues, twice...)); err != nil {
		return err
	}
	return b.add(foundRow{ImportRow: row})
}

// settle decides which of two workbooks of one supplier counts: the one that was filled later; of two filled on the same day, or on days
// that are not told, the one that comes later in the archive. The other is a duplicate, and the user is told.
func (b *bundle) settle(ctx context.Context, of workbook, row *store.ImportRow) ([]issue.Issue, error) {
	other, twice := b.seen[row.SupplierID]
	if !twice {
		b.seen[row.SupplierID] = of
		return nil, nil
	}
	kept, left := of, other
	if other.filledOn > of.filledOn {
		kept, left = other, of
	}
	told := []issue.Issue{{
		Code: "portfolio.response-twice", Severity: issue.Warned, At: issue.Place{File: left.name},
		Args: map[string]string{"supplier": row.Name, "kept": kept.name},
	}}
	if left == of {
		row.Action = string(intake.Duplicate)
		return told, nil
	}
	b.seen[row.SupplierID] = of
	return told, b.leave(ctx, other)
}

// leave makes a duplicate of a row that was found before.
func (b *bundle) leave(ctx context.Context, left workbook) error {
	*b.counter(left.action)--
	*b.counter(string(intake.Duplicate))++
	for i := range b.rows {
		if b.rows[i].RowNumber == left.number {
			b.rows[i].Action = string(intake.Duplicate)
			return nil
		}
	}
	if err := b.settled(); err != nil {
		return err
	}
	return b.desk.Store.Write(ctx, b.scope, func(tx *store.Tx) error {
		return tx.MoveImportRow(b.row.ID, left.number, string(intake.Duplicate))
	})
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

// matchResponse tells what importing a response would do, and gives the newest one that is there already. A response of somebody else's
// supplier gives a fault.
func (d *Desk) matchResponse(ctx context.Context, sink *findings, of workbook, response *questionnaire.Response) (store.ImportRow, store.Response, error) {
	row := store.ImportRow{RowNumber: of.number, Action: string(intake.New), SupplierID: response.SupplierID}
	var earlier store.Response
	content, err := canon.JSON(response)
	if err != nil {
		return row, earlier, err
	}
	row.Content = string(content)
	if response.CompanyID != sink.row.CompanyID {
		return row, earlier, fault.New(fault.Invalid, "fault.response-foreign")
	}
	err = d.Store.Read(ctx, sink.scope, func(tx *store.Tx) error {
		supplier, err := tx.Supplier(response.SupplierID)
		if err != nil {
			return err
		}
		row.Name = supplier.Name
		newest, err := tx.NewestResponses(sink.row.CompanyID, []string{supplier.ID})
		earlier = newest[supplier.ID]
		return err
	})
	switch {
	case errors.Is(err, store.ErrNotFound):
		return row, earlier, fault.New(fault.Invalid, "fault.response-foreign").Because(err)
	case earlier.ID == "":
	case earlier.Digest == string(answersDigest(response)):
		row.Action = string(intake.Unchanged)
	default:
		row.Action = string(intake.Changed)
	}
	return row, earlier, err
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
func (b *bundle) refuse(of workbook, why *fault.Fault) error {
	issues := []issue.Issue{{Code: why.Key, Severity: issue.Refused, At: issue.Place{File: of.name}, Args: why.Args}}
	for _, further := range why.Issues {
		further.At.File = of.name
		issues = append(issues, further)
	}
	if err := b.addIssues(issues); err != nil {
		return err
	}
	return b.add(foundRow{ImportRow: store.ImportRow{RowNumber: of.number, Name: of.name, Action: "refused", Content: "{}"}})
}

// applyResponses keeps the responses of an import and gives the suppliers they are of.
func (d *Desk) applyResponses(tx *store.Tx, row store.Import, now time.Time) (suppliers []string, err error) {
	for after := 0; ; {
		rows, err := tx.ImportRowsAfter(row.ID, after)
		if err != nil || len(rows) == 0 {
			return suppliers, err
		}
		after = rows[len(rows)-1].RowNumber
		responses := make([]store.Response, 0, len(rows))
		for _, r := range rows {
			if !applies(r) {
				continue
			}
			var response questionnaire.Response
			if err := json.Unmarshal([]byte(r.Content), &response); err != nil {
				return nil, fmt.Errorf("import %s, workbook %d: %w", row.ID, r.RowNumber, err)
			}
			responses = append(responses, store.Response{
				ID: d.NewID(), CompanyID: row.CompanyID, SupplierID: r.SupplierID, ImportID: row.ID, Definition: string(response.Definition),
				Content: r.Content, Digest: string(answersDigest(&response)), FilledOn: response.FilledOn, CreatedAt: now,
			})
			suppliers = append(suppliers, r.SupplierID)
		}
		if err := tx.CreateResponses(responses); err != nil {
			return nil, err
		}
	}
}
