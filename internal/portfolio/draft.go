package portfolio

import (
	"context"
	"strconv"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
	"github.com/gabf/telusur/internal/store"
)

// DraftBytes is the longest text of a draft; a long honest rulebook has 100 kB.
const DraftBytes = 512 << 10

// draftFile names the text of a draft in issues.
const draftFile = "draft"

// Draft is a text that may be a rulebook, read and tried.
type Draft struct {
	Rulebook *rulebook.Rulebook // nil when the text is none
	Program  *scoring.Program   // nil with it
	Issues   []issue.Issue      // what is wrong with the text, by place; broken tests are not among them
	Weights  []rulebook.WeightAt
	Tests    []scoring.TestResult
	Diff     []rulebook.Difference // against the rulebook that it is compared with
}

// ReadDraft reads a text and runs its tests. A text that is too long is a fault; one that is no rulebook has issues.
func ReadDraft(text string) (Draft, error) {
	if len(text) > DraftBytes {
		return Draft{}, fault.New(fault.TooLarge, "fault.rulebook-too-long", "limit", strconv.Itoa(DraftBytes>>10))
	}
	var d Draft
	if d.Rulebook, d.Issues = rulebook.Load([]byte(text), draftFile); d.Rulebook == nil {
		return d, nil
	}
	var err error
	if d.Program, err = scoring.Compile(d.Rulebook); err != nil {
		return d, err
	}
	d.Weights, d.Tests = d.Rulebook.Weights(), d.Program.RunTests()
	return d, nil
}

// Broken gives the tests that do not hold.
func (d Draft) Broken() []scoring.TestResult {
	var broken []scoring.TestResult
	for _, test := range d.Tests {
		if !test.Passed() {
			broken = append(broken, test)
		}
	}
	return broken
}

// CheckRulebook tells what is wrong with a text, and how it differs from the rulebook in force. Nothing is kept.
func (d *Desk) CheckRulebook(ctx context.Context, who identity.Actor, text string) (Draft, error) {
	if err := who.May(identity.CheckRulebook); err != nil {
		return Draft{}, err
	}
	draft, err := ReadDraft(text)
	if err != nil || draft.Rulebook == nil {
		return draft, err
	}
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		m, err := d.method(tx)
		if err == nil {
			draft.Diff = rulebook.Diff(m.rules.rulebook, draft.Rulebook)
		}
		return err
	})
	return draft, err
}

// PublishedText gives a published rulebook as it was published.
func (d *Desk) PublishedText(ctx context.Context, who identity.Actor, digest string) (row store.Publication, err error) {
	if err := who.May(identity.CheckRulebook); err != nil {
		return row, err
	}
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err = tx.Publication(digest)
		if err == nil && row.Kind != "rulebook" {
			err = store.ErrNotFound
		}
		return notFound(err)
	})
	return row, err
}
