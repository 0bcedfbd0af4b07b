package portfolio

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"reflect"
	"slices"

	"github.com/gabf/telusur/internal/assessment"
	"github.com/gabf/telusur/internal/blob"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/store"
)

// renewFrame makes the snapshot of a company anew when scores were written since the last one. Rows whose assessment is still the newest are
// taken over; only the facts of the others are read.
func (d *Desk) renewFrame(ctx context.Context, company string) error {
	var row store.PortfolioFrame
	err := d.Store.Read(ctx, store.Company(company), func(tx *store.Tx) (err error) {
		if row, err = tx.Frame(company); errors.Is(err, store.ErrNotFound) {
			row, err = store.PortfolioFrame{CompanyID: company, KeptSequence: -1}, nil
		}
		return err
	})
	if err != nil || row.KeptSequence >= row.Sequence {
		return err
	}
	old, err := d.openSnapshot(ctx, row)
	if err != nil { // gone, damaged or of another version: it is made from nothing
		old = &snapshot{}
	}
	fresh, err := d.makeSnapshot(ctx, company, old)
	if err != nil {
		return fmt.Errorf("snapshot of company %s: %w", company, err)
	}
	return d.keepSnapshot(ctx, fresh, row.BlobKey)
}

// openSnapshot reads the snapshot that a row names.
func (d *Desk) openSnapshot(ctx context.Context, row store.PortfolioFrame) (*snapshot, error) {
	if row.KeptSequence < 0 {
		return nil, blob.ErrNotFound
	}
	file, _, err := d.Blob.Get(ctx, row.BlobKey)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	s, err := decodeSnapshot(file, row.CompanyID)
	if err != nil {
		return nil, err
	}
	s.sequence = row.KeptSequence
	if row.KeptAt != nil {
		s.asOf = *row.KeptAt
	}
	return s, nil
}

// keepSnapshot writes the file first and then the row that names it. The file before is removed after; who reads it just then looks again.
func (d *Desk) keepSnapshot(ctx context.Context, s *snapshot, before string) error {
	key := "companies/" + s.Company + "/frames/" + d.NewID()
	reader, writer := io.Pipe()
	go func() { _ = writer.CloseWithError(s.encode(writer)) }()
	size, err := d.Blob.Put(ctx, key, reader)
	_ = reader.CloseWithError(err)
	if err != nil {
		return err
	}
	err = d.Store.Write(ctx, store.Company(s.Company), func(tx *store.Tx) error {
		return tx.KeepFrame(store.PortfolioFrame{
			CompanyID: s.Company, KeptSequence: s.sequence, BlobKey: key, Suppliers: len(s.Suppliers), Bytes: size, KeptAt: &s.asOf,
		})
	})
	unused := before
	if err != nil {
		unused = key
	}
	if unused != "" {
		if removed := d.Blob.Delete(ctx, unused); removed != nil { // costs room, and nothing else
			slog.WarnContext(ctx, "a snapshot is left behind", "key", unused, "error", removed)
		}
	}
	if errors.Is(err, store.ErrConflict) { // another process was faster
		return nil
	}
	return err
}

// makeSnapshot lays the facts of all scored suppliers out in columns.
func (d *Desk) makeSnapshot(ctx context.Context, company string, old *snapshot) (*snapshot, error) {
	s := &snapshot{snapshotHead: snapshotHead{Company: company}, asOf: d.Now()}
	err := d.Store.Read(ctx, store.Company(company), func(tx *store.Tx) error {
		row, err := tx.Frame(company)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		s.sequence = row.Sequence // as of this transaction, which sees the same suppliers
		m, err := d.method(tx)
		if err != nil {
			return err
		}
		defs := frameDefs(m)
		reader := snapshotReader{desk: d, tx: tx, into: s, defs: defs, known: old.rowsFor(defs), old: old}
		s.facts, err = reader.read()
		return err
	})
	return s, err
}

// rowsFor gives the rows that can be taken over, by assessment: none when the facts to be kept are others now.
func (s *snapshot) rowsFor(defs []fact.Def) map[string]int {
	if s.facts == nil || !reflect.DeepEqual(s.facts.Defs(), defs) {
		return nil
	}
	rows := make(map[string]int, len(s.Assessments))
	for i, id := range s.Assessments {
		rows[id] = i
	}
	return rows
}

// frameDefs declares every fact that is gathered, so that a draft may read one that no rulebook has read before; with the choices that the
// rulebook in force knows besides.
func frameDefs(m method) []fact.Def {
	defs := assessment.Defs(m.asked.definition)
	at := make(map[fact.Name]int, len(defs))
	for i := range defs {
		at[defs[i].Name] = i
	}
	for _, def := range m.rules.rulebook.Facts {
		i, known := at[def.Name]
		if !known {
			defs = append(defs, fact.Def{Name: def.Name, Type: def.Type, Unit: def.Unit, Choices: slices.Clone(def.Choices)})
			continue
		}
		if len(def.Choices) == 0 || def.Type != defs[i].Type {
			continue
		}
		choices := slices.Clone(defs[i].Choices)
		for _, choice := range def.Choices {
			if !slices.Contains(choices, choice) {
				choices = append(choices, choice)
			}
		}
		defs[i].Choices = choices
	}
	return defs
}

// snapshotReader walks a company's suppliers.
type snapshotReader struct {
	desk  *Desk
	tx    *store.Tx
	into  *snapshot
	defs  []fact.Def
	old   *snapshot
	known map[string]int // rows of old, by assessment
	kept  []int          // rows taken over
	fresh []store.FramedSupplier
}

// framedAtOnce is how many suppliers are listed in one statement.
const framedAtOnce = 5000

func (r *snapshotReader) read() (*fact.Frame, error) {
	for after := ""; ; {
		rows, err := r.tx.FramedAfter(r.into.Company, after, framedAtOnce)
		if err != nil {
			return nil, err
		}
		if len(rows) == 0 {
			break
		}
		after = rows[len(rows)-1].ID
		for _, row := range rows {
			if at, ok := r.known[row.AssessmentID]; ok {
				r.kept = append(r.kept, at)
				r.into.add(row.ID, row.AssessmentID, row.Country, row.Sector)
				continue
			}
			r.fresh = append(r.fresh, row)
		}
	}
	return r.join()
}

// join puts the rows that are taken over before those that are read.
func (r *snapshotReader) join() (*fact.Frame, error) {
	var parts []*fact.Frame
	if len(r.kept) > 0 {
		part, err := pick(r.old.facts, r.kept)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	for chunk := range slices.Chunk(r.fresh, scoreChunk) {
		part, err := r.lay(chunk)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return fact.NewFrame(r.defs, nil)
	}
	return fact.Join(parts...)
}

func (r *snapshotReader) lay(rows []store.FramedSupplier) (*fact.Frame, error) {
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = row.AssessmentID
		r.into.add(row.ID, row.AssessmentID, row.Country, row.Sector)
	}
	assessed, err := r.tx.AssessmentsByID(ids)
	if err != nil {
		return nil, err
	}
	held := make([]store.Assessment, len(ids))
	for i, id := range ids {
		held[i] = assessed[id]
	}
	facts, err := r.desk.facts(r.tx, held)
	if err != nil {
		return nil, err
	}
	fits := newFitting(r.defs)
	for i := range facts {
		facts[i] = fits.row(facts[i])
	}
	frame, err := fact.NewFrame(r.defs, facts)
	if err != nil {
		return nil, err
	}
	return frame.Compact(), nil
}

// fitting leaves out facts that do not fit their declaration: an answer to an older questionnaire whose choices were others. They are Missing
// then, as a word that a rulebook does not know is Missing to it.
type fitting map[fact.Name]fact.Def

func newFitting(defs []fact.Def) fitting {
	f := make(fitting, len(defs))
	for _, def := range defs {
		f[def.Name] = def
	}
	return f
}

func (f fitting) row(row fact.Row) fact.Row {
	fits := make(fact.Row, 0, len(row)) // the row may be shared
	for _, given := range row {
		def, declared := f[given.Name]
		if declared && (given.Value.State != fact.Present || fitsDef(def, given.Value)) {
			fits = append(fits, given)
		}
	}
	return fits
}

func fitsDef(def fact.Def, v fact.Value) bool {
	switch {
	case v.Type != def.Type:
		return false
	case v.Type == fact.Choice:
		return slices.Contains(def.Choices, v.Choice)
	case v.Type == fact.Choices:
		return !slices.ContainsFunc(v.Choices, func(choice string) bool { return !slices.Contains(def.Choices, choice) })
	default:
		return true
	}
}
