package report

import (
	"cmp"
	"math"
	"slices"

	"github.com/gabf/telusur/internal/lang"
)

// NewCompany makes the content of a company report: ranks the suppliers and counts them.
func NewCompany(in CompanyInput) Content {
	c := in.content(KindCompany)
	order := ranking(in.Suppliers)
	co := &CompanyContent{Company: in.Company, AsOf: in.asOf(), Findings: in.Findings, Suppliers: make([]Ranked, 0, len(order))}
	for rank, at := range order {
		co.Suppliers = append(co.Suppliers, ranked(rank+1, in.Suppliers[at]))
	}
	if in.Inputs.Rows() == len(order) && len(order) > 0 {
		co.Inputs = in.Inputs.reorder(order)
	}
	co.Totals = totals(in.Suppliers, co.Suppliers)
	co.Changes = changeSince(c, in.Earlier, co.Suppliers, co.Inputs)
	co.Ageing = ageing(in)
	co.Commitments = in.Commitments
	c.Company = co
	co.count(c, in)
	co.Workers = co.whereWorkers(c)
	return c
}

// ranking orders suppliers by band, residual risk (both highest first), name and id.
func ranking(suppliers []CompanySupplier) []int {
	order := make([]int, len(suppliers))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := &suppliers[i], &suppliers[j]
		return cmp.Or(
			cmp.Compare(b.Result.BandRank, a.Result.BandRank), cmp.Compare(b.Result.Residual, a.Result.Residual),
			cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID),
		)
	})
	return order
}

func ranked(rank int, s CompanySupplier) Ranked {
	r := s.Result
	return Ranked{
		Rank: rank, ID: s.ID, Reference: s.Reference, Name: s.Name, Country: s.Country, Sector: s.Sector, Workers: s.Workers,
		Residual: r.Residual, Inherent: r.Inherent, Control: r.Control, Confidence: r.Confidence, Answered: r.Answered,
		Band: r.Band, Flags: r.Flags, Review: r.Review,
	}
}

func totals(given []CompanySupplier, list []Ranked) Totals {
	t := Totals{Suppliers: len(list), Median: median(residuals(list)), WorkerWeighted: workerWeighted(list)}
	for _, s := range given {
		if s.Responded {
			t.Responded++
		}
	}
	countries, sectors, answered := map[string]bool{}, map[string]bool{}, 0.0
	for _, s := range list {
		if s.Workers != nil {
			t.WorkersReported++
			t.Workers += *s.Workers
		}
		if len(s.Flags) > 0 {
			t.Flagged++
		}
		if s.Review {
			t.Review++
		}
		if s.Country != "" {
			countries[s.Country] = true
		}
		if s.Sector != "" {
			sectors[s.Sector] = true
		}
		answered += s.Answered
	}
	t.Countries, t.Sectors, t.Answered = len(countries), len(sectors), part(answered, float64(len(list)))
	return t
}

// count fills everything that is counted from the ranked list alone.
func (co *CompanyContent) count(c Content, in CompanyInput) {
	co.Bands = bandCounts(c, co.Suppliers)
	unknown := c.say("report.unknown")
	co.Countries = groups(c, co.Suppliers, names(c.Language, in.Countries), unknown, func(s Ranked) string { return s.Country })
	co.Sectors = groups(c, co.Suppliers, names(c.Language, in.Sectors), unknown, func(s Ranked) string { return s.Sector })
	co.Flags = flagCounts(c, in, co.Suppliers)
	co.Decile = worstDecile(co.Suppliers)
	for _, s := range co.Suppliers {
		if rank := c.bandRank(s.Band); rank >= 0 && rank < len(co.Grid) {
			co.Grid[rank][confidenceColumn(s.Confidence)]++
		}
	}
}

func names(tag lang.Tag, places []Place) map[string]string {
	out := make(map[string]string, len(places))
	for _, p := range places {
		out[p.Code] = p.Name.In(tag)
	}
	return out
}

func bandCounts(c Content, list []Ranked) []BandCount {
	out := make([]BandCount, len(c.Bands))
	workers := 0
	for i, band := range c.Bands {
		out[i].Band = band.ID
	}
	for _, s := range list {
		rank := c.bandRank(s.Band)
		if s.Workers != nil {
			workers += *s.Workers
		}
		if rank < 0 {
			continue
		}
		out[rank].Suppliers++
		if s.Workers != nil {
			out[rank].Workers += *s.Workers
		}
	}
	for i := range out {
		out[i].Share = part(float64(out[i].Suppliers), float64(len(list)))
		out[i].WorkerShare = part(float64(out[i].Workers), float64(workers))
	}
	return out
}

// groups counts suppliers by a code: most in the upper two bands first, then most suppliers, then by name.
func groups(c Content, list []Ranked, named map[string]string, unknown string, code func(Ranked) string) []GroupCount {
	at, out, points := map[string]int{}, []GroupCount{}, [][]float64{}
	for _, s := range list {
		key := code(s)
		i, known := at[key]
		if !known {
			i = len(out)
			at[key] = i
			out, points = append(out, GroupCount{Code: key, Name: cmp.Or(named[key], key, unknown)}), append(points, nil)
		}
		g := &out[i]
		g.Suppliers++
		if rank := c.bandRank(s.Band); rank >= 0 && rank < len(g.Bands) {
			g.Bands[rank]++
		}
		if s.Workers != nil {
			g.Workers += *s.Workers
		}
		if len(s.Flags) > 0 {
			g.Flagged++
		}
		points[i] = append(points[i], s.Residual)
	}
	for i := range out {
		out[i].Median = median(points[i])
	}
	slices.SortFunc(out, func(a, b GroupCount) int {
		return cmp.Or(
			cmp.Compare(b.Bands[3]+b.Bands[4], a.Bands[3]+a.Bands[4]), cmp.Compare(b.Suppliers, a.Suppliers),
			cmp.Compare(a.Name, b.Name), cmp.Compare(a.Code, b.Code),
		)
	})
	return out
}

func flagCounts(c Content, in CompanyInput, list []Ranked) []FlagCount {
	at, out := map[string]int{}, []FlagCount{}
	for _, s := range list {
		for _, rule := range s.Flags {
			i, known := at[rule]
			if !known {
				i = len(out)
				at[rule] = i
				out = append(out, namedFlag(c, in, rule))
			}
			out[i].Suppliers++
			if s.Workers != nil {
				out[i].Workers += *s.Workers
			}
		}
	}
	slices.SortFunc(out, func(a, b FlagCount) int {
		return cmp.Or(cmp.Compare(b.Suppliers, a.Suppliers), cmp.Compare(a.Rule, b.Rule))
	})
	return out
}

func namedFlag(c Content, in CompanyInput, rule string) FlagCount {
	f := FlagCount{Rule: rule, Name: rule}
	if in.Rulebook == nil {
		return f
	}
	for _, flag := range in.Rulebook.Flags {
		if flag.ID == rule {
			f.Name, f.Indicator, f.Severity = cmp.Or(flag.Name.In(c.Language), rule), flag.Indicator, flag.Finding.Severity
		}
	}
	return f
}

// worstDecile takes the first tenth of a ranked list by residual risk.
func worstDecile(list []Ranked) Decile {
	if len(list) == 0 {
		return Decile{}
	}
	worst := byResidual(list)[:(len(list)+9)/10]
	d := Decile{Suppliers: len(worst), From: worst[len(worst)-1].Residual}
	sum := 0.0
	for _, s := range worst {
		sum += s.Residual
		if s.Workers != nil {
			d.Workers += *s.Workers
		}
		if len(s.Flags) > 0 {
			d.Flagged++
		}
	}
	d.Mean = points(sum / float64(len(worst)))
	return d
}

func residuals(list []Ranked) []float64 {
	out := make([]float64, len(list))
	for i, s := range list {
		out[i] = s.Residual
	}
	return out
}

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return points(sorted[middle])
	}
	return points((sorted[middle-1] + sorted[middle]) / 2)
}

// workerWeighted gives the mean residual risk that a reported worker meets, in points; 0 when no supplier reported workers.
func workerWeighted(list []Ranked) float64 {
	sum, workers := 0.0, 0.0
	for _, s := range list {
		if s.Workers != nil {
			sum += s.Residual * float64(*s.Workers)
			workers += float64(*s.Workers)
		}
	}
	if workers == 0 {
		return 0
	}
	return points(math.Round(sum/workers*1e9) / 1e9)
}

// Summarise gives what the forum may add up of a company report; the zero Summary for other kinds.
func (c Content) Summarise() Summary {
	co := c.Company
	if co == nil {
		return Summary{}
	}
	s := Summary{
		Suppliers: co.Totals.Suppliers, Responded: co.Totals.Responded, Flagged: co.Totals.Flagged, Workers: co.Totals.Workers,
		Countries: []SummaryGroup{}, Sectors: []SummaryGroup{},
	}
	for rank, band := range co.Bands {
		if rank < len(s.Bands) {
			s.Bands[rank] = band.Suppliers
		}
	}
	for _, g := range co.Countries {
		s.Countries = append(s.Countries, SummaryGroup{Code: g.Code, Bands: g.Bands})
	}
	for _, g := range co.Sectors {
		s.Sectors = append(s.Sectors, SummaryGroup{Code: g.Code, Bands: g.Bands})
	}
	return s
}
