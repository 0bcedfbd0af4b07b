package main

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

// moves are the same suppliers under two rulebooks.
type moves struct {
	*assessing
	a, b          *rulebook.Rulebook
	before, after *scoring.Results
	scoring.Moves
}

// under scores the suppliers by a rulebook.
func (a *assessing) under(r *rulebook.Rulebook) (*scoring.Results, error) {
	program, err := scoring.Compile(r)
	if err != nil {
		return nil, err
	}
	frame, err := fact.NewFrame(r.Facts, a.rows)
	if err != nil {
		return nil, err
	}
	return program.Score(frame), nil
}

func (m *moves) tell(e *explained, of string) {
	fmt.Fprintln(e.out)
	e.line(0, e.moved("title", "count", strconv.Itoa(m.Suppliers))+" ("+of+")")
	if m.Changed == 0 && slices.Equal(m.Before.Flags, m.After.Flags) && m.Before.Confidence == m.After.Confidence {
		e.line(1, e.moved("nobody"))
		return
	}
	e.line(1, e.moved("moves", "up", strconv.Itoa(m.Up), "down", strconv.Itoa(m.Down), "same", strconv.Itoa(m.Same), "changed", strconv.Itoa(m.Changed)))
	e.line(1, e.moved("means", "before", e.round(m.Before.Residual, 1), "after", e.round(m.After.Residual, 1),
		"confidenceBefore", e.round(m.Before.Confidence, 2), "confidenceAfter", e.round(m.After.Confidence, 2)))
	e.line(1, e.moved("review", "before", strconv.Itoa(m.Before.Review), "after", strconv.Itoa(m.After.Review)))
	m.tellBands(e)
	m.tellCounts(e, "flags", names(m.a.Flags, flagName), names(m.b.Flags, flagName), m.Before.Flags, m.After.Flags)
	m.tellCounts(e, "checks", names(m.a.Checks, checkName), names(m.b.Checks, checkName), m.Before.Checks, m.After.Checks)
	m.tellGroups(e, "countries", func(s listedSupplier) string {
		country, ok := m.ref.Country(s.supplier.Country)
		if !ok {
			return ""
		}
		return country.Name.In(e.tag)
	})
	m.tellGroups(e, "sectors", func(s listedSupplier) string {
		sector, ok := m.ref.Sector(s.supplier.Sector)
		if !ok {
			return ""
		}
		return string(sector.Code) + " " + sector.Title.In(e.tag)
	})
	m.tellMovers(e)
}

// tellBands prints the table of bands: lines before, columns after.
func (m *moves) tellBands(e *explained) {
	fmt.Fprintln(e.out)
	e.line(0, e.moved("table"))
	head := []string{""}
	for _, band := range m.b.Bands {
		head = append(head, band.Name.In(e.tag))
	}
	m.row(e, append(head, e.moved("before")))
	for from, band := range m.a.Bands {
		line := []string{band.Name.In(e.tag)}
		for _, count := range m.Bands[from] {
			line = append(line, strconv.Itoa(count))
		}
		m.row(e, append(line, strconv.Itoa(m.Before.Bands[from])))
	}
	line := []string{e.moved("after")}
	for _, count := range m.After.Bands {
		line = append(line, strconv.Itoa(count))
	}
	m.row(e, append(line, strconv.Itoa(m.Suppliers)))
}

func (m *moves) row(e *explained, cells []string) {
	for i, cell := range cells {
		if i == 0 {
			fmt.Fprintf(e.out, "  %-12s", cell)
		} else {
			fmt.Fprintf(e.out, "%12s", cell)
		}
	}
	fmt.Fprintln(e.out)
}

// named is a flag or check with its words.
type named struct {
	id   string
	name lang.Text
}

func flagName(f rulebook.Flag) named   { return named{f.ID, f.Name} }
func checkName(c rulebook.Check) named { return named{c.ID, c.Name} }

func names[T any](rules []T, of func(T) named) []named {
	out := make([]named, len(rules))
	for i, r := range rules {
		out[i] = of(r)
	}
	return out
}

// tellCounts tells each flag or check that is raised for another number of suppliers; one that only one rulebook has counts 0 in the other.
func (m *moves) tellCounts(e *explained, key string, before, after []named, countsBefore, countsAfter []int) {
	type pair struct{ before, after int }
	counts, words := make(map[string]pair), make(map[string]string)
	for k, n := range before {
		counts[n.id], words[n.id] = pair{before: countsBefore[k]}, n.name.In(e.tag)
	}
	for k, n := range after {
		counts[n.id], words[n.id] = pair{counts[n.id].before, countsAfter[k]}, n.name.In(e.tag)
	}
	maps.DeleteFunc(counts, func(_ string, p pair) bool { return p.before == p.after })
	if len(counts) == 0 {
		return
	}
	fmt.Fprintln(e.out)
	e.line(0, e.moved(key))
	for _, id := range slices.Sorted(maps.Keys(counts)) {
		e.line(1, fmt.Sprintf("%d → %d  %s", counts[id].before, counts[id].after, words[id]))
	}
}

const mostGroups = 10

// tellGroups tells the countries or sectors whose mean residual risk shifts most.
func (m *moves) tellGroups(e *explained, key string, of func(listedSupplier) string) {
	at, words, keys := make(map[string]int32), []string{}, make([]int32, len(m.suppliers))
	for i, s := range m.suppliers {
		name := cmp.Or(of(s), e.moved("unknown"))
		if _, ok := at[name]; !ok {
			at[name] = int32(len(words))
			words = append(words, name)
		}
		keys[i] = at[name]
	}
	groups := scoring.CompareBy(m.before, m.after, keys, len(words))
	order := make([]int, 0, len(groups))
	for k, g := range groups {
		if g.Before != g.After || g.Up+g.Down > 0 {
			order = append(order, k)
		}
	}
	shift := func(k int) float64 { return math.Abs(groups[k].After - groups[k].Before) }
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Or(cmp.Compare(shift(y), shift(x)), strings.Compare(words[x], words[y]))
	})
	if len(order) == 0 {
		return
	}
	fmt.Fprintln(e.out)
	e.line(0, e.moved(key))
	for _, k := range order[:min(mostGroups, len(order))] {
		g := groups[k]
		e.line(1, words[k]+": "+e.moved("group", "suppliers", strconv.Itoa(g.Suppliers), "count", strconv.Itoa(g.Suppliers), "up", strconv.Itoa(g.Up),
			"down", strconv.Itoa(g.Down), "before", e.round(g.Before, 1), "after", e.round(g.After, 1)))
	}
}

const mostMovers = 20

func (m *moves) tellMovers(e *explained) {
	rows := scoring.Movers(m.before, m.after, mostMovers)
	if len(rows) == 0 {
		return
	}
	fmt.Fprintln(e.out)
	e.line(0, e.moved("movers"))
	for _, i := range rows {
		e.line(1, fmt.Sprintf("%s (%s): %s", m.suppliers[i].supplier.Name, m.suppliers[i].supplier.Country, e.moved("mover",
			"before", e.round(m.before.Residual(i), 1), "from", m.a.Bands[m.before.BandRank(i)].Name.In(e.tag),
			"after", e.round(m.after.Residual(i), 1), "to", m.b.Bands[m.after.BandRank(i)].Name.In(e.tag))))
	}
}
