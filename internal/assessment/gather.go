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
	Line       *Line                        // instead of At: the row of a list in which each field stands in its column
	Refdata    *refdata.Set
	Definition *questionnaire.Definition
	Response   *questionnaire.Response // nil = nothing was answered

	// Earlier are the answers of an earlier year (Earlier tells which may be), under the questionnaire that was answered then; nil = none.
	Earlier           *questionnaire.Response
	EarlierDefinition *questionnaire.Definition

	// Screened are the lists that the supplier was compared with; none = not screened, and the facts of screening are Missing.
	Screened []screening.List
	Hit      *screening.Hit // the best match that a person has confirmed; nil = none. It counts even when Screened is empty.
	Possible int            // matches that wait for a person's judgement

	AsOf time.Time // the day of assessment, for the age of answers and evidence
}

// Line is a row of a list in which each field that is told stands in its column: a portfolio's suppliers need no map each then.
type Line struct {
	List    fact.Origin // file, sheet and day
	Columns map[intake.Field]string
	Row     int
}

// mostEarlier is about how many facts of earlier answers there are: room for them, no limit.
const mostEarlier = 24

// Gather gives every fact of Defs, sorted by name, each once. What is not known is Missing, with the origin it would have.
func Gather(in Input) fact.Row {
	said := in.Definition.Facts(in.Response, in.AsOf) // answers.…, evidence.…, evidence_age.…
	evidence, _ := slices.BinarySearchFunc(said, "evidence.", func(g fact.Given, prefix string) int { return strings.Compare(string(g.Name), prefix) })
	row := make(fact.Row, 0, len(said)+len(ownDefs)+len(patternDefs)+mostEarlier+len(refdata.Defs())+len(questionnaire.MetaDefs()))
	for _, part := range [][]fact.Given{ // in the order of their names, which a test holds: sorting 150 facts would cost more than gathering them
		said[:evidence],
		in.Definition.MetaFacts(in.Response, in.AsOf),
		patternFacts(&in),
		in.Refdata.CountryFacts(in.Supplier.Country),
		said[evidence:],
		in.Refdata.GoodsFacts(in.Supplier.Country, in.Supplier.ProductTags),
		earlierFacts(&in),
		screeningFacts(&in),
		in.Refdata.SectorFacts(in.Supplier.Sector),
		supplierFacts(&in),
	} {
		row = append(row, part...)
	}
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
