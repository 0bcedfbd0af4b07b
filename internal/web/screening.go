package web

import (
	"cmp"
	"context"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/screening"
	"github.com/gabf/telusur/internal/store"
)

func (s *Server) screeningRoutes() {
	act(s, get("/api/companies/{company}/screening", "screening", "Suppliers whose names are like one on an entity list, the most alike first"), identity.ReadSuppliers, s.screening)
	act(s, post("/api/companies/{company}/screening/{hit}", "judgeMatch", "Say whether a supplier is the entity on the list"), identity.JudgeMatch, s.judgeMatch)
}

// EntityListShown is an entity list that names are compared with.
type EntityListShown struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Edition   string `json:"edition"`
	URL       string `json:"url"`
	Entities  int    `json:"entities"`
	LoadedAt  string `json:"loadedAt" format:"date-time"`
}

// ScreeningShown is a page of possible matches, and what names were compared with.
type ScreeningShown struct {
	List[HitShown]
	Lists  []EntityListShown `json:"lists" doc:"None: names are not compared with anything"`
	Counts struct {
		Open      int `json:"open"`
		Confirmed int `json:"confirmed"`
		Dismissed int `json:"dismissed"`
	} `json:"counts"`
}

// HitShown is a supplier whose name is like an entity's: both sides, what made the likeness, and what was decided.
type HitShown struct {
	ID        string          `json:"id"`
	State     string          `json:"state" enum:"open,confirmed,dismissed"`
	Supplier  SideShown       `json:"supplier"`
	Entity    SideShown       `json:"entity"`
	List      string          `json:"list"`
	Edition   string          `json:"edition"`
	Programme string          `json:"programme"`
	Product   string          `json:"product"`
	ListedOn  string          `json:"listedOn"`
	Note      string          `json:"note"`
	Score     float64         `json:"score" doc:"Likeness, 0-1; it is no probability"`
	Written   string          `json:"written" doc:"The name of the supplier, or of its parent, that was compared"`
	Matched   string          `json:"matched" doc:"The name of the entity that it is like"`
	Reasons   []string        `json:"reasons"`
	Decisions []DecisionShown `json:"decisions" doc:"The oldest first"`
}

// SideShown is one of the two that may be the same firm.
type SideShown struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Others    []string `json:"others" doc:"Local name and parent, or the aliases on the list"`
	Countries []string `json:"countries"`
	Address   string   `json:"address"`
}

// DecisionShown is what somebody said of a possible match.
type DecisionShown struct {
	State   string `json:"state"`
	Comment string `json:"comment"`
	Person  string `json:"person" doc:"Empty: asked again by the program, because a name has changed"`
	At      string `json:"at" format:"date-time"`
}

type screeningInput struct {
	OfCompany
	Paging
	Supplier string `query:"supplier" maxLength:"64"`
	State    string `query:"state" enum:"open,confirmed,dismissed,"`
}

func (s *Server) screening(ctx context.Context, who identity.Actor, in *screeningInput) (*body[ScreeningShown], error) {
	filter := store.ScreeningFilter{Company: in.Company, Supplier: in.Supplier, State: in.State}
	found, err := s.Portfolio.Screening(ctx, who, filter, store.Page{Offset: in.Offset, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	tag := languageOf(ctx)
	var shown ScreeningShown
	shown.List = listOf(found.Total, mapped(found.Rows, func(h portfolio.Hit) HitShown { return s.hitShown(h, tag) }))
	shown.Lists = mapped(found.Lists, func(l store.EntityList) EntityListShown {
		return EntityListShown{l.List, l.Title, l.Publisher, l.Edition, l.URL, l.Entities, timeText(l.LoadedAt)}
	})
	shown.Counts.Open, shown.Counts.Confirmed = found.Counts[portfolio.HitOpen], found.Counts[portfolio.HitConfirmed]
	shown.Counts.Dismissed = found.Counts[portfolio.HitDismissed]
	return answer(shown, nil)
}

func (s *Server) hitShown(h portfolio.Hit, tag lang.Tag) HitShown {
	told, _ := s.Portfolio.Told(h.Supplier) // a row that cannot be read is shown by its name
	entity := h.Found.Entity
	shown := HitShown{
		ID: h.Row.ID, State: h.Row.State, List: h.Found.List.Title, Edition: h.Found.List.Edition, Programme: entity.Programme, Product: entity.Product,
		ListedOn: entity.On, Note: entity.Note, Score: h.Found.Score, Written: h.Found.Written, Matched: h.Found.Matched,
		Supplier: SideShown{
			ID: h.Supplier.ID, Name: h.Supplier.Name, Others: named(told.LocalName, told.Parent), Countries: named(s.countryName(h.Supplier.Country, tag)),
			Address: cmp.Or(told.Address, told.City),
		},
		Entity: SideShown{ID: entity.ID, Name: entity.Name, Others: append([]string{}, entity.Aliases...), Countries: []string{}},
	}
	for _, code := range entity.Countries {
		shown.Entity.Countries = append(shown.Entity.Countries, s.countryName(string(code), tag))
	}
	shown.Reasons = mapped(h.Found.Reasons, func(r screening.Reason) string { return s.sayReason(r, tag) })
	shown.Decisions = mapped(h.Decisions, func(d portfolio.Decision) DecisionShown {
		return DecisionShown{d.State, d.Comment, h.People[d.PersonID], timeText(d.At)}
	})
	return shown
}

// sayReason says a reason with the countries by their names.
func (s *Server) sayReason(r screening.Reason, tag lang.Tag) string {
	args := make(map[string]string, len(r.Args))
	for name, value := range r.Args {
		if _, ok := s.Portfolio.Refdata.Country(refdata.CountryCode(value)); ok {
			value = s.countryName(value, tag)
		}
		args[name] = value
	}
	return lang.Say(tag, "screening.reason."+r.Key, args)
}

// named leaves out what is empty.
func named(names ...string) []string {
	kept := []string{}
	for _, name := range names {
		if name != "" {
			kept = append(kept, name)
		}
	}
	return kept
}

type judgeInput struct {
	OfCompany
	Hit  string `path:"hit"`
	Body struct {
		State   string `json:"state" enum:"open,confirmed,dismissed" doc:"confirmed: it is the same; dismissed: it is not; open: somebody should look again"`
		Comment string `json:"comment" required:"false" maxLength:"2000" doc:"Why. Must be given with dismissed"`
	}
}

func (s *Server) judgeMatch(ctx context.Context, who identity.Actor, in *judgeInput) (*body[HitShown], error) {
	hit, err := s.Portfolio.DecideHit(ctx, who, in.Company, in.Hit, in.Body.State, in.Body.Comment)
	if err != nil {
		return nil, err
	}
	return answer(s.hitShown(hit, languageOf(ctx)), nil)
}
