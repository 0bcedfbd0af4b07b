package report

import (
	"cmp"
	"slices"
	"time"
)

var (
	ageEnds    = []int{30, 90, 180} // days
	severities = []string{"critical", "major", "minor"}
)

// ageing counts open findings by severity and by the days since they were opened; nil when nobody told of findings.
func ageing(in CompanyInput) *Ageing {
	if in.Opened == nil {
		return nil
	}
	a := &Ageing{UpTo: ageEnds, Rows: make([]AgeRow, len(severities))}
	for i, severity := range severities {
		a.Rows[i].Severity = severity
	}
	if in.Findings != nil {
		a.Closed = in.Findings.Closed
	}
	for _, f := range in.Opened {
		at := slices.Index(severities, f.Severity)
		if at < 0 {
			at = len(severities) - 1
		}
		row, age := &a.Rows[at], daysBetween(f.OpenedOn, in.AsOf)
		row.Open++
		row.Ages[ageClass(age)]++
		a.Oldest = max(a.Oldest, age)
		if f.DueOn != "" && f.DueOn < in.asOf() {
			row.Overdue++
			row.Latest = max(row.Latest, daysBetween(f.DueOn, in.AsOf))
		}
	}
	return a
}

func ageClass(days int) int {
	for class, end := range ageEnds {
		if days <= end {
			return class
		}
	}
	return len(ageEnds)
}

// daysBetween counts the days from a day (YYYY-MM-DD) to another, 0 when it cannot be told.
func daysBetween(from string, to time.Time) int {
	start, err := time.Parse(time.DateOnly, from)
	if err != nil || to.IsZero() {
		return 0
	}
	end, _ := time.Parse(time.DateOnly, day(to))
	return max(0, int(end.Sub(start)/(24*time.Hour)))
}

// whereWorkers counts the reported workers from the ranked list and the names of its places.
func (co *CompanyContent) whereWorkers(c Content) *Workers {
	w := &Workers{Weighted: workerWeighted(co.Suppliers)}
	for _, s := range co.Suppliers {
		if s.Workers == nil {
			continue
		}
		w.Reported += *s.Workers
		if c.bandRank(s.Band) >= firstUpper {
			w.Upper += *s.Workers
		}
		if len(s.Flags) > 0 {
			w.Flagged += *s.Workers
		}
	}
	w.Countries = workerGroups(c, co.Suppliers, co.Countries, func(s Ranked) string { return s.Country })
	w.Sectors = workerGroups(c, co.Suppliers, co.Sectors, func(s Ranked) string { return s.Sector })
	return w
}

func workerGroups(c Content, list []Ranked, named []GroupCount, code func(Ranked) string) []WorkerGroup {
	by := make(map[string][]Ranked, len(named))
	for _, s := range list {
		if s.Workers != nil && *s.Workers > 0 {
			by[code(s)] = append(by[code(s)], s)
		}
	}
	out := make([]WorkerGroup, 0, len(by))
	for _, g := range named {
		members := by[g.Code]
		if len(members) == 0 {
			continue
		}
		group := WorkerGroup{Code: g.Code, Name: g.Name, Weighted: workerWeighted(members)}
		for _, s := range members {
			group.Workers += *s.Workers
			if c.bandRank(s.Band) >= firstUpper {
				group.Upper += *s.Workers
			}
		}
		out = append(out, group)
	}
	slices.SortFunc(out, func(a, b WorkerGroup) int {
		return cmp.Or(cmp.Compare(b.Upper, a.Upper), cmp.Compare(b.Workers, a.Workers), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Code, b.Code))
	})
	return out
}
