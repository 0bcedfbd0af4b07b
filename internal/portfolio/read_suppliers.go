package portfolio

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/gabf/telusur/internal/blob"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/store"
)

// readSuppliers reads a supplier list and matches its rows with the portfolio.
func (d *Desk) readSuppliers(ctx context.Context, file blob.File, sink *findings) error {
	matcher, seen, err := d.matcher(ctx, sink.scope, sink.row.CompanyID)
	if err != nil {
		return err
	}
	options := intake.Options{Limits: d.Limits, Progress: func(rows int, share float64) { sink.progress(ctx, rows, share) }}
	if sink.row.Mapping != "" {
		options.Mapping = new(intake.Mapping)
		if err := json.Unmarshal([]byte(sink.row.Mapping), options.Mapping); err != nil {
			return fmt.Errorf("import %s, mapping: %w", sink.row.ID, err)
		}
	}
	var twice []issue.Issue
	reading, err := intake.Read(ctx, file, file.Size(), sink.row.FileName, d.Refdata, options, func(row intake.Row) error {
		found, issues, err := matched(matcher, row)
		if err != nil {
			return err
		}
		if len(twice) < intake.MaxIssues {
			twice = append(twice, issues...)
		}
		return sink.add(ctx, found)
	})
	if err != nil {
		if reading != nil { // the user may choose other columns
			err = errors.Join(err, keepShape(sink.row, reading, seen))
		}
		return err
	}
	issues := append(reading.Issues, twice...)
	issue.Sort(issues)
	if err := sink.addIssues(ctx, issues); err != nil {
		return err
	}
	return keepShape(sink.row, reading, seen)
}

// matcher prepares for matching with all suppliers of the company, and tells how new the newest of them is.
func (d *Desk) matcher(ctx context.Context, scope store.Scope, company string) (*intake.Matcher, string, error) {
	var known []store.KnownSupplier
	var seen string
	err := d.Store.Read(ctx, scope, func(tx *store.Tx) (err error) {
		if known, err = tx.KnownSuppliers(company); err != nil {
			return err
		}
		seen, err = tx.NewestSupplierChange(company)
		return err
	})
	if err != nil {
		return nil, "", err
	}
	suppliers := make([]intake.Known, len(known))
	for i, k := range known {
		suppliers[i].ID = k.ID
		if err := json.Unmarshal([]byte(k.Fields), &suppliers[i].Supplier); err != nil {
			return nil, "", fmt.Errorf("supplier %s, fields: %w", k.ID, err)
		}
	}
	return intake.NewMatcher(suppliers, intake.MatchOptions{}), seen, nil
}

// matched gives the import's row of a row of the list, and an issue when the same supplier stood in an earlier row.
func matched(matcher *intake.Matcher, row intake.Row) (store.ImportRow, []issue.Issue, error) {
	found := store.ImportRow{RowNumber: row.Number, Name: row.Supplier.Name, Action: "refused", Changes: "[]"}
	content, err := json.Marshal(told{row.Supplier, row.At})
	if err != nil {
		return found, nil, err
	}
	found.Content = string(content)
	if row.Refused {
		return found, nil, nil
	}
	match := matcher.Match(row)
	found.Action, found.SupplierID = string(match.Action), match.ID
	if len(match.Changes) > 0 {
		changes, err := json.Marshal(match.Changes)
		if err != nil {
			return found, nil, err
		}
		found.Changes = string(changes)
	}
	return found, match.Issues, nil
}

// keepShape writes what was found out about the file into the import's row.
func keepShape(row *store.Import, reading *intake.Reading, seen string) error {
	mapping, err := json.Marshal(reading.Mapping)
	if err != nil {
		return err
	}
	shape, err := json.Marshal(Shape{Format: reading.Format, Encoding: reading.Encoding, Delimiter: reading.Delimiter, Tabs: reading.Tabs, Seen: seen})
	if err != nil {
		return err
	}
	row.Mapping, row.Shape = string(mapping), string(shape)
	row.RowsRead, row.ShareRead = reading.Rows, 1
	return nil
}
