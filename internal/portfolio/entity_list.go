package portfolio

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/screening"
	"github.com/gabf/telusur/internal/store"
)

// maxList is the largest entity list that is taken, in bytes: OpenSanctions' whole collection has about 400 MB.
const maxList = 1 << 30

// LoadEntityList puts an edition of an entity list in use, in place of the edition before it, and has every supplier screened again. It is
// the operator's act. Issues name rows that were refused or kept without a country; a file that is no entity list is a fault.
func (d *Desk) LoadEntityList(ctx context.Context, src io.Reader, file string, passport screening.List) (screening.List, []issue.Issue, error) {
	body, err := io.ReadAll(io.LimitReader(src, maxList+1))
	if err != nil {
		return screening.List{}, nil, fmt.Errorf("read entity list %s: %w", file, err)
	}
	if len(body) > maxList {
		return screening.List{}, nil, fmt.Errorf("entity list %s has more than %d bytes", file, maxList)
	}
	list, _, issues, err := screening.Read(bytes.NewReader(body), file, passport, d.Refdata)
	if err != nil {
		return screening.List{}, nil, err
	}
	if _, err := d.Blob.Put(ctx, listKey(string(list.Digest)), bytes.NewReader(body)); err != nil {
		return screening.List{}, nil, fmt.Errorf("keep entity list %s: %w", file, err)
	}
	row := store.EntityList{
		Digest: string(list.Digest), List: list.ID, Title: list.Title, Publisher: list.Publisher, Edition: list.Edition, URL: list.URL,
		Licence: list.Licence, Entities: list.Entities, LoadedAt: d.Now(),
	}
	err = d.Store.Write(ctx, store.Forum(), func(tx *store.Tx) error {
		if err := tx.UseEntityList(row); err != nil {
			return err
		}
		return rescreenAll(tx)
	})
	return list, issues, err
}

// RetireEntityList takes a list out of use; matches with it no longer count. ErrNotFound when no list of that id is in use.
func (d *Desk) RetireEntityList(ctx context.Context, list string) error {
	return d.Store.Write(ctx, store.Forum(), func(tx *store.Tx) error {
		if err := tx.RetireEntityList(list, d.Now()); err != nil {
			return err
		}
		return rescreenAll(tx)
	})
}

// EntityLists gives the lists in use.
func (d *Desk) EntityLists(ctx context.Context) (rows []store.EntityList, err error) {
	err = d.Store.Read(ctx, store.Forum(), func(tx *store.Tx) error {
		rows, err = tx.EntityLists()
		return err
	})
	return rows, err
}

// rescreenAll has all companies scored again, which screens them first.
func rescreenAll(tx *store.Tx) error {
	companies, err := tx.Organisations("company")
	if err != nil {
		return err
	}
	for _, company := range companies {
		if err := jobs.Insert(tx, ScoreCompany{Company: company.ID}); err != nil {
			return err
		}
	}
	return nil
}

func listKey(digest string) string {
	return "lists/" + strings.ReplaceAll(digest, ":", "-") + ".csv"
}

// watch is the lists in use, ready for matching.
type watch struct {
	index *screening.Index
	lists []screening.List
}

// watches keeps the watch of the lists in use; another edition makes another watch.
type watches struct {
	mu   sync.Mutex
	name string // digests of the lists
	held *watch
}

// watch gives the lists in use; one without lists when there are none.
func (d *Desk) watch(ctx context.Context, rows []store.EntityList) (*watch, error) {
	var name strings.Builder
	for _, row := range rows {
		name.WriteString(row.Digest + row.Edition + row.Title + "\n")
	}
	d.watches.mu.Lock()
	defer d.watches.mu.Unlock()
	if d.watches.held != nil && d.watches.name == name.String() {
		return d.watches.held, nil
	}
	w := new(watch)
	var entities []screening.Entity
	for _, row := range rows {
		list, found, err := d.readList(ctx, row)
		if err != nil {
			return nil, err
		}
		w.lists, entities = append(w.lists, list), append(entities, found...)
	}
	w.index = screening.NewIndex(w.lists, entities)
	d.watches.name, d.watches.held = name.String(), w
	return w, nil
}

func (d *Desk) readList(ctx context.Context, row store.EntityList) (screening.List, []screening.Entity, error) {
	body, _, err := d.Blob.Get(ctx, listKey(row.Digest))
	if err != nil {
		return screening.List{}, nil, fmt.Errorf("entity list %s: %w", row.List, err)
	}
	defer body.Close()
	list, entities, _, err := screening.Read(body, row.List, passportOf(row), d.Refdata)
	return list, entities, err
}

func passportOf(row store.EntityList) screening.List {
	return screening.List{
		ID: row.List, Title: row.Title, Publisher: row.Publisher, Edition: row.Edition, URL: row.URL, Licence: row.Licence,
	}
}
