package portfolio

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/gabf/telusur/internal/assessment"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/store"
)

// listed is what a company's lists told of a supplier, and where each field stands.
type listed struct {
	Supplier intake.Supplier
	At       map[intake.Field]fact.Origin
	Line     *assessment.Line // instead of At, of a row in which all fields stand in their columns
}

// places gives where each field stands, of a row of either kind.
func (l *listed) places() map[intake.Field]fact.Origin {
	if l.Line == nil {
		return l.At
	}
	at := make(map[intake.Field]fact.Origin, len(l.Line.Columns))
	for field := range l.Line.Columns {
		if origin := l.Line.At(field, &l.Supplier); origin.Cell != "" {
			at[field] = origin
		}
	}
	return at
}

// updateSupplier adds what a list tells to a supplier that is there, as the policy says; an empty cell erases nothing.
func updateSupplier(row *store.Supplier, from listed, policy intake.Policy, now time.Time) (listed, error) {
	known, err := readListed(*row)
	if err != nil {
		return listed{}, err
	}
	merged := listed{Supplier: policy.Merge(known.Supplier, from.Supplier), At: known.At}
	for field, origin := range from.places() {
		if from.Supplier.Text(field) != "" && merged.Supplier.Text(field) == from.Supplier.Text(field) && policy[field] != intake.Keep {
			merged.At[field] = origin
		}
	}
	fields, err := json.Marshal(merged.Supplier)
	if err != nil {
		return listed{}, err
	}
	origins, err := writeOrigins(merged.At)
	if err != nil {
		return listed{}, err
	}
	setFields(row, &merged.Supplier, string(fields), origins, now)
	return merged, nil
}

// setFields writes what is told of a supplier, and the columns that are found and sorted by.
func setFields(row *store.Supplier, s *intake.Supplier, fields, origins string, now time.Time) {
	row.Name, row.Country, row.Sector, row.Reference, row.Workers = s.Name, string(s.Country), string(s.Sector), s.Reference, s.Workers
	row.Search = store.Searched(append([]string{
		s.Name, s.LocalName, s.Reference, s.City, s.Address, s.Parent, s.SectorText, s.TaxID, s.LEI, s.OSHubID, s.Email,
	}, s.Products...)...)
	row.Fields, row.Origins, row.UpdatedAt = fields, origins, now
}

// readListed gives what the lists told of a supplier.
func readListed(row store.Supplier) (listed, error) {
	var l listed
	var err error
	if l.Supplier, err = intake.ParseSupplier(row.Fields); err != nil {
		return listed{}, fmt.Errorf("supplier %s, fields: %w", row.ID, err)
	}
	if l.At, err = readOrigins(row.Origins); err != nil {
		return listed{}, fmt.Errorf("supplier %s, origins: %w", row.ID, err)
	}
	return l, nil
}
