package portfolio

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gabf/telusur/internal/blob"
	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/store"
)

// Press issues reports: a content becomes a leaf of the log, then a signed PDF that carries the proof of it. Suppliers', companies' and
// the forum's reports all leave through here.
type Press struct {
	Store     *store.Store
	Blob      blob.Store
	Renderer  *report.Press
	Signer    report.Signer // seals PDFs
	LogSigner note.Signer   // signs checkpoints of the log
	LogKey    string        // the verifier key that belongs to LogSigner, for others
	Now       func() time.Time
}

// States of a report.
const (
	ReportMaking = "making"
	ReportReady  = "ready"
	ReportFailed = "failed"
)

// PDFKey and ContentKey name the two files of a report. They carry the digest, so that of two that make the same report neither
// overwrites what the other has promised.
func PDFKey(row store.Report) string {
	return reportKey(row, row.PDFDigest) + ".pdf"
}

// ContentKey names the report's content: canonical JSON.
func ContentKey(row store.Report) string {
	return reportKey(row, row.ContentDigest) + ".json"
}

func reportKey(row store.Report, digest string) string {
	return "reports/" + row.CompanyID + "/" + row.ID + "-" + canon.Digest(digest).Short()
}

// Issue makes a report that was asked for (its row is "making") ready: the content gets a leaf of the log, the PDF with content, rulebook
// (YAML as published) and proof attached is signed and kept, and the row says so. It may be called again after any failure and goes on where it
// stopped: one report has one leaf and one content for ever, so a content made again that differs is dropped for the first one. A row that is no
// longer being made is left as it is, without an error. Rendering happens outside of any transaction.
func (p *Press) Issue(ctx context.Context, scope store.Scope, row store.Report, content report.Content, rulebook []byte) error {
	content, proof, err := p.logged(ctx, scope, &row, content)
	if err != nil || row.State != ReportMaking {
		return err
	}
	pdf := &bytes.Buffer{}
	if err := p.Renderer.Issue(pdf, content, report.Attachments{Rulebook: rulebook, Proof: &proof}, p.Signer, p.Now()); err != nil {
		return fmt.Errorf("render report %s: %w", row.ID, err)
	}
	at := p.Now()
	row.State, row.ReadyAt, row.Title, row.Fault = ReportReady, &at, content.Title(), ""
	row.PDFDigest, row.PDFBytes, row.Pages = string(canon.Sum(pdf.Bytes())), int64(pdf.Len()), countPages(pdf.Bytes())
	if _, err := p.Blob.Put(ctx, PDFKey(row), bytes.NewReader(pdf.Bytes())); err != nil {
		return fmt.Errorf("keep report %s: %w", row.ID, err)
	}
	err = p.Store.Write(ctx, scope, func(tx *store.Tx) error { return tx.FinishReport(&row) })
	if errors.Is(err, store.ErrConflict) { // another was first; its PDF is the report
		return p.drop(ctx, scope, row)
	}
	return err
}

// drop removes a PDF that did not become the report. Two that are the same bytes are one file: then it stays.
func (p *Press) drop(ctx context.Context, scope store.Scope, mine store.Report) error {
	var kept store.Report
	err := p.Store.Read(ctx, scope, func(tx *store.Tx) (err error) {
		kept, err = tx.Report(mine.ID)
		return err
	})
	if err != nil || kept.PDFDigest == mine.PDFDigest {
		return err
	}
	return p.Blob.Delete(ctx, PDFKey(mine))
}

// Fail says that a report cannot be made. Fault is for people: a key of the messages.
func (p *Press) Fail(ctx context.Context, scope store.Scope, row store.Report, fault string) error {
	return p.Store.Write(ctx, scope, func(tx *store.Tx) error {
		row, err := tx.Report(row.ID)
		if err != nil || row.State != ReportMaking {
			return err
		}
		row.State, row.Fault = ReportFailed, fault
		return tx.FinishReport(&row)
	})
}

// Content reads what a ready report says, and checks it against the digest in the row.
func (p *Press) Content(ctx context.Context, row store.Report) (report.Content, error) {
	var content report.Content
	r, _, err := p.Blob.Get(ctx, ContentKey(row))
	if err != nil {
		return content, fmt.Errorf("content of report %s: %w", row.ID, err)
	}
	defer func() { _ = r.Close() }()
	data, err := io.ReadAll(r)
	if err != nil {
		return content, fmt.Errorf("content of report %s: %w", row.ID, err)
	}
	if string(canon.Sum(data)) != row.ContentDigest {
		return content, fmt.Errorf("content of report %s: altered since it was made", row.ID)
	}
	if err := json.Unmarshal(data, &content); err != nil {
		return content, fmt.Errorf("content of report %s: %w", row.ID, err)
	}
	return content, nil
}

// logged gives the report's content and the proof that it is in the log, and brings row up to date.
func (p *Press) logged(ctx context.Context, scope store.Scope, row *store.Report, content report.Content) (report.Content, ledger.Proof, error) {
	mine, err := p.keepContent(ctx, *row, content)
	if err != nil {
		return content, ledger.Proof{}, err
	}
	var proof ledger.Proof
	err = p.Store.Write(ctx, scope, func(tx *store.Tx) error {
		claimed, err := tx.ClaimReport(row.ID, string(mine))
		if err != nil {
			return err
		}
		if *row, err = tx.Report(row.ID); err != nil || row.State != ReportMaking {
			return err
		}
		if claimed {
			if row.LeafIndex, err = identity.Record(tx, ledger.ReportIssued, row.ID, mine, p.Now()); err != nil {
				return err
			}
			if err := tx.FinishReport(row); err != nil {
				return err
			}
		}
		proof, err = p.prove(tx, row.LeafIndex)
		return err
	})
	if err != nil {
		return content, proof, fmt.Errorf("log report %s: %w", row.ID, err)
	}
	if row.State == ReportMaking && row.ContentDigest != string(mine) {
		content, err = p.Content(ctx, *row)
	}
	return content, proof, err
}

func (p *Press) keepContent(ctx context.Context, row store.Report, content report.Content) (canon.Digest, error) {
	data, err := content.JSON()
	if err != nil {
		return "", err
	}
	row.ContentDigest = string(canon.Sum(data))
	if _, err := p.Blob.Put(ctx, ContentKey(row), bytes.NewReader(data)); err != nil {
		return "", fmt.Errorf("keep content of report %s: %w", row.ID, err)
	}
	return canon.Digest(row.ContentDigest), nil
}
