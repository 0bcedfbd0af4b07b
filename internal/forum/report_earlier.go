package forum

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/gabf/telusur/internal/blob"
	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/store"
)

// basisKey names the file of what a forum report was counted from. It carries the digest of the content, like the report's other files.
func basisKey(row store.Report, digest canon.Digest) string {
	return "reports/" + row.CompanyID + "/" + row.ID + "-" + digest.Short() + "-basis.json"
}

// keepBasis keeps what a report was counted from, before it is issued: the next one must know.
func (d *Desk) keepBasis(ctx context.Context, row store.Report, content report.Content, basis report.ForumBasis) error {
	data, err := json.Marshal(basis)
	if err != nil {
		return err
	}
	if _, err := d.Press.Blob.Put(ctx, basisKey(row, content.Digest()), bytes.NewReader(data)); err != nil {
		return fmt.Errorf("keep basis of report %s: %w", row.ID, err)
	}
	return nil
}

// earlierReports gives the forum's reports that were issued before, the newest first. One without a basis was made before bases were kept: it cannot be
// compared with, and is left out.
func (d *Desk) earlierReports(tx *store.Tx) ([]report.ForumEdition, error) {
	var editions []report.ForumEdition
	for offset := 0; ; offset += store.MaxPage {
		rows, total, err := tx.Reports(store.ReportFilter{Kind: kindForum, State: portfolio.ReportReady}, store.Page{Offset: offset, Limit: store.MaxPage})
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			edition, err := d.earlierReport(tx.Context(), row)
			if errors.Is(err, blob.ErrNotFound) {
				continue
			}
			if err != nil {
				return nil, err
			}
			editions = append(editions, edition)
		}
		if offset+len(rows) >= total || len(rows) == 0 {
			return editions, nil
		}
	}
}

func (d *Desk) earlierReport(ctx context.Context, row store.Report) (e report.ForumEdition, err error) {
	file, _, err := d.Press.Blob.Get(ctx, basisKey(row, canon.Digest(row.ContentDigest)))
	if err != nil {
		return e, err
	}
	defer func() { _ = file.Close() }()
	if err := json.NewDecoder(file).Decode(&e.Basis); err != nil {
		return e, fmt.Errorf("basis of report %s: %w", row.ID, err)
	}
	content, err := d.Press.Content(ctx, row)
	if err != nil {
		return e, err
	}
	if e.Content = content.Forum; content.Cycle != nil {
		e.Cycle = *content.Cycle
	}
	return e, nil
}
