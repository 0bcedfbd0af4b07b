package portfolio_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/mod/sumdb/note"

	"github.com/gabf/telusur/internal/blob"
	"github.com/gabf/telusur/internal/demo"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/sheet"
	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/internal/store/storetest"
	"github.com/gabf/telusur/templates"
)

// world is an installation with two companies and its queue at work, on a clock that the test moves.
type world struct {
	*portfolio.Desk
	t     testing.TB
	now   atomic.Int64 // Unix microseconds; each look at the clock moves it by one
	queue *jobs.Queue
	alpha identity.Actor
	beta  identity.Actor // the neighbour
	files *failing
}

func setup(t testing.TB) *world {
	t.Helper()
	w := idle(t)
	w.start()
	return w
}

// idle gives a world whose queue does not work yet.
func idle(t testing.TB) *world {
	t.Helper()
	s := storetest.Setup(t)
	folder, err := blob.NewFolder(t.TempDir())
	must(t, err)
	w := &world{t: t, files: &failing{Store: folder}}
	w.now.Store(time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC).UnixMicro())
	clock := func() time.Time { return time.UnixMicro(w.now.Add(1)).UTC() }
	press := pressKeys()
	press.Store, press.Blob, press.Now = s, w.files, clock
	w.Desk = &portfolio.Desk{
		Store: s, Blob: w.files, Refdata: refdata.Default(), Limits: sheet.DefaultLimits(), Press: &press, Now: clock,
		NewID: func() string { return uuid.Must(uuid.NewV7()).String() },
	}
	w.publish("rulebook", rulebook.Default().ID, rulebook.Default().Version, string(rulebook.Default().Digest()), rulebook.Default().Source())
	asked := questionnaire.Default()
	questions, err := templates.Files.ReadFile("questionnaires/bali-supplier-self-assessment.yaml")
	must(t, err)
	w.publish("questionnaire", asked.ID, asked.Version, string(asked.Digest()), questions)
	w.alpha, w.beta = w.company("Alpha"), w.company("Beta")
	return w
}

func (w *world) publish(kind, name, version, digest string, body []byte) {
	w.t.Helper()
	w.write(func(tx *store.Tx) error {
		_, err := tx.CreatePublication(store.Publication{Digest: digest, Kind: kind, Name: name, Version: version, Body: string(body), PublishedAt: w.Now()})
		return err
	})
}

func (w *world) company(name string) identity.Actor {
	w.t.Helper()
	return identity.Actor{
		PersonID: uuid.NewString(), OrganisationID: storetest.Organisation(w.t, w.Store, "company", name), Name: "Ayu of " + name,
		Organisation: name, Kind: identity.Company, Role: identity.RoleOwner, Language: lang.English,
	}
}

func (w *world) start() {
	w.t.Helper()
	works := jobs.NewWorkers()
	w.AddWorks(works)
	var err error
	w.queue, err = jobs.New(w.Store, works, jobs.Settings{AtOnce: 3, Grace: 5 * time.Second, Log: slog.New(slog.DiscardHandler)})
	must(w.t, err)
	must(w.t, w.queue.Start(w.t.Context()))
	w.t.Cleanup(func() {
		if err := w.queue.Stop(context.Background()); err != nil {
			w.t.Error(err)
		}
	})
}

// settle waits until no work is left, and ends the waits between attempts.
func (w *world) settle() {
	w.t.Helper()
	for deadline := time.Now().Add(60 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		var left int
		err := w.Store.Pool().QueryRowContext(w.t.Context(), "SELECT COUNT(*) FROM river_job WHERE state IN ('available', 'running', 'retryable', 'scheduled', 'pending')").Scan(&left)
		must(w.t, err)
		if left == 0 {
			return
		}
		if time.Now().After(deadline) {
			w.t.Fatalf("%d jobs are never done", left)
		}
		_, err = w.Store.Pool().ExecContext(w.t.Context(), "UPDATE river_job SET state = 'available', scheduled_at = created_at WHERE state = 'retryable'")
		must(w.t, err)
	}
}

func (w *world) write(act func(*store.Tx) error) {
	w.t.Helper()
	must(w.t, w.Store.Write(w.t.Context(), store.Forum(), act))
}

func (w *world) read(act func(*store.Tx) error) {
	w.t.Helper()
	must(w.t, w.Store.Read(w.t.Context(), store.Forum(), act))
}

// uploaded gives an import after its file has been read.
func (w *world) uploaded(kind, name string, content []byte) store.Import {
	w.t.Helper()
	row, err := w.Upload(w.t.Context(), w.alpha, w.alpha.OrganisationID, kind, name, bytes.NewReader(content))
	must(w.t, err)
	w.settle()
	return w.imported(row.ID)
}

func (w *world) imported(id string) store.Import {
	w.t.Helper()
	row, err := w.Import(w.t.Context(), w.alpha, id)
	must(w.t, err)
	return row
}

// applied uploads a file, imports it, and waits until everything has been scored.
func (w *world) applied(kind, name string, content []byte) store.Import {
	w.t.Helper()
	row := w.uploaded(kind, name, content)
	if row.State != "ready" {
		w.t.Fatalf("%s is %s: %s", name, row.State, row.Fault)
	}
	_, err := w.Apply(w.t.Context(), w.alpha, row.ID)
	must(w.t, err)
	w.settle()
	if row = w.imported(row.ID); row.State != "imported" {
		w.t.Fatalf("%s is %s: %s", name, row.State, row.Fault)
	}
	return row
}

// suppliers gives all suppliers of the company, by name.
func (w *world) suppliers() map[string]store.Supplier {
	w.t.Helper()
	byName := make(map[string]store.Supplier)
	for offset := 0; ; offset += store.MaxPage {
		list, err := w.Suppliers(w.t.Context(), w.alpha, store.SupplierFilter{Company: w.alpha.OrganisationID}, store.Page{Offset: offset, Limit: store.MaxPage, Sort: "name"})
		must(w.t, err)
		for _, row := range list.Rows {
			byName[row.Name] = row
		}
		if len(list.Rows) < store.MaxPage {
			return byName
		}
	}
}

// rows gives the rows of an import.
func (w *world) rows(id, action string) []store.ImportRow {
	w.t.Helper()
	rows, _, err := w.ImportRows(w.t.Context(), w.alpha, id, action, store.Page{Limit: store.MaxPage})
	must(w.t, err)
	return rows
}

// codes gives the codes of an import's issues, each with its count.
func (w *world) codes(id string) map[string]int {
	w.t.Helper()
	_, groups, _, err := w.ImportIssues(w.t.Context(), w.alpha, id, "", store.Page{})
	must(w.t, err)
	counts := make(map[string]int)
	for _, g := range groups {
		counts[g.Code] += g.Count
	}
	return counts
}

// count counts rows of a table.
func (w *world) count(table string) (n int) {
	w.t.Helper()
	w.write(func(tx *store.Tx) error {
		return tx.SQL().QueryRowContext(w.t.Context(), "SELECT COUNT(*) FROM "+table).Scan(&n)
	})
	return n
}

// list gives a supplier list as CSV of lines.
func list(lines ...string) []byte { return []byte(strings.Join(lines, "\n") + "\n") }

// threeSuppliers is the list that most tests begin with.
var threeSuppliers = list(
	"Supplier No,Supplier Name,Country,City,Products,Total Workers",
	"S-1,Benang Emas Textile,Indonesia,Bandung,Cotton fabric,420",
	"S-2,Hải Đăng Seafood,Vietnam,Cần Thơ,Shrimp,180",
	"S-3,บริษัท ยางทอง จำกัด,Thailand,Hat Yai,Rubber sheets,95",
)

// demoList gives the long and messy list of the demonstration.
var demoList = sync.OnceValue(func() []byte {
	var out bytes.Buffer
	if err := demo.Suppliers(&out); err != nil {
		panic(err)
	}
	return out.Bytes()
})

// filled gives the workbook that a supplier returns.
func (w *world) filled(of identity.Actor, supplier store.Supplier, on string, answers map[string]questionnaire.Answer) []byte {
	w.t.Helper()
	var out bytes.Buffer
	must(w.t, questionnaire.Default().WriteFilled(&out, questionnaire.Recipient{
		Company: of.Organisation, CompanyID: of.OrganisationID, Supplier: supplier.Name, SupplierID: supplier.ID, Language: lang.English, FilledOn: on,
	}, answers))
	return out.Bytes()
}

// answers gives what a supplier of the demonstration would answer; some profile answers for every name.
func (w *world) answers(row store.Supplier, profileOf string) map[string]questionnaire.Answer {
	w.t.Helper()
	told, err := w.Told(row)
	must(w.t, err)
	told.Name = profileOf
	answers := demo.Answers(questionnaire.Default(), told, w.Now())
	if answers == nil {
		w.t.Fatalf("%s stays silent", profileOf)
	}
	return answers
}

// demoAnswers gives the workbooks of all suppliers that answer, by file name.
func (w *world) demoAnswers() map[string][]byte {
	w.t.Helper()
	var known []intake.Known
	rows := make(map[string]store.Supplier)
	for _, row := range w.suppliers() {
		told, err := w.Told(row)
		must(w.t, err)
		known = append(known, intake.Known{ID: row.ID, Supplier: told})
		rows[row.ID] = row
	}
	workbooks := make(map[string][]byte)
	for _, r := range demo.Responses(questionnaire.Default(), w.alpha.OrganisationID, known, w.Now()) {
		workbooks[r.SupplierID+".xlsx"] = w.filled(w.alpha, rows[r.SupplierID], r.FilledOn, r.Answers)
	}
	return workbooks
}

type packed struct {
	name    string
	content []byte
}

// pack makes a .zip archive.
func pack(t testing.TB, files ...packed) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, f := range files {
		entry, err := archive.Create(f.name)
		must(t, err)
		_, err = entry.Write(f.content)
		must(t, err)
	}
	must(t, archive.Close())
	return out.Bytes()
}

// refused holds an error to a fault's key, and the key to a text in every language.
func refused(t testing.TB, err error, key string) {
	t.Helper()
	f, ok := errors.AsType[*fault.Fault](err)
	if !ok || f.Key != key {
		t.Fatalf("got %v, want %s", err, key)
	}
	said(t, key)
}

// said holds a fault to a text and a fix in every language. What sheet says of a file names the fix in the same breath.
func said(t testing.TB, key string) {
	t.Helper()
	texts := []string{key, key + ".fix"}
	if strings.HasPrefix(key, "sheet.") {
		texts = texts[:1]
	}
	for _, text := range texts {
		english := lang.Say(lang.English, text, nil)
		for _, tag := range lang.Tags() {
			if !lang.Has(text) || lang.Say(tag, text, nil) == text || tag != lang.English && lang.Say(tag, text, nil) == english {
				t.Errorf("%s is not said in %s", text, tag)
			}
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// pressKeys are made once per test program: making them is slow.
var pressKeys = sync.OnceValue(func() portfolio.Press {
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
	return portfolio.Press{Renderer: renderer, Signer: seal, LogSigner: log, LogKey: public}
})

// failing is a blob store that can refuse PDFs, and can be told to fail when files are opened.
type failing struct {
	blob.Store
	broken   bool
	openFail atomic.Int32 // so many times
	opened   func()       // called when a file is opened; nil: nothing
}

var errDisk = errors.New("no space left on the disk")

func (f *failing) Put(ctx context.Context, key string, r io.Reader) (int64, error) {
	if f.broken && strings.HasSuffix(key, ".pdf") {
		return 0, errDisk
	}
	return f.Store.Put(ctx, key, r)
}

func (f *failing) Open(ctx context.Context, key string) (blob.File, error) {
	if f.openFail.Add(-1) >= 0 {
		return nil, errDisk
	}
	if f.opened != nil {
		f.opened()
	}
	return f.Store.Open(ctx, key)
}
