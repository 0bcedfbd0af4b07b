package portfolio

import (
	"context"
	"encoding/json"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/store"
)

// remember keeps the columns of a list that was applied, for the next list with the same headers. Without headers there is nothing to know
// a list by.
func (d *Desk) remember(tx *store.Tx, row store.Import, mapping intake.Mapping, person string) error {
	if row.HeaderShape == "" {
		return nil
	}
	headers := make([]string, 0, len(mapping.Columns))
	for i := range mapping.Columns {
		mapping.Columns[i].Samples = nil // what stood in the cells is nobody's business later
		if mapping.Columns[i].Header != "" {
			headers = append(headers, mapping.Columns[i].Header)
		}
	}
	headerText, err := json.Marshal(headers)
	if err != nil {
		return err
	}
	mappingText, err := json.Marshal(mapping)
	if err != nil {
		return err
	}
	return tx.Remember(store.MappingMemory{
		ID: d.NewID(), CompanyID: row.CompanyID, HeaderShape: row.HeaderShape, Headers: string(headerText), Mapping: string(mappingText),
		FileName: row.FileName, RememberedBy: person, UsedAt: d.Now(),
	})
}

// Memories gives how a company's lists are read, the newest used first.
func (d *Desk) Memories(ctx context.Context, who identity.Actor, company string) (rows []store.MappingMemory, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) (err error) {
		rows, err = tx.MappingMemories(company)
		return err
	})
	return rows, err
}

// Forget takes a remembered mapping out of the memory.
func (d *Desk) Forget(ctx context.Context, who identity.Actor, company, id string) error {
	return d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		memories, err := tx.MappingMemories(company)
		if err != nil {
			return err
		}
		for _, memory := range memories {
			if memory.ID == id {
				if err := tx.Forget(company, id); err != nil {
					return err
				}
				return d.eventBy(tx, who, company, eventForgotten, id, memory.FileName, nil)
			}
		}
		return notFound(store.ErrNotFound)
	})
}

// HeadersOf gives the headers that a remembered mapping is for.
func HeadersOf(memory store.MappingMemory) (headers []string) {
	if json.Unmarshal([]byte(memory.Headers), &headers) != nil {
		return []string{}
	}
	return headers
}
