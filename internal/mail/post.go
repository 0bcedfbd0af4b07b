package mail

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"

	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/store"
)

// Post is where letters are put and from which they leave.
type Post struct {
	Store  *store.Store
	Server *Server // nil: none is set up, letters are kept
	From   string  // sender, "Name <address>"
	Folder string  // where letters are kept as files
	Seal   *Seal
	Now    func() time.Time
	NewID  func() string
	Log    *slog.Logger

	// Wanted is asked before a letter is sent whether it is still worth sending; nil: always.
	Wanted func(tx *store.Tx, letter store.Letter) (bool, error)
	// Told is told, in the transaction, what became of a letter; nil: nobody.
	Told func(tx *store.Tx, letter store.Letter) error
}

// Kinds of letters.
const (
	Invitation = "invitation"
	Request    = "request"
	Reminder   = "reminder"
)

// Letter is a letter to be put.
type Letter struct {
	Organisation string // whose letter it is
	Kind         string
	About        string // id of what it is about
	To           string
	ReplyTo      string
	Language     string
	CreatedBy    string // person
	Words
}

// Delivers tells whether letters are sent; else people pass them on.
func (p *Post) Delivers() bool { return p.Server != nil }

// Put writes letters of one organisation in the transaction of the act that needs them, and has them sent.
func (p *Post) Put(tx *store.Tx, letters ...Letter) error {
	if len(letters) == 0 {
		return nil
	}
	rows := make([]store.Letter, len(letters))
	now := p.Now().UTC().Truncate(time.Microsecond)
	for i, l := range letters {
		id := p.NewID()
		sealed, err := p.Seal.Close(l.Body, id)
		if err != nil {
			return err
		}
		rows[i] = store.Letter{
			ID: id, CompanyID: l.Organisation, Kind: l.Kind, About: l.About, Recipient: l.To, ReplyTo: l.ReplyTo, Language: l.Language,
			Subject: oneLine(l.Subject), Sealed: sealed, State: store.LetterWaiting, DueAt: now, CreatedBy: l.CreatedBy, CreatedAt: now,
		}
	}
	if err := tx.CreateLetters(rows); err != nil {
		return fmt.Errorf("put letters: %w", err)
	}
	return jobs.InsertAt(tx, SendLetters{letters[0].Organisation}, letters[0].Organisation, now)
}

// Send puts letters where no other act goes with them.
func (p *Post) Send(ctx context.Context, letters ...Letter) error {
	if len(letters) == 0 {
		return nil
	}
	return p.Store.Write(ctx, store.Company(letters[0].Organisation), func(tx *store.Tx) error { return p.Put(tx, letters...) })
}

// SendLetters is the job that sends the letters of an organisation that are due.
type SendLetters struct {
	Organisation string `json:"organisation"`
}

// Kind names the job in the queue.
func (SendLetters) Kind() string { return "mail.send-letters" }

// AddWorks adds the work of this package.
func (p *Post) AddWorks(w *jobs.Workers) { jobs.Add(w, p.doSend) }

const (
	atOnce   = 25               // letters in one job: others' jobs get their turn between
	mostTime = 15 * time.Minute // after which a letter is taken over from a worker that died
)

// waits are the times between attempts; after the last one a letter is given up.
var waits = []time.Duration{time.Minute, 5 * time.Minute, 20 * time.Minute, time.Hour, 4 * time.Hour, 12 * time.Hour}

// doSend sends letters, one after the other, each with its own outcome. A worker that dies at it leaves a letter that is sent later, at worst twice.
func (p *Post) doSend(ctx context.Context, job *river.Job[SendLetters]) error {
	scope, now := store.Company(job.Args.Organisation), p.Now().UTC().Truncate(time.Microsecond)
	var letters []store.Letter
	err := p.Store.Write(ctx, scope, func(tx *store.Tx) (err error) {
		letters, err = tx.ClaimLetters(job.Args.Organisation, now, now.Add(-mostTime), atOnce)
		return err
	})
	if err != nil {
		return err
	}
	if err := p.sendAll(ctx, scope, letters); err != nil {
		return err
	}
	return p.Store.Write(ctx, scope, func(tx *store.Tx) error {
		if err := jobs.Complete(ctx, tx, job); err != nil {
			return err
		}
		next, err := tx.NextLetter(job.Args.Organisation)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return jobs.InsertAt(tx, SendLetters{job.Args.Organisation}, job.Args.Organisation, next)
	})
}

func (p *Post) sendAll(ctx context.Context, scope store.Scope, letters []store.Letter) error {
	var open *line
	defer func() {
		if open != nil {
			open.close()
		}
	}()
	for _, row := range letters {
		wanted, err := p.wanted(ctx, scope, row)
		if err != nil {
			return err
		}
		switch {
		case !wanted:
			row.State, row.Sealed = store.LetterDropped, ""
		default:
			err = p.attempt(ctx, &open, row)
			p.judge(&row, err)
		}
		if err := p.end(ctx, scope, row); err != nil {
			return err
		}
	}
	return nil
}

func (p *Post) wanted(ctx context.Context, scope store.Scope, row store.Letter) (wanted bool, err error) {
	if p.Wanted == nil {
		return true, nil
	}
	err = p.Store.Read(ctx, scope, func(tx *store.Tx) error {
		wanted, err = p.Wanted(tx, row)
		return err
	})
	return wanted, err
}

// attempt sends a letter, or keeps it as a file where no server is set up. The line to the server stays open for the next one.
func (p *Post) attempt(ctx context.Context, open **line, row store.Letter) error {
	body, err := p.Seal.Open(row.Sealed, row.ID)
	if err != nil {
		return &Failure{Key: "mail.fault.seal", Permanent: true, Cause: err}
	}
	m, err := message(p.From, outgoing{row.ID, row.Recipient, row.ReplyTo, Words{row.Subject, body}, row.CreatedAt})
	if err != nil {
		return err
	}
	if !p.Delivers() {
		return p.keep(row, m)
	}
	if *open == nil {
		if *open, err = p.Server.dial(ctx); err != nil {
			*open = nil
			return err
		}
	}
	if err = (*open).send(m); err != nil && failureOf(err).Key == "mail.fault.unreachable" {
		(*open).close()
		*open = nil
	}
	return err
}

// judge says what becomes of a letter after an attempt.
func (p *Post) judge(row *store.Letter, err error) {
	now := p.Now().UTC().Truncate(time.Microsecond)
	row.Attempts++
	if err == nil {
		row.State, row.Fault = store.LetterKept, ""
		if p.Delivers() {
			row.State, row.Sealed, row.SentAt = store.LetterSent, "", &now
		}
		return
	}
	failure := failureOf(err)
	row.Fault = failure.text()
	if failure.Permanent || row.Attempts > len(waits) {
		row.State = store.LetterFailed
		return
	}
	row.State, row.DueAt = store.LetterWaiting, now.Add(waits[row.Attempts-1])
}

// end writes what became of a letter, also when the job is being stopped.
func (p *Post) end(ctx context.Context, scope store.Scope, row store.Letter) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if row.Fault != "" && p.Log != nil {
		p.Log.WarnContext(ctx, "letter not taken", "letter", row.ID, "kind", row.Kind, "state", row.State, "attempt", row.Attempts, "fault", row.Fault)
	}
	err := p.Store.Write(ctx, scope, func(tx *store.Tx) error {
		if err := tx.EndLetter(row); err != nil || p.Told == nil {
			return err
		}
		return p.Told(tx, row)
	})
	if errors.Is(err, store.ErrNotFound) { // another worker has it
		return nil
	}
	return err
}
