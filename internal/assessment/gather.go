package assessment

import (
	"slices"
	"strings"
	"time"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/screening"
)

// Input is what is known of one supplier.
type Input struct {
	Supplier   intake.Supplier
	At         map[intake.Field]fact.Origin // where each field stood in the list; a field that is not here has an origin without a place
	Refdata    *refdata.Set
	Definition *questionnaire.Definition
	Response   *questionnaire.Response // nil = nothing was answered

	// Screened are the lists that the supplier was compared with; none = not screened, and the facts of screening are Missing.
	Screened []screening.List
	Hit      *screening.Hit // the best hit; nil = none. A hit counts even when Screened is empty.

	AsOf time.Time // the day of assessment, for the age of answers and evidence
}

// Gather gives every fact of Defs, sorted by name, each once. What is not known is Missing, with the origin it would have.
func Gather(in Input) fact.Row {
	row := make(fact.Row, 0, len(ownDefs)+len(refdata.Defs())+3*in.Definition.Count()+4)
	row = append(row, supplierFacts(in)...)
	row = append(row, screeningFacts(in)...)
	row = append(row, in.Refdata.CountryFacts(in.Supplier.Country)...)
	row = append(row, in.Refdata.SectorFacts(in.Supplier.Sector)...)
	row = append(row, in.Refdata.GoodsFacts(in.Supplier.Country, in.Supplier.ProductTags)...)
	row = append(row, in.Definition.Facts(in.Response, in.AsOf)...)
	row = append(row, in.Definition.MetaFacts(in.Response, in.AsOf)...)
	slices.SortFunc(row, func(a, b fact.Given) int { return strings.Compare(string(a.Name), string(b.Name)) })
	return row
}

// Known leaves out the facts that are Missing. To every rule it is the same row (what is not in a row is Missing); for a supplier that
// has not answered it takes a fifth of the memory.
func Known(row fact.Row) fact.Row {
	known := make(fact.Row, 0, len(row)/4)
	for _, given := range row {
		if given.Value.State != fact.Missing {
			known = append(known, given)
		}
	}
	return slices.Clip(known)
}

// Digest names the inputs of a score: the facts that are known, with their origins. Rows that differ only in Missing facts have the same
// digest.
func Digest(row fact.Row) (canon.Digest, error) {
	return canon.DigestOf(Known(row))
}
