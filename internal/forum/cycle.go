package forum

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/store"
)

// Edition names a published rulebook or questionnaire.
type Edition struct {
	Name    string // the id inside the file
	Version string
	Digest  string
}

// Cycle is a round of reporting. Days are YYYY-MM-DD, in UTC.
type Cycle struct {
	ID            string
	Name          string
	OpensOn       string // first day on which companies can hand in
	DueOn         string // last day on which a member is in time
	ClosesOn      string // last day on which companies can hand in
	Questionnaire Edition
	Rulebook      Edition
	Open          bool // companies can hand in today
	Late          bool // the due day is over
	ClosedAt      *time.Time
}

// CycleOpening is what an officer says to open a cycle. Questionnaire and Rulebook are digests of publications; they hold for the whole cycle.
type CycleOpening struct {
	Name, OpensOn, DueOn, ClosesOn string
	Questionnaire, Rulebook        string
}

// OpenCycle opens a cycle, perhaps of future days. Its days must be in order and not over, and it must share no day with another cycle that
// is not closed: on every day there is at most one cycle in which companies hand in.
func (d *Desk) OpenCycle(ctx context.Context, who identity.Actor, in CycleOpening) (Cycle, error) {
	if err := errors.Join(who.May(identity.OpenCycle), d.checkOpening(&in)); err != nil {
		return Cycle{}, err
	}
	row := store.Cycle{
		ID: d.NewID(), Name: in.Name, OpensOn: in.OpensOn, DueOn: in.DueOn, ClosesOn: in.ClosesOn,
		QuestionnaireDigest: in.Questionnaire, RulebookDigest: in.Rulebook, OpenedBy: who.PersonID, CreatedAt: d.Now(),
	}
	var cycle Cycle
	err := d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		if err := d.checkFree(tx, row); err != nil {
			return err
		}
		var err error
		if cycle, err = d.cycle(tx, row); err != nil {
			return err
		}
		if err := tx.CreateCycle(row); err != nil {
			return err
		}
		if cycle.Open {
			if err := scoreAll(tx); err != nil {
				return err
			}
		}
		return d.record(tx, ledger.CycleOpened, row.ID, cycleText{row.Name, row.OpensOn, row.DueOn, row.ClosesOn, row.QuestionnaireDigest, row.RulebookDigest})
	})
	return cycle, err
}

// scoreAll has every company's suppliers scored with the method that the cycle pins. A cycle that opens later is scored with when its
// companies make their reports.
func scoreAll(tx *store.Tx) error {
	companies, err := tx.Organisations(string(identity.Company))
	if err != nil {
		return err
	}
	for _, company := range companies {
		if err := portfolio.EnqueueScoring(tx, company.ID); err != nil {
			return err
		}
	}
	return nil
}

// cycleText is what the leaf of a cycle names.
type cycleText struct {
	Name          string `json:"name"`
	OpensOn       string `json:"opensOn"`
	DueOn         string `json:"dueOn"`
	ClosesOn      string `json:"closesOn"`
	Questionnaire string `json:"questionnaire"`
	Rulebook      string `json:"rulebook"`
}

func (d *Desk) checkOpening(in *CycleOpening) error {
	if in.Name = strings.TrimSpace(in.Name); in.Name == "" {
		return fault.New(fault.Invalid, "fault.cycle-name")
	}
	for _, day := range []string{in.OpensOn, in.DueOn, in.ClosesOn} {
		if _, err := time.Parse(dayForm, day); err != nil {
			return fault.New(fault.Invalid, "fault.day", "day", day)
		}
	}
	if in.OpensOn > in.DueOn || in.DueOn > in.ClosesOn {
		return fault.New(fault.Invalid, "fault.cycle-order")
	}
	if in.ClosesOn < d.today() {
		return fault.New(fault.Invalid, "fault.cycle-past")
	}
	return nil
}

// checkFree holds the log's lock, so that of two cycles opened at once the second sees the first.
func (d *Desk) checkFree(tx *store.Tx, row store.Cycle) error {
	if err := tx.LockLedger(); err != nil {
		return err
	}
	others, err := tx.CyclesSharing(row.OpensOn, row.ClosesOn, row.ID)
	if err != nil {
		return err
	}
	if len(others) > 0 {
		return fault.New(fault.Conflict, "fault.cycle-overlap", "name", others[0].Name, "opensOn", others[0].OpensOn, "closesOn", others[0].ClosesOn)
	}
	return nil
}

// CloseCycle ends a cycle before its last day, for good: nothing can be handed in after. What was handed in can still be accepted.
func (d *Desk) CloseCycle(ctx context.Context, who identity.Actor, id string) (Cycle, error) {
	if err := who.May(identity.OpenCycle); err != nil {
		return Cycle{}, err
	}
	var cycle Cycle
	err := d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err := tx.Cycle(id)
		if err != nil {
			return notFound(err)
		}
		at := d.Now().UTC().Truncate(time.Second)
		if err := tx.CloseCycle(id, at); errors.Is(err, store.ErrNotFound) {
			return fault.New(fault.Conflict, "fault.cycle-closed", "name", row.Name)
		} else if err != nil {
			return err
		}
		row.ClosedAt = &at
		if cycle, err = d.cycle(tx, row); err != nil {
			return err
		}
		return d.record(tx, ledger.CycleClosed, id, closedText{at.Format(time.RFC3339)})
	})
	return cycle, err
}

type closedText struct {
	ClosedAt string `json:"closedAt"`
}

// Cycles lists all cycles, newest first.
func (d *Desk) Cycles(ctx context.Context, who identity.Actor) ([]Cycle, error) {
	if err := who.May(identity.ReadBoard); err != nil {
		return nil, err
	}
	cycles := []Cycle{}
	err := d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		rows, err := tx.Cycles()
		if err != nil {
			return err
		}
		for _, row := range rows {
			cycle, err := d.cycle(tx, row)
			if err != nil {
				return err
			}
			cycles = append(cycles, cycle)
		}
		return nil
	})
	return cycles, err
}

// CurrentCycle gives the cycle in which companies can hand in today; false when there is none. It is for everybody.
func (d *Desk) CurrentCycle(ctx context.Context) (cycle Cycle, open bool, err error) {
	err = d.Store.Read(ctx, store.Scope{}, func(tx *store.Tx) error {
		row, err := tx.OpenCycle(d.today())
		if err != nil || row == nil {
			return err
		}
		open = true
		cycle, err = d.cycle(tx, *row)
		return err
	})
	return cycle, open, err
}

// cycle gives the cycle of a row as it stands today.
func (d *Desk) cycle(tx *store.Tx, row store.Cycle) (Cycle, error) {
	cycle := Cycle{ID: row.ID, Name: row.Name, OpensOn: row.OpensOn, DueOn: row.DueOn, ClosesOn: row.ClosesOn, ClosedAt: row.ClosedAt}
	today := d.today()
	cycle.Open = row.ClosedAt == nil && row.OpensOn <= today && today <= row.ClosesOn
	cycle.Late = today > row.DueOn
	var err error
	if cycle.Rulebook, err = edition(tx, "rulebook", row.RulebookDigest); err != nil {
		return cycle, err
	}
	cycle.Questionnaire, err = edition(tx, "questionnaire", row.QuestionnaireDigest)
	return cycle, err
}

func edition(tx *store.Tx, kind, digest string) (Edition, error) {
	row, err := tx.Publication(digest)
	if errors.Is(err, store.ErrNotFound) || err == nil && row.Kind != kind {
		return Edition{}, fault.New(fault.Invalid, "fault.publication-unknown."+kind)
	}
	return Edition{row.Name, row.Version, row.Digest}, err
}
