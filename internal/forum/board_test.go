package forum

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/gabf/telusur/internal/store"
)

func TestBoardWithoutACycleIsEmpty(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.company("Batik")
	board, err := w.Board(t.Context(), w.officer, BoardFilter{})
	must(t, err)
	if board.Cycle != nil || board.Total != 0 || board.Rows == nil {
		t.Errorf("%+v", board)
	}
	_, err = w.Board(t.Context(), w.company("Songket"), BoardFilter{})
	refused(t, err, "fault.forbidden")
	_, err = w.Board(t.Context(), w.officer, BoardFilter{State: "approved"})
	refused(t, err, "fault.state-unknown")
	_, err = w.Board(t.Context(), w.officer, BoardFilter{Cycle: "nowhere"})
	refused(t, err, "fault.not-found")
}

func TestBoardPutsWhoHasLeastBehindThemFirst(t *testing.T) {
	t.Parallel()
	w := setup(t)
	cycle := w.opened()
	w.company("Abaca")
	begun := w.company("Batik")
	must(t, w.Store.Write(t.Context(), begun.Scope(), func(tx *store.Tx) error { return w.MarkInProgress(t.Context(), tx, begun.OrganisationID) }))
	_, handed := w.handedIn("Cotton", cycle)
	_, back := w.handedIn("Denim", cycle)
	_, done := w.handedIn("Ermine 100%", cycle)
	_, err := w.Return(t.Context(), w.officer, back.ID, back.Version, "Please add the farms.")
	must(t, err)
	_, err = w.Accept(t.Context(), w.officer, done.ID, done.Version, "")
	must(t, err)

	show := func(filter BoardFilter) string {
		t.Helper()
		board, err := w.Board(t.Context(), w.officer, filter)
		must(t, err)
		lines := []string{fmt.Sprintf("%d of %d, late %d", len(board.Rows), board.Total, board.Late)}
		for _, row := range board.Rows {
			lines = append(lines, fmt.Sprintf("%s %s %d", row.Name, row.State, row.DaysLate))
		}
		return strings.Join(lines, "; ")
	}
	cases := []struct {
		name   string
		at     time.Time
		filter BoardFilter
		want   string
	}{
		{"in time nobody is late", time.Date(2026, 3, 31, 23, 0, 0, 0, time.UTC), BoardFilter{}, "5 of 5, late 0; Abaca not-started 0; Batik in-progress 0; Denim returned 0; Cotton submitted 0; Ermine 100% accepted 0"},
		{"the day after the due day", time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), BoardFilter{}, "5 of 5, late 3; Abaca not-started 1; Batik in-progress 1; Denim returned 1; Cotton submitted 0; Ermine 100% accepted 0"},
		{"late stops growing with the last day", time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC), BoardFilter{State: NotStarted}, "1 of 1, late 3; Abaca not-started 31"},
		{"by state", w.now, BoardFilter{State: Submitted}, "1 of 1, late 0; Cotton submitted 0"},
		{"by a part of the name, in any case", w.now, BoardFilter{Search: "TTO"}, "1 of 1, late 0; Cotton submitted 0"},
		{"a percent sign is a percent sign", w.now, BoardFilter{Search: "%"}, "1 of 1, late 0; Ermine 100% accepted 0"},
		{"by country", w.now, BoardFilter{Country: "THA"}, "0 of 0, late 0"},
		{"by name, backwards, the second page", w.now, BoardFilter{Page: store.Page{Sort: "name", Descending: true, Offset: 2, Limit: 2}}, "2 of 5, late 0; Cotton submitted 0; Batik in-progress 0"},
		{"by state, backwards", w.now, BoardFilter{Page: store.Page{Sort: "state", Descending: true, Limit: 1}}, "1 of 5, late 0; Ermine 100% accepted 0"},
	}
	for _, c := range cases { // one clock: not parallel
		w.now = c.at
		if got := show(c.filter); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
	}
	board, err := w.Board(t.Context(), w.officer, BoardFilter{Cycle: cycle.ID, State: Submitted})
	must(t, err)
	if board.Rows[0].SubmissionID != handed.ID || board.Rows[0].SubmittedAt == nil || board.Counts[Accepted] != 1 || board.Counts[NotStarted] != 1 {
		t.Errorf("%+v", board)
	}
}

func TestBoardOfACycleThatIsOverCountsNoLaterMembers(t *testing.T) {
	t.Parallel()
	w := setup(t)
	cycle := w.opened()
	w.company("Abaca")
	w.write(func(tx *store.Tx) error {
		return tx.CreateOrganisation(store.Organisation{ID: uuid.NewString(), Kind: "company", Name: "Later", CreatedAt: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)})
	})
	w.now = time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	board, err := w.Board(t.Context(), w.officer, BoardFilter{})
	must(t, err)
	if board.Cycle.ID != cycle.ID || board.Cycle.Open || board.Total != 1 {
		t.Errorf("%+v", board)
	}
}

func TestACycleClosedEarlyMakesNobodyLate(t *testing.T) {
	t.Parallel()
	w := setup(t)
	cycle := w.opened()
	w.company("Abaca")
	_, err := w.CloseCycle(t.Context(), w.officer, cycle.ID)
	must(t, err)
	w.now = time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	board, err := w.Board(t.Context(), w.officer, BoardFilter{Cycle: cycle.ID})
	must(t, err)
	if board.Late != 0 {
		t.Errorf("%+v", board)
	}
}

// members400 gives a cycle with 400 members, three in four of which have begun.
func members400(t testing.TB) *world {
	w := setup(t)
	cycle := w.opened()
	states := []State{InProgress, Submitted, Returned, Accepted}
	w.write(func(tx *store.Tx) error {
		for i := range 400 {
			id := uuid.NewString()
			company := store.Organisation{ID: id, Kind: "company", Name: fmt.Sprintf("Member %03d", i), Country: "IDN", CreatedAt: w.now}
			if err := tx.CreateOrganisation(company); err != nil {
				return err
			}
			if i%4 == 0 {
				continue
			}
			begun := store.Submission{ID: uuid.NewString(), CompanyID: id, CycleID: cycle.ID, State: string(states[i%4]), Summary: "{}", Version: 1, CreatedAt: w.now}
			if err := tx.CreateSubmission(begun); err != nil {
				return err
			}
		}
		return nil
	})
	return w
}

func TestBoardOf400MembersIsSwift(t *testing.T) {
	t.Parallel()
	w := members400(t)
	w.now = time.Date(2026, 4, 2, 0, 0, 0, 0, time.UTC)
	begun := time.Now()
	board, err := w.Board(t.Context(), w.officer, BoardFilter{Page: store.Page{Limit: 200}})
	took := time.Since(begun)
	must(t, err)
	if board.Total != 400 || len(board.Rows) != 200 || !board.Rows[0].Late {
		t.Errorf("%d of %d", len(board.Rows), board.Total)
	}
	t.Logf("board of 400 members, 200 shown: %v (%s)", took, w.Store.Dialect())
}

func BenchmarkBoard(b *testing.B) {
	w := members400(b)
	for b.Loop() {
		if _, err := w.Board(b.Context(), w.officer, BoardFilter{Page: store.Page{Limit: 50}}); err != nil {
			b.Fatal(err)
		}
	}
}
