package portfolio

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/gabf/telusur/internal/blob"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/sheet"
	"github.com/gabf/telusur/internal/store"
)

// readSuppliers reads a supplier list and matches its rows with the portfolio.
func (d *Desk) readSuppliers(ctx context.Context, file blob.File, sink *findings) error {
	l, err := d.newListReading(ctx, file, sink)
	if err != nil {
		return err
	}
	reading, err := intake.Read(ctx, file, file.Size(), sink.row.FileName, d.Refdata, l.options, l.take)
	if err != nil {
		if reading != nil { // the user may choose other columns
			err = errors.Join(err, l.keepShape(reading))
		}
		return err
	}
	if l.marked != nil && !l.marked.fits(reading) { // another file, or rows were put in: then no row may be left out
		return errWhole
	}
	if err := l.keepShape(reading); err != nil {
		return err
	}
	issues := append(reading.Issues, l.twice...)
	issue.Sort(issues)
	if err := sink.addIssues(issues); err != nil {
		return err
	}
	return l.finish(ctx)
}

// listReading is the reading of one supplier list.
type listReading struct {
	desk *Desk
	sink *findings
	*holdings
	options  intake.Options
	recipe   Recipe
	columns  columns
	choices  sheet.Choices
	twice    []issue.Issue
	pairs    []store.SupplierPair
	marked   *markedRows // of a file that was annotated and has come back; else nil
	memories map[string]store.MappingMemory
	seen     map[string]int // known suppliers that were met under another name, by id: the row
}

func (d *Desk) newListReading(ctx context.Context, file blob.File, sink *findings) (*listReading, error) {
	row := sink.row
	l := &listReading{desk: d, sink: sink, columns: make(columns), seen: make(map[string]int)}
	var err error
	if l.recipe, err = recipeOf(*row); err != nil {
		return nil, err
	}
	if l.holdings, err = d.holdings(ctx, sink.scope, row.CompanyID, l.recipe.Policy); err != nil {
		return nil, err
	}
	l.options = intake.Options{
		Limits: d.Limits, Form: l.recipe.Form, Mends: l.recipe.Mends,
		Progress: func(rows int, share float64) { sink.progress(ctx, rows, share) },
	}
	if row.Mapping != "" && l.recipe.Chosen {
		l.options.Mapping = new(intake.Mapping)
		if err := json.Unmarshal([]byte(row.Mapping), l.options.Mapping); err != nil {
			return nil, fmt.Errorf("import %s, mapping: %w", row.ID, err)
		}
	}
	if err := l.recall(ctx); err != nil {
		return nil, err
	}
	opened, err := sheet.OpenAs(file, file.Size(), row.FileName, d.Limits, l.recipe.Form)
	if err != nil {
		return nil, err
	}
	l.choices = opened.Choices()
	if l.marked, err = d.markedRows(ctx, opened, sink, l.recipe); err != nil {
		return nil, err
	}
	if l.marked != nil && l.options.Mapping == nil {
		l.options.Remembered[l.marked.shape] = l.marked.mapping
	}
	sink.delta = d.newDelta(sink.scope, row.CompanyID, l.recipe.Policy)
	return l, nil
}

// recall hands the mappings of earlier lists to the reading.
func (l *listReading) recall(ctx context.Context) error {
	l.memories, l.options.Remembered = make(map[string]store.MappingMemory), make(map[string]intake.Mapping)
	if l.recipe.Afresh || l.recipe.Chosen {
		return nil
	}
	return l.desk.Store.Read(ctx, l.sink.scope, func(tx *store.Tx) error {
		memories, err := tx.MappingMemories(l.sink.row.CompanyID)
		for _, memory := range memories {
			var mapping intake.Mapping
			if err := json.Unmarshal([]byte(memory.Mapping), &mapping); err != nil {
				return fmt.Errorf("remembered mapping %s: %w", memory.ID, err)
			}
			l.memories[memory.HeaderShape], l.options.Remembered[memory.HeaderShape] = memory, mapping
		}
		return err
	})
}

// take keeps one row of the list.
func (l *listReading) take(row intake.Row) error {
	cells, err := l.columns.learn(row)
	if err != nil {
		return err
	}
	found := foundRow{supplier: &row.Supplier, ImportRow: store.ImportRow{RowNumber: row.Number, Name: row.Supplier.Name, Action: "refused", Cells: cells}}
	switch {
	case l.marked.leaves(row.Number):
		found.Action = leftOut
		l.sink.delta.effect.Left++
		l.matcher.Match(row) // it stays in the list: it is not absent, and nothing below may be taken for it
	case !row.Refused:
		if err := l.match(row, &found); err != nil {
			return err
		}
	}
	return l.sink.add(found)
}

// match finds out what a row is.
func (l *listReading) match(row intake.Row, found *foundRow) error {
	match := l.matcher.Match(row)
	if kept, ok := l.aliases[match.ID]; ok {
		match = l.asKept(row, match, kept)
	}
	if _, kept := l.known[match.ID]; kept { // it may stand in the list under several names
		match = l.once(row, match)
	}
	found.Action, found.SupplierID, found.DuplicateOf, found.Why, found.changes = string(match.Action), match.ID, match.DuplicateOf, match.Why, match.Changes
	if l.archived[match.ID] && match.Action == intake.Unchanged {
		found.Action = string(intake.Changed) // it is active again
	}
	for _, change := range match.Changes {
		found.Renamed = found.Renamed || change.Field == intake.FieldName && !change.Kept
	}
	if len(match.Changes) > 0 {
		changes, err := json.Marshal(match.Changes)
		if err != nil {
			return err
		}
		found.Changes = string(changes)
	}
	if len(l.twice) < intake.MaxIssues {
		l.twice = append(l.twice, match.Issues...)
	}
	return l.ask(row, match.Ask)
}

// asKept turns the match with a supplier that was merged into one with the supplier that was kept.
func (l *listReading) asKept(row intake.Row, match intake.Match, kept string) intake.Match {
	match.ID = kept
	if match.Action == intake.Duplicate {
		return match
	}
	match.Why, match.Action = whyMerged, intake.Unchanged
	match.Changes = policyFor(l.recipe.Policy, whyMerged).Changes(l.known[kept], row.Supplier)
	for _, change := range match.Changes {
		if !change.Kept {
			match.Action = intake.Changed
		}
	}
	return match
}

// once makes a duplicate of a row whose supplier stood in the list under another name.
func (l *listReading) once(row intake.Row, match intake.Match) intake.Match {
	first, met := l.seen[match.ID]
	if !met {
		l.seen[match.ID] = row.Number
	}
	if !met || match.Action == intake.Duplicate {
		return match
	}
	return intake.Match{Action: intake.Duplicate, ID: match.ID, DuplicateOf: first, Why: whyMerged, Issues: []issue.Issue{{
		Code: "intake.duplicate", Severity: issue.Warned, At: row.Place, Saw: row.Supplier.Name, Args: map[string]string{"first": strconv.Itoa(first)},
	}}}
}

// whyMerged says that a row was found under the name of a supplier that was merged into another.
const whyMerged = "intake.match.merged"

// policyFor keeps what names a supplier when a row found it under the name of one that was merged into it.
func policyFor(policy intake.Policy, why string) intake.Policy {
	if why != whyMerged {
		return policy
	}
	own := intake.Policy{intake.FieldName: intake.Keep, intake.FieldReference: intake.Keep}
	for field, choice := range policy {
		if _, fixed := own[field]; !fixed {
			own[field] = choice
		}
	}
	for _, field := range []intake.Field{intake.FieldLocalName, intake.FieldTaxID, intake.FieldLEI, intake.FieldOSHubID} {
		if own[field] != intake.Keep {
			own[field] = intake.FillEmpty
		}
	}
	return own
}

// keepShape writes what was found out about the file into the import's row.
func (l *listReading) keepShape(reading *intake.Reading) error {
	row := l.sink.row
	mapping, err := json.Marshal(reading.Mapping)
	if err != nil {
		return err
	}
	shape, err := json.Marshal(Shape{
		Format: reading.Format, Encoding: reading.Encoding, Delimiter: reading.Delimiter, Tabs: reading.Tabs, Seen: l.newest, Columns: l.columns, Choices: l.choices,
	})
	if err != nil {
		return err
	}
	row.Mapping, row.Shape, row.HeaderShape, row.Remembered = string(mapping), string(shape), reading.Shape, ""
	if reading.Recalled {
		row.Remembered = l.memories[reading.Shape].ID
	}
	row.RowsRead, row.ShareRead = reading.Rows, 1
	return nil
}
