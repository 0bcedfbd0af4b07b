package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/internal/store/storetest"
)

// shelf is a company with suppliers to look among.
type shelf struct {
	*store.Store
	t       *testing.T
	company string
}

func setupShelf(t *testing.T, rows ...store.Supplier) *shelf {
	t.Helper()
	s := storetest.Setup(t)
	h := &shelf{s, t, storetest.Organisation(t, s, "company", "Garuda")}
	h.add(h.company, rows...)
	h.add(storetest.Organisation(t, s, "company", "The neighbour"), supplier("Neighbour's Own Garment"))
	return h
}

func (h *shelf) add(company string, rows ...store.Supplier) {
	h.t.Helper()
	for i := range rows {
		rows[i].CompanyID = company
	}
	if err := h.Write(h.t.Context(), store.Company(company), func(tx *store.Tx) error { return tx.CreateSuppliers(rows) }); err != nil {
		h.t.Fatal(err)
	}
}

// supplier gives an unscored supplier that a search finds by these words; the first is its name.
func supplier(words ...string) store.Supplier {
	return store.Supplier{
		ID: uuid.NewString(), Name: words[0], Search: store.Searched(words...), Fields: "{}", Origins: "{}", BandRank: -1, Flags: []string{}, CreatedAt: noon, UpdatedAt: noon,
	}
}

func (h *shelf) names(filter store.SupplierFilter, page store.Page) []string {
	h.t.Helper()
	names := []string{}
	filter.Company = h.company
	err := h.Read(h.t.Context(), store.Company(h.company), func(tx *store.Tx) error {
		rows, total, err := tx.Suppliers(filter, page)
		for _, row := range rows {
			names = append(names, row.Name)
		}
		if page == (store.Page{}) && total != len(rows) {
			h.t.Errorf("%d rows of %d", len(rows), total)
		}
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return names
}

func TestSearchFindsWordsAndNothingElse(t *testing.T) {
	t.Parallel()
	h := setupShelf(t,
		supplier("100% Cotton Ltd", "A_1"), supplier("O'Brien \"Best\" Wool", "AB1"), supplier("Thủy sản Đông Hải", "Cần Thơ"), supplier("ÇAĞRI Tekstil", "İzmir"),
		supplier("บริษัท ยางทอง จำกัด", "Hat Yai"), supplier(`Back\slash`, "C"), supplier("上海纺织", "Shanghai"), supplier("Łódź Ubrania", "Straße"),
	)
	for query, want := range map[string][]string{
		"cotton":             {"100% Cotton Ltd"},
		"100%":               {"100% Cotton Ltd"},
		"%":                  {"100% Cotton Ltd"},
		"a_1":                {"100% Cotton Ltd"},
		"ltd COTTON":         {"100% Cotton Ltd"},
		"cotton wool":        {},
		"o'brien":            {`O'Brien "Best" Wool`},
		`"best"`:             {`O'Brien "Best" Wool`},
		"'; DROP TABLE x;--": {},
		"thuy san":           {"Thủy sản Đông Hải"},
		"Thủy sản":           {"Thủy sản Đông Hải"},
		"dong can tho":       {"Thủy sản Đông Hải"},
		"cagri":              {"ÇAĞRI Tekstil"},
		"IZMIR":              {"ÇAĞRI Tekstil"},
		"ยางทอง":             {"บริษัท ยางทอง จำกัด"},
		`\`:                  {`Back\slash`},
		"上海":                 {"上海纺织"},
		"lodz":               {"Łódź Ubrania"},
		"neighbour":          {},
		"\x00":               nil, // nothing to look for: all
		"\xff\xfe":           nil,
		"   ":                nil,
	} {
		got := h.names(store.SupplierFilter{Search: query}, store.Page{})
		if want == nil {
			if len(got) != 8 {
				t.Errorf("%q finds %q", query, got)
			}
			continue
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
}

// scored gives a supplier with a score.
func scored(name, country, band string, rank int, residual float64, workers int) store.Supplier {
	s := supplier(name)
	s.Country, s.Sector, s.AssessmentID, s.Band, s.BandRank, s.Residual = country, "C14", uuid.NewString(), band, rank, residual
	if workers >= 0 {
		s.Workers = &workers
	}
	return s
}

func ranked(t *testing.T) *shelf {
	t.Helper()
	flagged := scored("Delta", "VNM", "critical", 4, 61, 90)
	flagged.Flags, flagged.FlagCount, flagged.Review = []string{"passports"}, 1, true
	return setupShelf(t,
		scored("Alpha", "IDN", "high", 3, 72.5, 10), scored("Beta", "IDN", "high", 3, 72.5, -1), scored("Gamma", "VNM", "low", 0, 5, 300), flagged, supplier("Epsilon"),
	)
}

func TestTheOrderOfAttention(t *testing.T) {
	t.Parallel()
	h := ranked(t)
	for name, c := range map[string]struct {
		page store.Page
		want string
	}{
		"the worst band first, then points, then names": {store.Page{}, "Delta Alpha Beta Gamma Epsilon"},
		"by name":                               {store.Page{Sort: "name"}, "Alpha Beta Delta Epsilon Gamma"},
		"by name, turned round":                 {store.Page{Sort: "name", Descending: true}, "Gamma Epsilon Delta Beta Alpha"},
		"the largest first, unknown ones last":  {store.Page{Sort: "workers", Descending: true, Limit: 3}, "Gamma Delta Alpha"},
		"the smallest first, unknown ones last": {store.Page{Sort: "workers", Limit: 3}, "Alpha Delta Gamma"},
		"the second page":                       {store.Page{Offset: 2, Limit: 2}, "Beta Gamma"},
		"a page behind the last":                {store.Page{Offset: 9, Limit: 2}, ""},
	} {
		if got := strings.Join(h.names(store.SupplierFilter{}, c.page), " "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	err := h.Read(t.Context(), store.Company(h.company), func(tx *store.Tx) error {
		_, _, err := tx.Suppliers(store.SupplierFilter{Company: h.company}, store.Page{Sort: "fields"})
		return err
	})
	if err == nil {
		t.Error("sorts by a column that is not for it")
	}
}

func TestFiltersNarrow(t *testing.T) {
	t.Parallel()
	h := ranked(t)
	yes, no := true, false
	var delta string
	err := h.Write(t.Context(), store.Company(h.company), func(tx *store.Tx) error {
		rows, _, err := tx.Suppliers(store.SupplierFilter{Company: h.company, Band: "critical"}, store.Page{})
		if err != nil {
			return err
		}
		delta = rows[0].ID
		return tx.CreateResponses([]store.Response{
			{ID: uuid.Must(uuid.NewV7()).String(), CompanyID: h.company, SupplierID: delta, Content: "{}", Digest: "first", CreatedAt: noon},
			{ID: uuid.Must(uuid.NewV7()).String(), CompanyID: h.company, SupplierID: delta, Content: "{}", Digest: "second", CreatedAt: noon.Add(-time.Hour)},
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		filter store.SupplierFilter
		want   string
	}{
		"a band":                  {store.SupplierFilter{Band: "high"}, "Alpha Beta"},
		"no score yet":            {store.SupplierFilter{Band: "unscored"}, "Epsilon"},
		"a country":               {store.SupplierFilter{Country: "VNM"}, "Delta Gamma"},
		"a country and a band":    {store.SupplierFilter{Country: "VNM", Band: "low"}, "Gamma"},
		"a sector":                {store.SupplierFilter{Sector: "C14"}, "Delta Alpha Beta Gamma"},
		"red flags":               {store.SupplierFilter{Flagged: true}, "Delta"},
		"to be looked at":         {store.SupplierFilter{Review: true}, "Delta"},
		"has answered":            {store.SupplierFilter{Answered: &yes}, "Delta"},
		"has not answered":        {store.SupplierFilter{Answered: &no}, "Alpha Beta Gamma Epsilon"},
		"chosen ones":             {store.SupplierFilter{IDs: []string{delta, "no such id"}}, "Delta"},
		"a band that there isn't": {store.SupplierFilter{Band: "'"}, ""},
	} {
		if got := strings.Join(h.names(c.filter, store.Page{}), " "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	err = h.Read(t.Context(), store.Company(h.company), func(tx *store.Tx) error {
		newest, err := tx.NewestResponses(h.company, []string{delta})
		if newest[delta].Digest != "second" {
			t.Errorf("%+v counts", newest[delta])
		}
		responded, err2 := tx.RespondedSuppliers(h.company)
		if responded != 1 || err2 != nil {
			t.Errorf("%d have answered, %v", responded, err2)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestTalliesCountWhatFits(t *testing.T) {
	t.Parallel()
	h := ranked(t)
	err := h.Read(t.Context(), store.Company(h.company), func(tx *store.Tx) error {
		for column, want := range map[string]string{
			"band":    "[{high 2 10 3} { 1 0 -1} {critical 1 90 4} {low 1 300 0}]",
			"country": "[{IDN 2 10 3} {VNM 2 390 4} { 1 0 -1}]",
			"sector":  "[{C14 4 400 4} { 1 0 -1}]",
		} {
			got, err := tx.TallySuppliers(store.SupplierFilter{Company: h.company}, column)
			if err != nil || fmt.Sprint(got) != want {
				t.Errorf("%s: %v, %v", column, got, err)
			}
		}
		if _, err := tx.TallySuppliers(store.SupplierFilter{Company: h.company}, "fields"); err == nil {
			t.Error("counts by a column that is not for it")
		}
		ids, err := tx.SupplierIDs(store.SupplierFilter{Company: h.company, Country: "IDN"})
		if len(ids) != 2 {
			t.Errorf("%v", ids)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestTheNewestChangeReadsTheSameOnEveryDatabase(t *testing.T) {
	t.Parallel()
	late := supplier("Late")
	late.UpdatedAt = time.Date(2026, 8, 4, 5, 6, 7, 89_123, time.FixedZone("WIB", 7*3600)) // nanoseconds and another zone
	h := setupShelf(t, supplier("Early"), late)
	err := h.Read(t.Context(), store.Company(h.company), func(tx *store.Tx) error {
		newest, err := tx.NewestSupplierChange(h.company)
		if newest != "2026-08-03T22:06:07.000089Z" {
			t.Error(newest)
		}
		none, err2 := tx.NewestSupplierChange(uuid.NewString())
		if none != "" || err2 != nil {
			t.Errorf("%q, %v", none, err2)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestAFindingIsOpenOnce(t *testing.T) {
	t.Parallel()
	h := ranked(t)
	err := h.Write(t.Context(), store.Company(h.company), func(tx *store.Tx) error {
		rows, _, err := tx.Suppliers(store.SupplierFilter{Company: h.company, Flagged: true}, store.Page{})
		if err != nil {
			return err
		}
		finding := func(rule, due string) store.Finding {
			return store.Finding{ID: uuid.NewString(), CompanyID: h.company, SupplierID: rows[0].ID, Rule: rule, Severity: "critical", State: "open", DueOn: due, OpenedAt: noon}
		}
		for _, due := range []string{"2026-01-10", "2026-02-20"} {
			if err := tx.OpenFindings([]store.Finding{finding("passports", due), finding("fees-"+due, due)}); err != nil {
				return err
			}
		}
		found, err := tx.Findings(rows[0].ID)
		if len(found) != 3 || found[0].DueOn != "2026-01-10" {
			t.Errorf("%+v", found)
		}
		counts, err2 := tx.CountFindings(h.company, "2026-01-11")
		if counts != (store.FindingCounts{Open: 3, Overdue: 2, Critical: 3}) || err2 != nil {
			t.Errorf("%+v, %v", counts, err2)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
