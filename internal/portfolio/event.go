package portfolio

import (
	"context"
	"encoding/json"
	"strconv"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/store"
)

// What is kept of who did what. Each has a sentence "portfolio.event.<act>".
const (
	eventUploaded  = "uploaded"
	eventApplied   = "applied"
	eventUndone    = "undone"
	eventAnnotated = "annotated"
	eventMerged    = "merged"
	eventUnmerged  = "unmerged"
	eventArchived  = "archived"
	eventRestored  = "restored"
	eventForgotten = "forgotten"
)

// event keeps who did what, in the transaction of the act.
func (d *Desk) event(tx *store.Tx, company, act, subject, name, person, personName string, detail map[string]string) error {
	if detail == nil {
		detail = map[string]string{}
	}
	text, err := json.Marshal(detail)
	if err != nil {
		return err
	}
	return tx.AddEvent(store.PortfolioEvent{
		ID: d.NewID(), CompanyID: company, Act: act, Subject: subject, Name: name, Detail: string(text), PersonID: person, PersonName: personName, CreatedAt: d.Now(),
	})
}

func (d *Desk) eventBy(tx *store.Tx, who identity.Actor, company, act, subject, name string, detail map[string]string) error {
	return d.event(tx, company, act, subject, name, who.PersonID, who.Name, detail)
}

func countsOf(row store.Import) map[string]string {
	return map[string]string{"new": strconv.Itoa(row.CountNew), "changed": strconv.Itoa(row.CountChanged)}
}

// Events gives what was done to a company's portfolio, the newest first; of one import, supplier or merge, or of all ("").
func (d *Desk) Events(ctx context.Context, who identity.Actor, company, subject string, page store.Page) (rows []store.PortfolioEvent, total int, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) (err error) {
		rows, total, err = tx.Events(company, subject, page)
		return err
	})
	return rows, total, err
}

// SayEvent says what was done, in a language.
func SayEvent(event store.PortfolioEvent, tag lang.Tag) string {
	args := make(map[string]string)
	if json.Unmarshal([]byte(event.Detail), &args) != nil {
		args = map[string]string{}
	}
	args["name"] = event.Name
	return lang.Say(tag, "portfolio.event."+event.Act, args)
}
