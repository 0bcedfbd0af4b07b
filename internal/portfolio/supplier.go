package portfolio

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/store"
)

// told is what an import keeps of one row of a list: the supplier as told, and the cell of each field.
type told struct {
	Supplier intake.Supplier         `json:"supplier"`
	Cells    map[intake.Field]string `json:"cells"`
}

// listed is what a company's lists told of a supplier, and where each field stands.
type listed struct {
	Supplier intake.Supplier
	At       map[intake.Field]fact.Origin
}

// listedIn places what was told in its file and sheet.
func (t told) listedIn(file, tab, on string) listed {
	at := make(map[intake.Field]fact.Origin, len(t.Cells))
	for field, cell := range t.Cells {
		at[field] = fact.Origin{Kind: fact.FromList, File: file, Sheet: tab, Cell: cell, On: on}
	}
	return listed{t.Supplier, at}
}

// newSupplier makes a row of what a list tells.
func newSupplier(id, company string, from listed, now time.Time) (store.Supplier, error) {
	row := store.Supplier{ID: id, CompanyID: company, CreatedAt: now, BandRank: -1, Flags: []string{}}
	return row, setFields(&row, from, now)
}

// updateSupplier adds what a list tells to a supplier that is there; an empty cell erases nothing.
func updateSupplier(row *store.Supplier, from listed, now time.Time) error {
	known, err := readListed(*row)
	if err != nil {
		return err
	}
	merged := listed{Supplier: intake.Merge(known.Supplier, from.Supplier), At: known.At}
	for field, origin := range from.At {
		if from.Supplier.Text(field) != "" && merged.Supplier.Text(field) == from.Supplier.Text(field) {
			merged.At[field] = origin
		}
	}
	return setFields(row, merged, now)
}

func setFields(row *store.Supplier, from listed, now time.Time) error {
	fields, err := json.Marshal(from.Supplier)
	if err != nil {
		return err
	}
	origins, err := json.Marshal(from.At)
	if err != nil {
		return err
	}
	s := from.Supplier
	row.Name, row.Country, row.Sector, row.Reference, row.Workers = s.Name, string(s.Country), string(s.Sector), s.Reference, s.Workers
	row.Search = store.Searched(append([]string{
		s.Name, s.LocalName, s.Reference, s.City, s.Address, s.Parent, s.SectorText, s.TaxID, s.LEI, s.OSHubID, s.Email,
	}, s.Products...)...)
	row.Fields, row.Origins, row.UpdatedAt = string(fields), string(origins), now
	return nil
}

// readListed gives what the lists told of a supplier.
func readListed(row store.Supplier) (listed, error) {
	var l listed
	if err := json.Unmarshal([]byte(row.Fields), &l.Supplier); err != nil {
		return listed{}, fmt.Errorf("supplier %s, fields: %w", row.ID, err)
	}
	if err := json.Unmarshal([]byte(row.Origins), &l.At); err != nil {
		return listed{}, fmt.Errorf("supplier %s, origins: %w", row.ID, err)
	}
	if l.At == nil {
		l.At = make(map[intake.Field]fact.Origin)
	}
	return l, nil
}
