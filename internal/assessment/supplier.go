package assessment

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/intake"
)

// headcount is a number of people that a list or the questionnaire may give.
type headcount struct {
	name     fact.Name
	share    fact.Name // its share of all workers; "" for workers itself
	field    intake.Field
	question string
	listed   func(intake.Supplier) *int
}

var headcounts = []headcount{
	{"supplier.workers", "", intake.FieldWorkers, "workers_total", func(s intake.Supplier) *int { return s.Workers }},
	{"supplier.women", "supplier.women_share", intake.FieldWomen, "workers_women", func(s intake.Supplier) *int { return s.Women }},
	{"supplier.migrants", "supplier.migrant_share", intake.FieldMigrants, "workers_migrant", func(s intake.Supplier) *int { return s.Migrants }},
	{"supplier.agency", "supplier.agency_share", intake.FieldAgency, "workers_agency", func(s intake.Supplier) *int { return s.Agency }},
	{"supplier.dormitory", "supplier.dormitory_share", intake.FieldDormitory, "workers_dormitory", func(s intake.Supplier) *int { return s.Dormitory }},
}

// supplierFacts gives the facts of the supplier itself, sorted by name.
func supplierFacts(in Input) []fact.Given {
	s := in.Supplier
	facts := []fact.Given{
		{Name: "supplier.listed_sector", Value: fact.OfBool(s.Sector != ""), Origin: in.at(intake.FieldSector)},
		{Name: "supplier.site_type", Value: siteType(s.SiteType), Origin: in.at(intake.FieldSiteType)},
		{Name: "supplier.tier", Value: positive(s.Tier), Origin: in.at(intake.FieldTier)},
		{Name: "supplier.spend_usd", Value: spend(s), Origin: in.at(intake.FieldSpend)},
		{Name: "supplier.workers_listed", Value: listed(s.Workers), Origin: in.at(intake.FieldWorkers)},
		regionFact(in),
	}
	var workers fact.Value
	for _, count := range headcounts {
		given := in.count(count)
		facts = append(facts, given)
		if count.share == "" {
			workers = given.Value
			continue
		}
		facts = append(facts, share(count, given.Value, workers))
	}
	return inOrder(facts)
}

// inOrder sorts the facts of a supplier by name. It is always the same facts in the same order: where each goes is found out once, because
// sorting them for every supplier costs more than making them.
func inOrder(facts []fact.Given) []fact.Given {
	places := supplierPlaces.Load()
	if places == nil {
		sorted := slices.SortedFunc(slices.Values(facts), func(a, b fact.Given) int { return strings.Compare(string(a.Name), string(b.Name)) })
		found := make([]int, len(facts))
		for i, given := range facts {
			found[i] = slices.IndexFunc(sorted, func(other fact.Given) bool { return other.Name == given.Name })
		}
		places = &found
		supplierPlaces.Store(places)
	}
	out := make([]fact.Given, len(facts))
	for i, given := range facts {
		out[(*places)[i]] = given
	}
	return out
}

var supplierPlaces atomic.Pointer[[]int]

// count gives a number of people: the answer when there is one, as it is newer and the supplier's own; else the list's number. The
// origin of an answer says what the list had, when that was another number.
func (in Input) count(c headcount) fact.Given {
	told := c.listed(in.Supplier)
	if in.Response != nil {
		if answer, ok := in.Response.Answers[c.question]; ok && answer.Value.State == fact.Present && answer.Value.Type == fact.Number {
			origin := fact.Origin{
				Kind: fact.FromAnswer, Question: c.question, File: answer.At.File, Sheet: answer.At.Sheet, Cell: answer.At.Cell(), On: in.Response.FilledOn,
			}
			if origin.File == "" {
				origin.File = in.Response.File
			}
			if told != nil && float64(*told) != answer.Value.Number {
				origin.Source = "answer taken instead of " + strconv.Itoa(*told) + " in the supplier list"
			}
			return fact.Given{Name: c.name, Value: fact.OfNumber(answer.Value.Number), Origin: origin}
		}
	}
	return fact.Given{Name: c.name, Value: listed(told), Origin: in.at(c.field)}
}

// listed gives a number as the company's list has it, whatever the supplier answered.
func listed(n *int) fact.Value {
	if n == nil {
		return fact.Absent(fact.Number, fact.Missing)
	}
	return fact.OfNumber(float64(*n))
}

// share gives part/workers, 0-1; Missing when either is not there or nobody works there. A part larger than the whole (the rulebook's
// check Q03 reports it) counts as 1.
func share(c headcount, part, workers fact.Value) fact.Given {
	given := fact.Given{
		Name: c.share, Value: fact.Absent(fact.Number, fact.Missing),
		Origin: fact.Origin{Kind: fact.FromDerived, Source: string(c.name) + " / supplier.workers"},
	}
	if part.State != fact.Present || workers.State != fact.Present || workers.Number <= 0 {
		return given
	}
	given.Value = fact.OfNumber(min(1, part.Number/workers.Number))
	if part.Number > workers.Number {
		given.Origin.Source += fmt.Sprintf(" (%v of %v, taken as 1)", part.Number, workers.Number)
	}
	return given
}

// at gives the origin of a field of the list.
func (in Input) at(field intake.Field) fact.Origin {
	if origin, ok := in.At[field]; ok {
		return origin
	}
	return fact.Origin{Kind: fact.FromList}
}

func siteType(s string) fact.Value {
	if !slices.Contains(siteTypes, s) {
		return fact.Absent(fact.Choice, fact.Missing)
	}
	return fact.OfChoice(s)
}

func positive(n int) fact.Value {
	if n <= 0 {
		return fact.Absent(fact.Number, fact.Missing)
	}
	return fact.OfNumber(float64(n))
}

// spend gives yearly spend in US dollars. Other currencies are Missing: no exchange rate is handed in.
func spend(s intake.Supplier) fact.Value {
	if s.SpendMinor == nil || s.Currency != "USD" {
		return fact.Absent(fact.Number, fact.Missing)
	}
	return fact.OfNumber(float64(*s.SpendMinor) / 100)
}
