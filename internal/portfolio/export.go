package portfolio

import (
	"context"
	"encoding/csv"
	"io"
	"iter"
	"slices"
	"strconv"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/sheet"
	"github.com/gabf/telusur/internal/store"
)

// Forms in which a company takes its suppliers along.
const (
	ExportCSV      = "csv"
	ExportWorkbook = "xlsx"
	ExportOSH      = "osh" // Open Supply Hub's template, as csv
)

// Export is a list of suppliers on its way out: all that fit, in the order of attention. It is written as it is read.
type Export struct {
	Name  string // of the file
	Kind  string // ExportCSV …
	desk  *Desk
	ctx   context.Context //nolint:containedctx // the answer streams after the act has returned
	scope store.Scope
	ids   []string
	tag   lang.Tag
	rules *rulebook.Rulebook
}

// Export prepares a list of the suppliers that fit a filter, in a language. The list can be uploaded again.
func (d *Desk) Export(ctx context.Context, who identity.Actor, filter store.SupplierFilter, kind string, tag lang.Tag) (*Export, error) {
	if !slices.Contains([]string{ExportCSV, ExportWorkbook, ExportOSH}, kind) {
		return nil, fault.New(fault.Invalid, "fault.export-kind")
	}
	e := &Export{Kind: kind, desk: d, ctx: context.WithoutCancel(ctx), scope: who.Scope(), tag: tag}
	err := d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		m, err := d.method(tx)
		if err != nil {
			return err
		}
		e.rules = m.rules.rulebook
		e.ids, err = tx.SupplierIDs(filter)
		return err
	})
	if err == nil && len(e.ids) == 0 {
		err = fault.New(fault.Invalid, "fault.nothing-chosen")
	}
	e.Name = lang.Say(tag, "portfolio.export.name", map[string]string{"on": d.today().Format(dayForm)}) + map[string]string{
		ExportCSV: ".csv", ExportWorkbook: ".xlsx", ExportOSH: " - Open Supply Hub.csv",
	}[kind]
	return e, err
}

// Write writes the list.
func (e *Export) Write(w io.Writer) error {
	switch e.Kind {
	case ExportWorkbook:
		return sheet.WriteTable(w, lang.Say(e.tag, "portfolio.export.tab", nil), e.header(), e.rows())
	case ExportOSH:
		return e.writeOSH(w)
	}
	return e.writeCSV(w)
}

const exportChunk = 1000

// suppliers walks the suppliers in their order.
func (e *Export) suppliers() iter.Seq2[store.Supplier, error] {
	return func(yield func(store.Supplier, error) bool) {
		for chunk := range slices.Chunk(e.ids, exportChunk) {
			byID := make(map[string]store.Supplier, len(chunk))
			err := e.desk.Store.Read(e.ctx, e.scope, func(tx *store.Tx) error {
				rows, err := tx.SuppliersByID(chunk)
				for _, row := range rows {
					byID[row.ID] = row
				}
				return err
			})
			if err != nil {
				yield(store.Supplier{}, err)
				return
			}
			for _, id := range chunk {
				if row, ok := byID[id]; ok && !yield(row, nil) {
					return
				}
			}
		}
	}
}

// scoreColumns stand behind the fields of a supplier.
var scoreColumns = []string{"band", "residual", "inherent", "control", "confidence", "flags"}

func (e *Export) header() []string {
	var header []string
	for _, field := range intake.Fields() {
		header = append(header, lang.Say(e.tag, "intake.field."+string(field), nil))
	}
	for _, column := range scoreColumns {
		header = append(header, lang.Say(e.tag, "portfolio.export."+column, nil))
	}
	return header
}

// rows gives the cells of each supplier.
func (e *Export) rows() iter.Seq2[[]sheet.Output, error] {
	return func(yield func([]sheet.Output, error) bool) {
		for row, err := range e.suppliers() {
			var cells []sheet.Output
			if err == nil {
				cells, err = e.cells(row)
			}
			if !yield(cells, err) || err != nil {
				return
			}
		}
	}
}

func (e *Export) cells(row store.Supplier) ([]sheet.Output, error) {
	known, err := readListed(row)
	if err != nil {
		return nil, err
	}
	var cells []sheet.Output
	for _, field := range intake.Fields() {
		cells = append(cells, e.field(known.Supplier, field))
	}
	if row.Band == "" {
		return append(cells, make([]sheet.Output, len(scoreColumns))...), nil
	}
	number := func(n float64) sheet.Output { return sheet.Output{Number: &n} }
	band := row.Band
	for _, b := range e.rules.Bands {
		if b.ID == row.Band {
			band = b.Name.In(e.tag)
		}
	}
	flags := ""
	for i, rule := range row.Flags {
		if i > 0 {
			flags += "; "
		}
		flags += e.rules.Name(rule).In(e.tag)
	}
	return append(cells, sheet.Output{Text: band}, number(row.Residual), number(row.Inherent), number(row.Control), number(row.Confidence), sheet.Output{Text: flags}), nil
}

// field gives a field as a list says it and reads it back.
func (e *Export) field(s intake.Supplier, field intake.Field) sheet.Output {
	switch field {
	case intake.FieldWorkers, intake.FieldWomen, intake.FieldMigrants, intake.FieldAgency, intake.FieldDormitory, intake.FieldTier,
		intake.FieldLatitude, intake.FieldLongitude:
		if n, err := strconv.ParseFloat(s.Text(field), 64); err == nil {
			return sheet.Output{Number: &n}
		}
		return sheet.Output{Text: s.Text(field)}
	case intake.FieldSpend:
		if s.SpendMinor == nil {
			return sheet.Output{}
		}
		n := float64(*s.SpendMinor) / 100
		return sheet.Output{Number: &n}
	case intake.FieldCountry:
		return sheet.Output{Text: e.desk.countryName(string(s.Country), e.tag)}
	case intake.FieldSector:
		if s.SectorText != "" {
			return sheet.Output{Text: s.SectorText}
		}
		return sheet.Output{Text: string(s.Sector)}
	case intake.FieldSiteType:
		return sheet.Output{Text: e.desk.SayField(s, field, e.tag)}
	default:
		return sheet.Output{Text: s.Text(field)}
	}
}

// writeCSV writes UTF-8 with the mark by which Excel knows it.
func (e *Export) writeCSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(e.header()); err != nil {
		return err
	}
	for cells, err := range e.rows() {
		if err != nil {
			return err
		}
		record := make([]string, len(cells))
		for i, cell := range cells {
			if record[i] = sheet.SafeText(cell.Text); cell.Number != nil {
				record[i] = strconv.FormatFloat(*cell.Number, 'f', -1, 64)
			}
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (e *Export) writeOSH(w io.Writer) error {
	var all []intake.Supplier
	for row, err := range e.suppliers() {
		if err != nil {
			return err
		}
		known, err := readListed(row)
		if err != nil {
			return err
		}
		all = append(all, known.Supplier)
	}
	return intake.WriteOSH(w, e.desk.Refdata, all)
}
