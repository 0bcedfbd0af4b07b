package mail_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/mail"
	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/internal/store/storetest"
)

// world is a post at work, with a company that writes.
type world struct {
	t *testing.T
	*mail.Post
	company string
	owner   identity.Actor
	ahead   atomic.Int64 // the clock is moved on by so many nanoseconds
	told    atomic.Int64
}

func setup(t *testing.T, server *fake) *world {
	t.Helper()
	w := &world{t: t}
	s := storetest.Setup(t)
	w.company = storetest.Organisation(t, s, "company", "Kain Rimba")
	w.owner = identity.Actor{PersonID: "p", OrganisationID: w.company, Kind: identity.Company, Role: identity.RoleOwner}
	seal, err := mail.NewSeal(bytes.Repeat([]byte("k"), 32), rand.Reader)
	must(t, err)
	w.Post = &mail.Post{
		Store: s, From: "Telusur <telusur@forum.example>", Folder: t.TempDir(), Seal: seal, NewID: uuid.NewString,
		Now:  func() time.Time { return time.Now().Add(time.Duration(w.ahead.Load())) },
		Told: func(*store.Tx, store.Letter) error { w.told.Add(1); return nil },
	}
	if server != nil {
		w.Server, err = mail.NewServer(server.address())
		must(t, err)
	}
	works := jobs.NewWorkers()
	w.AddWorks(works)
	queue, err := jobs.New(s, works, jobs.Settings{Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	must(t, queue.Start(t.Context()))
	t.Cleanup(func() { _ = queue.Stop(context.Background()) })
	return w
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (w *world) put(to ...string) {
	w.t.Helper()
	letters := make([]mail.Letter, len(to))
	for i, address := range to {
		letters[i] = mail.Letter{
			Organisation: w.company, Kind: mail.Invitation, To: address, ReplyTo: "analyst@kain.example", Language: "en",
			Words: mail.Words{Subject: "Good day", Body: "Open https://telusur.example/invitations/secret-token\n"},
		}
	}
	must(w.t, w.Send(w.t.Context(), letters...))
}

// when waits until the letters to each address are in a state, and gives them by address.
func (w *world) when(states map[string]string) map[string]store.Letter {
	w.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		rows, _, err := w.Letters(w.t.Context(), w.owner, store.LetterFilter{}, store.Page{})
		must(w.t, err)
		found, right := map[string]store.Letter{}, 0
		for _, row := range rows {
			found[row.Recipient] = row
			if states[row.Recipient] == row.State {
				right++
			}
		}
		if right == len(states) && len(rows) == len(states) {
			return found
		}
		if time.Now().After(deadline) {
			w.t.Fatalf("wanted %v, are %+v", states, rows)
		}
	}
}

func TestOneRefusedRecipientDoesNotKeepTheOthersFromTheirMail(t *testing.T) {
	t.Parallel()
	server := newFake(t)
	server.set("gone@mill.example", "550 5.1.1 no such mailbox")
	w := setup(t, server)
	w.put("one@mill.example", "gone@mill.example", "two@mill.example")
	letters := w.when(map[string]string{"one@mill.example": "sent", "gone@mill.example": "failed", "two@mill.example": "sent"})
	said := mail.SayFailure(letters["gone@mill.example"].Fault, lang.English)
	if !strings.Contains(said, "pass the link on yourself") || !strings.Contains(said, "5.1.1 no such mailbox") {
		t.Errorf("said %q", said)
	}
	if indonesian := mail.SayFailure(letters["gone@mill.example"].Fault, lang.Indonesian); indonesian == said || !strings.Contains(indonesian, "5.1.1") {
		t.Errorf("said %q", indonesian)
	}
	mails := server.mails()
	if len(mails) != 2 || server.lines != 1 {
		t.Fatalf("%d mails over %d lines", len(mails), server.lines)
	}
	m := mails[0]
	if m.from != "telusur@forum.example" || m.header.Get("Reply-To") != "<analyst@kain.example>" || m.header.Get("Auto-Submitted") == "" || !strings.Contains(m.body, "secret-token") {
		t.Errorf("%+v", m)
	}
	if letters["one@mill.example"].Sealed != "" || w.told.Load() != 3 {
		t.Errorf("the words are still there, or not everybody was told: %d", w.told.Load())
	}
	_, body, err := w.Letter(t.Context(), w.owner, letters["gone@mill.example"].ID)
	must(t, err)
	if !strings.Contains(body, "secret-token") {
		t.Error("the link of a failed letter cannot be passed on")
	}
	server.set("gone@mill.example", "")
	must(t, w.Resend(t.Context(), w.owner, letters["gone@mill.example"].ID))
	w.when(map[string]string{"one@mill.example": "sent", "gone@mill.example": "sent", "two@mill.example": "sent"})
}

func TestALetterThatIsPutOffIsTriedAgainAndLater(t *testing.T) {
	t.Parallel()
	server := newFake(t)
	server.set("full@mill.example", "452 4.2.2 mailbox full")
	w := setup(t, server)
	w.put("full@mill.example")
	var row store.Letter
	for deadline := time.Now().Add(30 * time.Second); row.Attempts == 0; time.Sleep(20 * time.Millisecond) {
		row = w.when(map[string]string{"full@mill.example": "waiting"})["full@mill.example"]
		if time.Now().After(deadline) {
			t.Fatal("was not tried")
		}
	}
	if wait := row.DueAt.Sub(row.CreatedAt); wait < time.Minute || wait > 5*time.Minute || !strings.Contains(mail.SayFailure(row.Fault, lang.English), "mailbox full") {
		t.Errorf("%+v", row)
	}
	server.set("full@mill.example", "")
	w.ahead.Store(int64(10 * time.Minute))
	if _, err := w.Store.Pool().ExecContext(t.Context(), "UPDATE river_job SET state = 'available', scheduled_at = created_at WHERE state = 'scheduled'"); err != nil {
		t.Fatal(err)
	}
	w.when(map[string]string{"full@mill.example": "sent"})
	if len(server.mails()) != 1 {
		t.Error("not sent once")
	}
}

func TestWithoutAServerALetterIsKeptForPeople(t *testing.T) {
	t.Parallel()
	w := setup(t, nil)
	w.put("one@mill.example")
	row := w.when(map[string]string{"one@mill.example": "kept"})["one@mill.example"]
	files, err := filepath.Glob(filepath.Join(w.Folder, w.company, "*.eml"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	content, err := os.ReadFile(files[0])
	must(t, err)
	if !bytes.Contains(content, []byte("To: <one@mill.example>")) || !bytes.Contains(content, []byte("secret-token")) {
		t.Errorf("%s", content)
	}
	if info, err := os.Stat(files[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Error("others can read it")
	}
	if strings.Contains(row.Sealed, "secret") || row.Sealed == "" {
		t.Errorf("the words lie open in the database: %q", row.Sealed)
	}
	_, body, err := w.Letter(t.Context(), w.owner, row.ID)
	if err != nil || !strings.Contains(body, "secret-token") {
		t.Errorf("%q, %v", body, err)
	}
	neighbour := identity.Actor{PersonID: "n", OrganisationID: storetest.Organisation(t, w.Store, "company", "Other"), Kind: identity.Company, Role: identity.RoleOwner}
	if _, _, err := w.Letter(t.Context(), neighbour, row.ID); err == nil {
		t.Error("a neighbour reads it")
	}
	officer := identity.Actor{PersonID: "f", OrganisationID: storetest.Organisation(t, w.Store, "secretariat", "Forum"), Kind: identity.Secretariat, Role: identity.RoleOfficer}
	if rows, _, err := w.Letters(t.Context(), officer, store.LetterFilter{}, store.Page{}); err != nil || len(rows) != 0 {
		t.Errorf("the secretariat reads a company's letters: %v, %v", rows, err)
	}
	analyst := w.owner
	analyst.Role = identity.RoleAnalyst
	if _, _, err := w.Letters(t.Context(), analyst, store.LetterFilter{}, store.Page{}); err == nil {
		t.Error("an analyst reads invitations")
	}
}

func TestWhatIsNoLongerWantedIsNotSent(t *testing.T) {
	t.Parallel()
	server := newFake(t)
	w := setup(t, server)
	w.Wanted = func(_ *store.Tx, letter store.Letter) (bool, error) { return letter.Recipient != "over@mill.example", nil }
	w.put("one@mill.example", "over@mill.example")
	w.when(map[string]string{"one@mill.example": "sent", "over@mill.example": "dropped"})
	if len(server.mails()) != 1 {
		t.Errorf("%d mails", len(server.mails()))
	}
}

func TestNothingInALetterBecomesAHeader(t *testing.T) {
	t.Parallel()
	server := newFake(t)
	w := setup(t, server)
	hostile := "Mill\r\nBcc: everybody@mill.example\u2028\x00"
	must(t, w.Send(t.Context(), mail.Letter{
		Organisation: w.company, Kind: mail.Request, To: "one@mill.example", ReplyTo: "a@b.example\r\nBcc: everybody@mill.example", Language: "th",
		Words: mail.Compose("invitation", "th", map[string]string{"organisation": hostile, "link": "https://x.example"}),
	}, mail.Letter{Organisation: w.company, Kind: mail.Request, To: "two@mill.example\r\nBcc: everybody@mill.example", Language: "en", Words: mail.Words{Subject: "x"}}))
	w.when(map[string]string{"one@mill.example": "sent", "two@mill.example\r\nBcc: everybody@mill.example": "failed"})
	m := server.mails()[0]
	if len(m.header["Bcc"]) != 0 || m.to != "one@mill.example" || strings.ContainsAny(m.header.Get("Subject"), "\r\n\x00") || !strings.Contains(m.header.Get("Subject"), "Bcc: everybody") {
		t.Errorf("%+v", m.header)
	}
	if !strings.Contains(m.body, "Bahasa Indonesia") || !strings.Contains(m.body, "Good day") {
		t.Error("a language without words of its own is not said in English and Indonesian")
	}
}

func TestTheOperatorsTestSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	server := newFake(t)
	w := setup(t, server)
	must(t, w.Test(t.Context(), "operator@forum.example", "en"))
	if len(server.mails()) != 1 {
		t.Error("no mail")
	}
	server.set("operator@forum.example", "550 no")
	var refused *mail.Failure
	if err := w.Test(t.Context(), "operator@forum.example", "en"); !errors.As(err, &refused) || refused.Key != "mail.fault.recipient" || !refused.Permanent {
		t.Errorf("%v", refused)
	}
	server.listener.Close()
	if err := w.Test(t.Context(), "operator@forum.example", "en"); !errors.As(err, &refused) || refused.Key != "mail.fault.unreachable" || refused.Permanent {
		t.Errorf("%v", refused)
	}
}

func TestAServerIsNamedByAnAddress(t *testing.T) {
	t.Parallel()
	for address, good := range map[string]bool{
		"smtp://mail.example:587": true, "smtps://user:word@mail.example:465": true, "smtp://user:word@mail.example?tls=try": true,
		"http://mail.example": false, "mail.example": false, "smtp://": false, "smtp://mail.example?tls=perhaps": false,
	} {
		if _, err := mail.NewServer(address); (err == nil) != good {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// A password must not be told to a server that does not encrypt the line.
func TestNoPasswordGoesOverAnOpenLine(t *testing.T) {
	t.Parallel()
	server := newFake(t)
	w := setup(t, server)
	var err error
	w.Server, err = mail.NewServer(strings.Replace(server.address(), "smtp://", "smtp://user:word@", 1) + "?tls=required")
	must(t, err)
	var refused *mail.Failure
	if err := w.Test(t.Context(), "operator@forum.example", "en"); !errors.As(err, &refused) || refused.Key != "mail.fault.tls" {
		t.Errorf("%v", err)
	}
}

func TestASealOpensOnlyWhereItWasSet(t *testing.T) {
	t.Parallel()
	seal, err := mail.NewSeal(bytes.Repeat([]byte("k"), 32), rand.Reader)
	must(t, err)
	other, err := mail.NewSeal(bytes.Repeat([]byte("o"), 32), rand.Reader)
	must(t, err)
	sealed, err := seal.Close("words", "here")
	must(t, err)
	if words, err := seal.Open(sealed, "here"); err != nil || words != "words" {
		t.Errorf("%q, %v", words, err)
	}
	for name, open := range map[string]func() (string, error){
		"elsewhere":        func() (string, error) { return seal.Open(sealed, "there") },
		"with another key": func() (string, error) { return other.Open(sealed, "here") },
		"altered":          func() (string, error) { return seal.Open("AAAA"+sealed[4:], "here") },
		"cut":              func() (string, error) { return seal.Open(sealed[:8], "here") },
	} {
		if _, err := open(); !errors.Is(err, mail.ErrSeal) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
