package portfolio

import (
	"fmt"
	"sync"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
	"github.com/gabf/telusur/internal/store"
)

// edition is a published rulebook or questionnaire, loaded and ready. Publications never change, so an edition is kept once loaded;
// there are as many as were ever published, a few a year.
type edition struct {
	digest     canon.Digest
	body       []byte
	rulebook   *rulebook.Rulebook
	program    *scoring.Program
	definition *questionnaire.Definition
}

type editions struct {
	mu     sync.Mutex
	loaded map[canon.Digest]*edition
}

// method is what a score is made with: the rulebook and the questionnaire in force.
type method struct {
	rules *edition
	asked *edition
	cycle *store.Cycle // nil outside a cycle
}

// InForce gives the digest of the rulebook that scores are made with on a day (YYYY-MM-DD): the open cycle's, else the newest one.
func InForce(tx *store.Tx, day string) (string, error) {
	cycle, err := tx.OpenCycle(day)
	if err != nil {
		return "", err
	}
	if cycle != nil {
		return cycle.RulebookDigest, nil
	}
	rules, err := tx.NewestPublication("rulebook")
	if err != nil {
		return "", fmt.Errorf("newest rulebook: %w", err)
	}
	return rules.Digest, nil
}

// method gives the rulebook and questionnaire of the open cycle, or the newest published ones while no cycle is open.
func (d *Desk) method(tx *store.Tx) (method, error) {
	cycle, err := tx.OpenCycle(d.today().Format(dayForm))
	if err != nil {
		return method{}, err
	}
	m := method{cycle: cycle}
	var rules, asked canon.Digest
	if cycle != nil {
		rules, asked = canon.Digest(cycle.RulebookDigest), canon.Digest(cycle.QuestionnaireDigest)
	} else if rules, asked, err = newest(tx); err != nil {
		return method{}, err
	}
	if m.rules, err = d.edition(tx, rules); err != nil {
		return method{}, err
	}
	m.asked, err = d.edition(tx, asked)
	return m, err
}

func newest(tx *store.Tx) (rules, asked canon.Digest, err error) {
	rulebook, err := tx.NewestPublication("rulebook")
	if err != nil {
		return "", "", fmt.Errorf("newest rulebook: %w", err)
	}
	questions, err := tx.NewestPublication("questionnaire")
	if err != nil {
		return "", "", fmt.Errorf("newest questionnaire: %w", err)
	}
	return canon.Digest(rulebook.Digest), canon.Digest(questions.Digest), nil
}

// edition gives the publication of a digest, loaded.
func (d *Desk) edition(tx *store.Tx, digest canon.Digest) (*edition, error) {
	d.editions.mu.Lock()
	defer d.editions.mu.Unlock()
	if e := d.editions.loaded[digest]; e != nil {
		return e, nil
	}
	row, err := tx.Publication(string(digest))
	if err != nil {
		return nil, fmt.Errorf("publication %s: %w", digest, err)
	}
	e := &edition{digest: digest, body: []byte(row.Body)}
	if err := e.load(row); err != nil {
		return nil, err
	}
	if d.editions.loaded == nil {
		d.editions.loaded = make(map[canon.Digest]*edition)
	}
	d.editions.loaded[digest] = e
	return e, nil
}

func (e *edition) load(row store.Publication) error {
	name := row.Name + " " + row.Version
	if row.Kind == "questionnaire" {
		definition, issues := questionnaire.Load(e.body, name)
		if definition == nil {
			return fmt.Errorf("load questionnaire %s: %v", name, issues)
		}
		e.definition = definition
		return nil
	}
	rules, issues := rulebook.Load(e.body, name)
	if rules == nil {
		return fmt.Errorf("load rulebook %s: %v", name, issues)
	}
	program, err := scoring.Compile(rules)
	if err != nil {
		return fmt.Errorf("compile rulebook %s: %w", name, err)
	}
	e.rulebook, e.program = rules, program
	return nil
}

// frame lays rows out for a rulebook.
func (e *edition) frame(rows []fact.Row) (*fact.Frame, error) {
	return scoring.NewFrame(e.rulebook.Facts, rows)
}
