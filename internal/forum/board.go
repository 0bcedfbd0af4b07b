package forum

import (
	"context"
	"time"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/store"
)

// BoardFilter says which members are wanted. Empty fields do not narrow.
type BoardFilter struct {
	Cycle   string // id; "" is the open one, else the one that opened last
	State   State
	Country string // ISO 3166-1 alpha-3
	Search  string // part of the name
	store.Page
}

// Board shows where the members of a cycle stand.
type Board struct {
	Cycle  *Cycle        // nil while no cycle has opened; then the board is empty
	Counts map[State]int // of all members, whatever the filter
	Late   int
	Total  int // members that fit the filter
	Rows   []BoardRow
}

// BoardRow is one member.
type BoardRow struct {
	CompanyID    string
	Name         string
	Country      string
	Sector       string
	State        State
	Late         bool // past the due day and not handed in
	DaysLate     int  // 0 when not late
	SubmissionID string
	ReportID     string
	SubmittedAt  *time.Time
	ReviewedAt   *time.Time
}

// Board gives the members of a cycle, the late ones first unless the page says otherwise. Three queries, however many members.
func (d *Desk) Board(ctx context.Context, who identity.Actor, filter BoardFilter) (Board, error) {
	board := Board{Counts: map[State]int{}, Rows: []BoardRow{}}
	if err := who.May(identity.ReadBoard); err != nil {
		return board, err
	}
	if filter.State != "" && !filter.State.Known() {
		return board, fault.New(fault.Invalid, "fault.state-unknown", "state", string(filter.State))
	}
	err := d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err := d.chosenCycle(tx, filter.Cycle)
		if err != nil || row == nil {
			return err
		}
		cycle, err := d.cycle(tx, *row)
		if err != nil {
			return err
		}
		board.Cycle = &cycle
		return d.fill(tx, &board, filter)
	})
	return board, err
}

func (d *Desk) fill(tx *store.Tx, board *Board, filter BoardFilter) error {
	until, late := joinedUntil(*board.Cycle), d.daysLate(*board.Cycle)
	counts, err := tx.BoardCounts(board.Cycle.ID, until)
	if err != nil {
		return err
	}
	for state, members := range counts {
		board.Counts[State(state)] = members
		if late > 0 && !State(state).HandedIn() {
			board.Late += members
		}
	}
	rows, total, err := tx.Board(store.BoardFilter{
		Cycle: board.Cycle.ID, Until: until, State: string(filter.State), Country: filter.Country, Search: filter.Search, Page: filter.Page,
	})
	if err != nil {
		return err
	}
	board.Total = total
	for _, row := range rows {
		member := BoardRow{
			CompanyID: row.CompanyID, Name: row.Name, Country: row.Country, Sector: row.Sector, State: State(row.State),
			SubmissionID: row.SubmissionID, ReportID: row.ReportID, SubmittedAt: row.SubmittedAt, ReviewedAt: row.ReviewedAt,
		}
		if late > 0 && !member.State.HandedIn() {
			member.Late, member.DaysLate = true, late
		}
		board.Rows = append(board.Rows, member)
	}
	return nil
}

// chosenCycle gives the cycle of an id, else the open one, else the one that opened last; nil when none has.
func (d *Desk) chosenCycle(tx *store.Tx, id string) (*store.Cycle, error) {
	if id != "" {
		row, err := tx.Cycle(id)
		return &row, notFound(err)
	}
	if row, err := tx.OpenCycle(d.today()); err != nil || row != nil {
		return row, err
	}
	rows, err := tx.Cycles()
	if err != nil {
		return nil, err
	}
	for i := range rows {
		if rows[i].OpensOn <= d.today() {
			return &rows[i], nil
		}
	}
	return nil, nil
}

// daysLate gives the days since the due day, 0 up to it. The count stops with the first day on which nothing can be handed in any more.
func (d *Desk) daysLate(cycle Cycle) int {
	last := min(d.today(), joinedUntil(cycle).Format(dayForm))
	if cycle.ClosedAt != nil {
		last = min(last, cycle.ClosedAt.UTC().Format(dayForm))
	}
	return max(0, int(day(last).Sub(day(cycle.DueOn)).Hours())/24)
}

// day reads a day that was checked before it was kept.
func day(text string) time.Time {
	at, err := time.Parse(dayForm, text)
	if err != nil {
		panic(err) // our own broken promise
	}
	return at
}

// joinedUntil gives the moment from which new members are no longer of a cycle.
func joinedUntil(cycle Cycle) time.Time { return day(cycle.ClosesOn).AddDate(0, 0, 1) }
