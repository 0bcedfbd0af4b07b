package forum

import (
	"slices"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/rulebook"
)

// Summary is what the forum may know and add up of a company: counts, without the name of any supplier.
type Summary struct {
	report.Summary
	Flags         []FlagCount `json:"flags"`         // by rule, most suppliers first
	AnsweredShare float64     `json:"answeredShare"` // mean share of questions answered, 0-1
}

// FlagCount counts the suppliers for which a rule raised a red flag.
type FlagCount struct {
	Rule      string `json:"rule"`
	Suppliers int    `json:"suppliers"`
}

// SummaryOf takes the summary out of a company report: what the forum adds up is what the company handed in, not what its portfolio has
// become meanwhile. The zero Summary for other reports.
func SummaryOf(content report.Content) Summary {
	summary := Summary{Summary: content.Summarise(), Flags: []FlagCount{}}
	if content.Company == nil {
		return summary
	}
	summary.AnsweredShare = content.Company.Totals.Answered
	for _, flag := range content.Company.Flags {
		summary.Flags = append(summary.Flags, FlagCount{flag.Rule, flag.Suppliers})
	}
	return summary
}

// SummaryNamed is a summary with names for people.
type SummaryNamed struct {
	Suppliers, Workers int
	Bands              []Named // low to critical, zeros included
	Countries, Sectors []Named // most suppliers first
	Flags              []Named // most suppliers first
	AnsweredShare      float64 // 0-1
}

// Named is a count with the name of what is counted.
type Named struct {
	Code  string
	Name  lang.Text
	Count int
}

// name puts names to a summary, with those of the rulebook it was made under.
func (s Summary) name(rules *rulebook.Rulebook, ref *refdata.Set) SummaryNamed {
	named := SummaryNamed{Suppliers: s.Suppliers, Workers: s.Workers, AnsweredShare: s.AnsweredShare}
	for rank, band := range rules.Bands {
		if rank < len(s.Bands) {
			named.Bands = append(named.Bands, Named{band.ID, band.Name, s.Bands[rank]})
		}
	}
	for _, group := range s.Countries {
		country, _ := ref.Country(refdata.CountryCode(group.Code))
		named.Countries = append(named.Countries, Named{group.Code, country.Name, sum(group.Bands)})
	}
	for _, group := range s.Sectors {
		sector, _ := ref.Sector(refdata.SectorCode(group.Code))
		named.Sectors = append(named.Sectors, Named{group.Code, sector.Title, sum(group.Bands)})
	}
	for _, flag := range s.Flags {
		named.Flags = append(named.Flags, Named{flag.Rule, rules.Name(flag.Rule), flag.Suppliers})
	}
	for _, counts := range [][]Named{named.Countries, named.Sectors, named.Flags} {
		slices.SortStableFunc(counts, func(a, b Named) int { return b.Count - a.Count })
	}
	return named
}

func sum(bands [5]int) (all int) {
	for _, count := range bands {
		all += count
	}
	return all
}
