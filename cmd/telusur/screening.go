package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"github.com/gabf/telusur/internal/screening"
	"github.com/gabf/telusur/internal/store"
)

type screeningCommand struct {
	Load   screeningLoadCommand   `cmd:"" help:"Put an entity list in use (in place of its edition before), and have every supplier compared with it."`
	List   screeningListCommand   `cmd:"" help:"Show the entity lists in use."`
	Retire screeningRetireCommand `cmd:"" help:"Take an entity list out of use; matches with it no longer count."`
}

type screeningLoadCommand struct {
	settings
	File      string `arg:"" type:"existingfile" help:"CSV (UTF-8) with a column \"name\" and, if there are, aliases (parted by |), country, programme, product, listed_on, id, note; or OpenSanctions' targets.simple.csv."`
	As        string `name:"as" required:"" help:"Short id of the list, the same for each edition, for example uflpa."`
	Title     string `required:"" help:"Title as reports print it."`
	Edition   string `required:"" help:"The publisher's date of this edition, YYYY-MM-DD."`
	Publisher string `help:"Who publishes it."`
	URL       string `name:"url" help:"Where it is published."`
	Licence   string `help:"Under which licence."`
}

// Run loads a list. A running server takes it up by itself.
func (c *screeningLoadCommand) Run(s *surroundings) error {
	if _, err := time.Parse(time.DateOnly, c.Edition); err != nil {
		return fmt.Errorf("--edition is %q; it must be the day of the edition, like 2026-10-31", c.Edition)
	}
	file, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	h, err := openHouse(s.ctx, c.settings)
	if err != nil {
		return err
	}
	defer h.close()
	passport := screening.List{ID: c.As, Title: c.Title, Publisher: c.Publisher, Edition: c.Edition, URL: c.URL, Licence: c.Licence}
	list, issues, err := h.portfolio.LoadEntityList(s.ctx, file, filepath.Base(c.File), passport)
	if err != nil {
		return err
	}
	printIssues(s.out, issues)
	_, err = fmt.Fprintf(s.out, "%s, edition %s, is in use: %d entities. Suppliers are compared with it by the server's jobs.\n", list.Title, list.Edition, list.Entities)
	return err
}

type screeningListCommand struct{ settings }

func (c *screeningListCommand) Run(s *surroundings) error {
	h, err := openHouse(s.ctx, c.settings)
	if err != nil {
		return err
	}
	defer h.close()
	lists, err := h.portfolio.EntityLists(s.ctx)
	if err != nil {
		return err
	}
	if len(lists) == 0 {
		_, err := fmt.Fprintln(s.out, "No entity list is in use: names of suppliers are not compared with anything. See telusur screening load --help.")
		return err
	}
	table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "list\tedition\tentities\tloaded\ttitle")
	for _, list := range lists {
		fmt.Fprintf(table, "%s\t%s\t%d\t%s\t%s\n", list.List, list.Edition, list.Entities, list.LoadedAt.Format(time.DateOnly), list.Title)
	}
	return table.Flush()
}

type screeningRetireCommand struct {
	settings
	As string `arg:"" help:"Id of the list."`
}

func (c *screeningRetireCommand) Run(s *surroundings) error {
	h, err := openHouse(s.ctx, c.settings)
	if err != nil {
		return err
	}
	defer h.close()
	err = h.portfolio.RetireEntityList(s.ctx, c.As)
	if errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("no entity list %q is in use (telusur screening list shows those that are)", c.As)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%s is no longer in use. Suppliers are scored again without it by the server's jobs.\n", c.As)
	return err
}
