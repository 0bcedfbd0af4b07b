package web

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/google/uuid"

	"github.com/gabf/telusur/internal/blob"
	"github.com/gabf/telusur/internal/forum"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/mail"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/sheet"
	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/internal/store/storetest"
)

// world is a server over a fresh database with a forum, two companies that must not see each other, and two auditors of whom one may see the
// first company.
type world struct {
	t        *testing.T
	server   *Server
	store    *store.Store
	now      time.Time
	officer  session
	alpha    company // has suppliers, imports, reports, a submission
	beta     company // the neighbour
	granted  session // auditor with a grant for alpha
	foreign  session // auditor without
	grant    string
	cycle    string
	draft    string // of a rulebook, with a secret in it
	rulebook string // digest of the one in force
}

type company struct {
	id             string
	owner, analyst session
	supplier       string
	assessment     string
	imported       string
	report         string
	submission     string
	invitation     string
	mapping        string
	merge          string
	hit            string
	letter         string
}

// session is a signed-in person.
type session struct {
	token        string
	person       string
	organisation string
}

const secretName = "Alpha Rahasia Garment" // stands in alpha's rows; nobody else may ever read it

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, store: storetest.Setup(t), now: time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)}
	var ticks atomic.Int64
	clock := func() time.Time { return w.now.Add(time.Duration(ticks.Add(1)) * time.Microsecond) }
	cheap := identity.Settings{Hashing: argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}}
	desk, err := identity.NewDesk(w.store, clock, rand.Reader, cheap)
	must(t, err)
	files, err := blob.NewFolder(t.TempDir())
	must(t, err)
	newID := func() string { return uuid.Must(uuid.NewV7()).String() }
	ref := refdata.Default()
	press := &portfolio.Press{Store: w.store, Blob: files, Now: clock}
	forumDesk := &forum.Desk{Store: w.store, Press: press, Refdata: ref, Now: clock, NewID: newID}
	portfolioDesk := &portfolio.Desk{
		Store: w.store, Blob: files, Refdata: ref, Limits: sheet.DefaultLimits(), Press: press, Now: clock, NewID: newID, Begun: forumDesk.MarkInProgress,
	}
	forumDesk.Portfolio = portfolioDesk
	seal, err := mail.NewSeal(bytes.Repeat([]byte("k"), 32), rand.Reader)
	must(t, err)
	post := &mail.Post{Store: w.store, From: "telusur@forum.example", Folder: t.TempDir(), Seal: seal, Now: clock, NewID: newID}
	must(t, forumDesk.PublishDefaults(t.Context()))
	w.server = New(Settings{PublicURL: "http://localhost:8080", UploadBytes: 1 << 20, ServiceName: "test", BuildVersion: "test"}, Areas{
		Identity: desk, Portfolio: portfolioDesk, Forum: forumDesk, Mail: post, Now: clock, Ready: w.store.Ping,
		Frontend: fstest.MapFS{"index.html": {Data: []byte("<!doctype html><title>Telusur</title>")}},
		Log:      slog.New(slog.DiscardHandler),
	})
	w.people(desk, forumDesk)
	w.rows()
	return w
}

// people fills the world through the desks, as an installation is filled.
func (w *world) people(desk *identity.Desk, forumDesk *forum.Desk) {
	t := w.t
	token, _, err := desk.SetupLink(t.Context())
	must(t, err)
	enter := func(token, name, email, organisation string) (session, identity.Actor) {
		cookie, who, err := desk.Accept(t.Context(), token, identity.Acceptance{
			Name: name, Email: email, OrganisationName: organisation, Password: "correct horse battery", Language: lang.English,
		})
		must(t, err)
		return session{cookie, who.PersonID, who.OrganisationID}, who
	}
	var officer identity.Actor
	w.officer, officer = enter(token, "Officer", "officer@forum.example", "Forum")
	join := func(name string) company {
		invited, err := desk.InviteCompany(t.Context(), officer, identity.NewOrganisation{Name: name, Country: "IDN", Email: "owner@" + strings.ToLower(name) + ".example"})
		must(t, err)
		c := company{id: invited.Organisation.ID}
		var owner identity.Actor
		c.owner, owner = enter(invited.Token, "Owner", "", "")
		colleague, err := desk.InviteColleague(t.Context(), owner, "analyst@"+strings.ToLower(name)+".example", identity.RoleAnalyst)
		must(t, err)
		c.analyst, _ = enter(colleague.Token, "Analyst", "", "")
		_, err = desk.InviteColleague(t.Context(), owner, "later@"+strings.ToLower(name)+".example", identity.RoleAnalyst)
		must(t, err)
		_, waiting, err := desk.People(t.Context(), owner)
		must(t, err)
		c.invitation = waiting[0].ID
		return c
	}
	w.alpha, w.beta = join("Alpha"), join("Beta")
	audit := func(name string) session {
		invited, err := desk.InviteAuditor(t.Context(), officer, identity.NewOrganisation{Name: name, Email: strings.ToLower(name) + "@audit.example"})
		must(t, err)
		s, _ := enter(invited.Token, "Auditor", "", "")
		return s
	}
	w.granted, w.foreign = audit("Granted"), audit("Foreign")
	rules, asked, err := forumDesk.Publications(t.Context(), officer)
	must(t, err)
	cycle, err := forumDesk.OpenCycle(t.Context(), officer, forum.CycleOpening{
		Name: "2026", OpensOn: "2026-11-01", DueOn: "2026-12-01", ClosesOn: "2026-12-31", Rulebook: rules[0].Digest, Questionnaire: asked[0].Digest,
	})
	must(t, err)
	w.cycle, w.rulebook = cycle.ID, rules[0].Digest
	draft, err := forumDesk.NewDraft(t.Context(), officer, forum.DraftText{Title: "Next year", Text: "# " + secretName}, "")
	must(t, err)
	w.draft = draft.ID
	grant, err := forumDesk.GiveGrant(t.Context(), officer, forum.GrantGiving{
		AuditorID: w.granted.organisation, CompanyID: w.alpha.id, StartsOn: "2026-11-01", EndsOn: "2026-12-31",
	})
	must(t, err)
	w.grant = grant.ID
}

// rows gives alpha something to hide.
func (w *world) rows() {
	id := func() string { return uuid.Must(uuid.NewV7()).String() }
	a := &w.alpha
	a.mapping, a.merge, a.letter = id(), id(), id()
	a.supplier, a.imported, a.report, a.submission, a.assessment, a.hit = id(), id(), id(), id(), id(), id()
	must(w.t, w.store.Write(w.t.Context(), store.Company(a.id), func(tx *store.Tx) error {
		if err := tx.CreateSuppliers([]store.Supplier{{
			ID: a.supplier, CompanyID: a.id, Name: secretName, Search: strings.ToLower(secretName), Fields: `{"name":"` + secretName + `"}`, Origins: "{}",
			CreatedAt: w.now, UpdatedAt: w.now, BandRank: -1, Flags: []string{},
		}}); err != nil {
			return err
		}
		if err := tx.CreateAssessments([]store.Assessment{{
			ID: a.assessment, CompanyID: a.id, SupplierID: a.supplier, RulebookDigest: w.rulebook, Facts: "[]", Result: "{}", AsOf: "2026-11-24", CreatedAt: w.now,
		}}); err != nil {
			return err
		}
		if err := tx.CreateImport(&store.Import{
			ID: a.imported, CompanyID: a.id, Kind: "suppliers", FileName: secretName + ".csv", State: "ready", CreatedBy: a.owner.person, CreatedAt: w.now,
		}); err != nil {
			return err
		}
		if err := errors.Join(
			tx.Remember(store.MappingMemory{ID: a.mapping, CompanyID: a.id, HeaderShape: "x", Headers: `["` + secretName + `"]`, Mapping: "{}", FileName: secretName, UsedAt: w.now}),
			tx.CreateMerge(store.SupplierMerge{ID: a.merge, CompanyID: a.id, KeptID: a.supplier, MergedID: a.supplier, KeptBefore: "{}", Moved: "{}", KeptAfter: w.now, MergedAt: w.now}),
			tx.CreatePairs([]store.SupplierPair{{ID: id(), CompanyID: a.id, PairKey: "x", LeftSide: `{"name":"` + secretName + `"}`, RightSide: "{}", Reasons: "[]", CreatedAt: w.now}}),
			tx.CreateImportAbsents([]store.ImportAbsent{{ImportID: a.imported, SupplierID: a.supplier, CompanyID: a.id, Name: secretName, Decision: "keep"}}),
			tx.CreateLetters([]store.Letter{{
				ID: a.letter, CompanyID: a.id, Kind: "invitation", Recipient: "later@alpha.example", Subject: secretName, Language: "en", State: store.LetterFailed,
				DueAt: w.now, CreatedAt: w.now,
			}}),
			tx.AddEvent(store.PortfolioEvent{ID: id(), CompanyID: a.id, Act: "uploaded", Subject: a.imported, Name: secretName, CreatedAt: w.now}),
		); err != nil {
			return err
		}
		if err := tx.CreateReport(&store.Report{
			ID: a.report, CompanyID: a.id, Kind: "company", Language: "en", State: "making", Title: secretName, LeafIndex: -1, CycleID: w.cycle,
			RequestedBy: a.owner.person, CreatedAt: w.now,
		}); err != nil {
			return err
		}
		if err := tx.SaveScreeningHits([]store.ScreeningHit{{
			ID: a.hit, CompanyID: a.id, SupplierID: a.supplier, List: "watch", Entity: secretName, Hit: `{"written":"` + secretName + `"}`,
			State: "open", Present: true, Decisions: "[]", FoundAt: w.now,
		}}); err != nil {
			return err
		}
		return tx.CreateSubmission(store.Submission{ID: a.submission, CompanyID: a.id, CycleID: w.cycle, State: "in-progress", Version: 1, CreatedAt: w.now})
	}))
}

// ask sends a request as somebody (the zero session is nobody) and gives status and body.
func (w *world) ask(who session, method, path string, content any) (int, string) {
	w.t.Helper()
	status, body, err := w.try(who, method, path, content)
	must(w.t, err)
	return status, body
}

func (w *world) try(who session, method, path string, content any) (int, string, error) {
	var body io.Reader
	size := 0
	if content != nil {
		data, err := json.Marshal(content)
		if err != nil {
			return 0, "", err
		}
		body, size = bytes.NewReader(data), len(data)
	}
	request := newRequest(method, path, who)
	if content != nil {
		request = request.Clone(w.t.Context())
		request.Body, request.ContentLength = io.NopCloser(body), int64(size)
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := w.server.App.Test(request, -1)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	return response.StatusCode, string(data), err
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(fmt.Errorf("set-up: %w", err))
	}
}

func newRequest(method, path string, who session) *http.Request {
	request := httptest.NewRequest(method, path, http.NoBody)
	request.Header.Set("Accept-Language", "en")
	if who.token != "" {
		request.AddCookie(&http.Cookie{Name: sessionCookie, Value: who.token})
	}
	return request
}
