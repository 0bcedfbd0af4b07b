package store_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/internal/store/storetest"
)

// manySuppliers gives as many rows as are written at once, every other one with a number of workers.
func manySuppliers(company string, n int) []store.Supplier {
	rows := make([]store.Supplier, n)
	for i := range rows {
		rows[i] = store.Supplier{
			ID: uuid.Must(uuid.NewV7()).String(), CompanyID: company, Name: fmt.Sprintf("Supplier “%d” \\ 'x'", i), Fields: `{"name":"ü"}`, Origins: "[]",
			CreatedAt: noon.In(time.FixedZone("", 7*3600)).Add(time.Duration(i) * time.Nanosecond), UpdatedAt: noon, Residual: float64(i) / 3, BandRank: -1,
			Flags: []string{"a", `"b"`}, FlagCount: 2, Review: i%2 == 0,
		}
		if i%2 == 0 {
			rows[i].Workers = &rows[i].FlagCount
		}
	}
	return rows
}

func TestManyRowsAreWrittenAsOneWouldBe(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	company := storetest.Organisation(t, s, "company", "Garuda")
	rows := manySuppliers(company, 40)
	one := rows[0]
	one.ID = uuid.NewString()
	must(t, s.Write(t.Context(), store.Company(company), func(tx *store.Tx) error {
		return errors.Join(tx.CreateSuppliers(rows), store.CreateRow(tx, one))
	}))
	must(t, s.Read(t.Context(), store.Company(company), func(tx *store.Tx) error {
		alone, err := tx.Supplier(one.ID)
		must(t, err)
		for _, row := range rows {
			got, err := tx.Supplier(row.ID)
			must(t, err)
			if got.State != store.SupplierActive || got.Name != row.Name || !reflect.DeepEqual(got.Workers, row.Workers) || !reflect.DeepEqual(got.Flags, row.Flags) ||
				got.Residual != row.Residual || got.Review != row.Review || !got.CreatedAt.Equal(noon) {
				t.Errorf("wrote %+v, read %+v", row, got)
			}
		}
		first, err := tx.Supplier(rows[0].ID)
		first.ID = alone.ID
		if !reflect.DeepEqual(first, alone) {
			t.Errorf("among many %+v, alone %+v", first, alone)
		}
		return err
	}))
	err := s.Write(t.Context(), store.Company(company), func(tx *store.Tx) error { return tx.CreateSuppliers(rows) })
	if !errors.Is(err, store.ErrConflict) {
		t.Errorf("the same ids again: %v", err)
	}
}

func TestManyRowsStayInsideTheScope(t *testing.T) {
	t.Parallel()
	n := setupNeighbours(t)
	rows := manySuppliers(n.ours, 40)
	rows[30].CompanyID = n.theirs
	err := n.Write(t.Context(), store.Company(n.ours), func(tx *store.Tx) error { return tx.CreateSuppliers(rows) })
	if !errors.Is(err, store.ErrScope) {
		t.Errorf("one of a neighbour among many: %v", err)
	}
	theirs := manySuppliers(n.theirs, 40)
	must(t, n.Write(t.Context(), store.Company(n.theirs), func(tx *store.Tx) error { return tx.CreateSuppliers(theirs) }))
	err = n.Write(t.Context(), store.Company(n.ours), func(tx *store.Tx) error { return tx.SaveScores(theirs) })
	if !errors.Is(err, store.ErrScope) {
		t.Errorf("scores of a neighbour: %v", err)
	}
	disguised := manySuppliers(n.ours, 40)
	for i := range disguised {
		disguised[i].ID, disguised[i].Name = theirs[i].ID, "Trojan"
	}
	must(t, n.Write(t.Context(), store.Company(n.ours), func(tx *store.Tx) error { return tx.SaveSuppliers(disguised) }))
	must(t, n.Read(t.Context(), store.Company(n.theirs), func(tx *store.Tx) error {
		row, err := tx.Supplier(theirs[7].ID)
		if row.Name != theirs[7].Name {
			t.Errorf("a neighbour's supplier is now %q", row.Name)
		}
		return err
	}))
}

func TestRowsOfAnImportArePagedAsTheyStandInTheFile(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	company := storetest.Organisation(t, s, "company", "Garuda")
	id := uuid.NewString()
	var rows []store.ImportRow
	actions := []string{"new", "changed", "unchanged"}
	for i := range 1234 {
		rows = append(rows, store.ImportRow{
			ImportID: id, CompanyID: company, RowNumber: 2 + 3*i, Action: actions[i%3], Name: fmt.Sprintf("Row\t%d\n", i), Renamed: i%100 == 1, DuplicateOf: i % 5,
			Cells: `{"a":"B7"}`, Changes: "[]", Content: `{"name":"tab \t"}`, Why: "w", SupplierID: "s",
		})
	}
	must(t, s.Write(t.Context(), store.Company(company), func(tx *store.Tx) error {
		return errors.Join(
			tx.CreateImport(&store.Import{ID: id, CompanyID: company, Kind: "suppliers", State: "reading", CreatedAt: noon}), tx.CreateImportRows(rows[:700]), tx.CreateImportRows(rows[700:]),
		)
	}))
	must(t, s.Read(t.Context(), store.Company(company), func(tx *store.Tx) error {
		for _, action := range []string{"", "new", "changed", store.RenamedRows, "refused"} {
			var want, got []store.ImportRow
			for _, row := range rows {
				if action == "" || row.Action == action || action == store.RenamedRows && row.Renamed {
					want = append(want, row)
				}
			}
			for len(got) < len(want) {
				page, total, err := tx.ImportRows(id, action, store.Page{Offset: len(got), Limit: 77})
				if err != nil || total != len(want) || len(page) == 0 {
					t.Fatalf("%q from %d: %d of %d, not %d: %v", action, len(got), len(page), total, len(want), err)
				}
				got = append(got, page...)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%q: pages do not give what was written", action)
			}
		}
		one, err := tx.ImportRow(id, rows[900].RowNumber)
		if err != nil || !reflect.DeepEqual(one, rows[900]) {
			t.Errorf("%+v, %v", one, err)
		}
		_, err = tx.ImportRow(id, 3)
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("a row that is not there: %v", err)
		}
		return nil
	}))
	must(t, s.Write(t.Context(), store.Company(company), func(tx *store.Tx) error { return tx.MoveImportRow(id, rows[900].RowNumber, "duplicate") }))
	must(t, s.Read(t.Context(), store.Company(company), func(tx *store.Tx) error {
		moved, total, err := tx.ImportRows(id, "duplicate", store.Page{})
		if total != 1 || moved[0].RowNumber != rows[900].RowNumber {
			t.Errorf("%+v", moved)
		}
		return err
	}))
	err := s.Write(t.Context(), store.Company(company), func(tx *store.Tx) error {
		return tx.CreateImportRows([]store.ImportRow{{ImportID: id, CompanyID: company, RowNumber: 9999, Content: "{\n}"}})
	})
	if err == nil || !strings.Contains(err.Error(), "row 9999") {
		t.Errorf("content that is no JSON in one line: %v", err)
	}
}

func TestSharedFactsAreKeptOnce(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	company := storetest.Organisation(t, s, "company", "Garuda")
	for _, facts := range []string{"first", "second"} {
		must(t, s.Write(t.Context(), store.Company(company), func(tx *store.Tx) error {
			return tx.KeepFactSets([]store.FactSet{{Digest: "d", Facts: facts}})
		}))
	}
	must(t, s.Read(t.Context(), store.Company(company), func(tx *store.Tx) error {
		sets, err := tx.FactSets([]string{"d", "absent"})
		if !reflect.DeepEqual(sets, map[string]string{"d": "first"}) {
			t.Errorf("%v", sets)
		}
		return err
	}))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
