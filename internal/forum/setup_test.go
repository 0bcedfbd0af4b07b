package forum

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/mod/sumdb/note"

	"github.com/gabf/telusur/internal/blob"
	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/internal/store/storetest"
	"github.com/gabf/telusur/templates"
)

// world is a forum with an officer, on a clock that the test moves.
type world struct {
	*Desk
	t       testing.TB
	now     time.Time
	officer identity.Actor
	asked   string // digest of the questionnaire
	rules   string // digest of the rulebook
	book    *rulebook.Rulebook
}

func setup(t testing.TB) *world {
	t.Helper()
	w := empty(t)
	w.publish()
	return w
}

// empty gives a forum in which nothing is published yet.
func empty(t testing.TB) *world {
	t.Helper()
	s := storetest.Setup(t)
	w := &world{t: t, now: time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return w.now }
	w.Desk = &Desk{
		Store: s, Press: press(t, s, clock), Refdata: refdata.Default(), Now: clock, NewID: uuid.NewString,
	}
	w.officer = w.person("secretariat", "The Secretariat", identity.Secretariat, identity.RoleOfficer)
	return w
}

// keys are made once per test program: making them is slow.
var keys = sync.OnceValue(func() *portfolio.Press {
	until := time.Date(2036, 1, 1, 0, 0, 0, 0, time.UTC)
	seal, err := report.NewSigner("Test forum", rand.Reader, until.AddDate(-20, 0, 0), until)
	if err != nil {
		panic(err)
	}
	private, public, err := ledger.NewKey("test.forum", rand.Reader)
	if err != nil {
		panic(err)
	}
	log, err := note.NewSigner(private)
	if err != nil {
		panic(err)
	}
	renderer, err := report.NewPress(nil)
	if err != nil {
		panic(err)
	}
	return &portfolio.Press{Renderer: renderer, Signer: seal, LogSigner: log, LogKey: public}
})

func press(t testing.TB, s *store.Store, clock func() time.Time) *portfolio.Press {
	t.Helper()
	files, err := blob.NewFolder(t.TempDir())
	must(t, err)
	p := *keys()
	p.Store, p.Blob, p.Now = s, files, clock
	return &p
}

// person makes an organisation with somebody in it.
func (w *world) person(kind, name string, of identity.Kind, role identity.Role) identity.Actor {
	w.t.Helper()
	return identity.Actor{
		PersonID: uuid.NewString(), OrganisationID: storetest.Organisation(w.t, w.Store, kind, name), Name: "Ayu of " + name,
		Organisation: name, Kind: of, Role: role, Language: lang.English,
	}
}

func (w *world) company(name string) identity.Actor {
	return w.person("company", name, identity.Company, identity.RoleOwner)
}

func (w *world) auditor(name string) identity.Actor {
	return w.person("auditor", name, identity.Auditor, identity.RoleAuditor)
}

// granted gives an auditor as they would sign in today.
func (w *world) granted(who identity.Actor) identity.Actor {
	w.t.Helper()
	w.read(func(tx *store.Tx) (err error) {
		who.Grants, err = tx.GrantedCompanies(who.OrganisationID, w.today())
		return err
	})
	return who
}

func (w *world) publish() {
	w.t.Helper()
	rules, err := os.ReadFile("../rulebook/testdata/small.yaml")
	must(w.t, err)
	asked, err := templates.Files.ReadFile("questionnaires/bali-supplier-self-assessment.yaml")
	must(w.t, err)
	book, issues := rulebook.Load(rules, "small.yaml")
	if book == nil {
		w.t.Fatal(issues)
	}
	w.book, w.rules, w.asked = book, string(book.Digest()), string(questionnaire.Default().Digest())
	w.write(func(tx *store.Tx) error {
		for _, row := range []store.Publication{
			{Digest: w.rules, Kind: "rulebook", Name: book.ID, Version: book.Version, Body: string(rules), PublishedAt: w.now},
			{Digest: w.asked, Kind: "questionnaire", Name: questionnaire.Default().ID, Version: questionnaire.Default().Version, Body: string(asked), PublishedAt: w.now},
		} {
			if _, err := tx.CreatePublication(row); err != nil {
				return err
			}
		}
		return nil
	})
}

// opened opens the cycle that most tests are about: from 2026-03-01, due 2026-03-31, until 2026-04-30.
func (w *world) opened() Cycle {
	w.t.Helper()
	cycle, err := w.OpenCycle(w.t.Context(), w.officer, CycleOpening{"2026", "2026-03-01", "2026-03-31", "2026-04-30", w.asked, w.rules})
	must(w.t, err)
	return cycle
}

// report gives a company report that is ready, on n suppliers in a country.
func (w *world) report(who identity.Actor, cycle string, country string, n int) store.Report {
	w.t.Helper()
	id := uuid.NewString()
	in := report.CompanyInput{Passport: report.Passport{ID: id, Language: lang.English, Made: w.now, AsOf: w.now, Rulebook: w.book}}
	for i := range n {
		band := i % len(w.book.Bands)
		workers := 100
		in.Suppliers = append(in.Suppliers, report.CompanySupplier{
			ID: uuid.NewString(), Name: "Supplier", Country: country, Sector: "C14", Workers: &workers, Responded: true,
			Result: scoring.Result{Band: w.book.Bands[band].ID, BandRank: band, Residual: w.book.Bands[band].From, Answered: 0.5},
		})
	}
	content := report.NewCompany(in)
	data, err := content.JSON()
	must(w.t, err)
	row := store.Report{
		ID: id, CompanyID: who.OrganisationID, Kind: portfolio.ReportCompany, CycleID: cycle, Language: "en", State: portfolio.ReportReady,
		Title: "Company report", ContentDigest: string(canon.Sum(data)), PDFDigest: string(canon.Sum([]byte(id))), RequestedBy: who.PersonID,
		CreatedAt: w.now, ReadyAt: &w.now,
	}
	for key, bytes := range map[string][]byte{portfolio.ContentKey(row): data, portfolio.PDFKey(row): []byte("%PDF of " + id)} {
		_, err = w.Press.Blob.Put(w.t.Context(), key, newReader(bytes))
		must(w.t, err)
	}
	w.write(func(tx *store.Tx) error { return tx.CreateReport(&row) })
	return row
}

// handedIn gives a company that has handed in.
func (w *world) handedIn(name string, cycle Cycle) (identity.Actor, Submission) {
	w.t.Helper()
	who := w.company(name)
	done, err := w.Submit(w.t.Context(), who, w.report(who, cycle.ID, "IDN", 5).ID)
	must(w.t, err)
	return who, done
}

func (w *world) write(act func(*store.Tx) error) {
	w.t.Helper()
	must(w.t, w.Store.Write(w.t.Context(), store.Forum(), act))
}

func (w *world) read(act func(*store.Tx) error) {
	w.t.Helper()
	must(w.t, w.Store.Read(w.t.Context(), store.Forum(), act))
}

// leaves gives the kinds of the log's leaves, in order.
func (w *world) leaves() (kinds []string) {
	w.t.Helper()
	w.read(func(tx *store.Tx) error {
		rows, err := tx.LedgerLeaves(0, 100)
		for _, row := range rows {
			kinds = append(kinds, row.Kind)
		}
		return err
	})
	return kinds
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused holds an error to a fault's key, and the key to a text in every language.
func refused(t testing.TB, err error, key string) {
	t.Helper()
	f, ok := errors.AsType[*fault.Fault](err)
	if !ok || f.Key != key {
		t.Fatalf("got %v, want %s", err, key)
	}
	for _, tag := range lang.Tags() {
		for _, said := range []string{key, key + ".fix"} {
			if lang.Say(tag, said, nil) == said || tag != lang.English && lang.Say(tag, said, nil) == lang.Say(lang.English, said, nil) {
				t.Errorf("%s is not said in %s", said, tag)
			}
		}
	}
}

func newReader(data []byte) io.Reader { return bytes.NewReader(data) }
