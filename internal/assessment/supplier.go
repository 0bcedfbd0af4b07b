package assessment

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/intake"
)

// headcount is a number of people that a list or the questionnaire may give.
type headcount struct {
	name     fact.Name
	share    fact.Name // its share of all workers; "" for workers itself
	field    intake.Field
	question string
	source   string // of the share
}

func headcountOf(name, share fact.Name, field intake.Field, question string) headcount {
	return headcount{name, share, field, question, string(name) + " / supplier.workers"}
}

var (
	workersCount   = headcountOf("supplier.workers", "", intake.FieldWorkers, "workers_total")
	womenCount     = headcountOf("supplier.women", "supplier.women_share", intake.FieldWomen, "workers_women")
	migrantsCount  = headcountOf("supplier.migrants", "supplier.migrant_share", intake.FieldMigrants, "workers_migrant")
	agencyCount    = headcountOf("supplier.agency", "supplier.agency_share", intake.FieldAgency, "workers_agency")
	dormitoryCount = headcountOf("supplier.dormitory", "supplier.dormitory_share", intake.FieldDormitory, "workers_dormitory")
)

// supplierFacts gives the facts of the supplier itself, sorted by name: they are written down in that order, which a test holds.
func supplierFacts(in *Input) []fact.Given {
	s := &in.Supplier
	workers, women, migrants := in.count(workersCount, s.Workers), in.count(womenCount, s.Women), in.count(migrantsCount, s.Migrants)
	agency, dormitory := in.count(agencyCount, s.Agency), in.count(dormitoryCount, s.Dormitory)
	return []fact.Given{
		agency,
		share(agencyCount, agency.Value, workers.Value),
		dormitory,
		share(dormitoryCount, dormitory.Value, workers.Value),
		regionFact(in),
		{Name: "supplier.listed_sector", Value: fact.OfBool(s.Sector != ""), Origin: in.at(intake.FieldSector)},
		share(migrantsCount, migrants.Value, workers.Value),
		migrants,
		{Name: "supplier.site_type", Value: siteType(s.SiteType), Origin: in.at(intake.FieldSiteType)},
		{Name: "supplier.spend_usd", Value: spend(s), Origin: in.at(intake.FieldSpend)},
		{Name: "supplier.tier", Value: positive(s.Tier), Origin: in.at(intake.FieldTier)},
		women,
		share(womenCount, women.Value, workers.Value),
		workers,
		{Name: "supplier.workers_listed", Value: listed(s.Workers), Origin: in.at(intake.FieldWorkers)},
	}
}

// count gives a number of people: the answer when there is one, as it is newer and the supplier's own; else the list's number. The
// origin of an answer says what the list had, when that was another number.
func (in *Input) count(c headcount, told *int) fact.Given {
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
		Origin: fact.Origin{Kind: fact.FromDerived, Source: c.source},
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
func (in *Input) at(field intake.Field) fact.Origin {
	if in.Line != nil {
		return in.Line.At(field, &in.Supplier)
	}
	if origin, ok := in.At[field]; ok {
		return origin
	}
	return fact.Origin{Kind: fact.FromList}
}

// At gives the origin of a field that the row tells of a supplier.
func (l *Line) At(field intake.Field, told *intake.Supplier) fact.Origin {
	column := l.Columns[field]
	if column == "" || !told.Tells(field) {
		return fact.Origin{Kind: fact.FromList}
	}
	origin := l.List
	origin.Cell = column + strconv.Itoa(l.Row)
	return origin
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
func spend(s *intake.Supplier) fact.Value {
	if s.SpendMinor == nil || s.Currency != "USD" {
		return fact.Absent(fact.Number, fact.Missing)
	}
	return fact.OfNumber(float64(*s.SpendMinor) / 100)
}
