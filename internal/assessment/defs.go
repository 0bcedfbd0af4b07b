package assessment

import (
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/refdata"
)

// siteTypes are the kinds of site that a rule may ask for, as intake.Supplier has them.
var siteTypes = []string{"factory", "farm", "vessel", "mine", "warehouse", "office", "construction", "service", "other"}

// ownDefs are the facts that this package itself makes out of a supplier and a screening result.
var ownDefs = []fact.Def{
	{Name: "screening.hit", Type: fact.Bool},
	{Name: "screening.possible", Type: fact.Bool},
	{Name: "screening.score", Type: fact.Number, Unit: "share"},
	{Name: "supplier.agency", Type: fact.Number, Unit: "persons"},
	{Name: "supplier.agency_share", Type: fact.Number, Unit: "share"},
	{Name: "supplier.dormitory", Type: fact.Number, Unit: "persons"},
	{Name: "supplier.dormitory_share", Type: fact.Number, Unit: "share"},
	{Name: "supplier.listed_region", Type: fact.Bool},
	{Name: "supplier.listed_sector", Type: fact.Bool},
	{Name: "supplier.migrant_share", Type: fact.Number, Unit: "share"},
	{Name: "supplier.migrants", Type: fact.Number, Unit: "persons"},
	{Name: "supplier.site_type", Type: fact.Choice, Choices: siteTypes},
	{Name: "supplier.spend_usd", Type: fact.Number, Unit: "USD"},
	{Name: "supplier.tier", Type: fact.Number, Unit: "tier"},
	{Name: "supplier.women", Type: fact.Number, Unit: "persons"},
	{Name: "supplier.women_share", Type: fact.Number, Unit: "share"},
	{Name: "supplier.workers", Type: fact.Number, Unit: "persons"},
	{Name: "supplier.workers_listed", Type: fact.Number, Unit: "persons"},
}

// Defs declares every fact that Gather gives under a questionnaire, and so every fact a rulebook may read; sorted by name.
func Defs(def *questionnaire.Definition) []fact.Def {
	return sortedDefs(slices.Concat(ownDefs, patternDefs, refdata.Defs(), questionnaire.MetaDefs(), def.FactDefs(), earlierDefs(def)))
}

func sortedDefs(defs []fact.Def) []fact.Def {
	slices.SortFunc(defs, func(a, b fact.Def) int { return strings.Compare(string(a.Name), string(b.Name)) })
	return defs
}
