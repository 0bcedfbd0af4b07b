package forum

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/store"
)

// DraftState is where a draft of a rulebook stands.
type DraftState string

// The states of a draft that people see.
const (
	DraftOpen      DraftState = "draft"     // officers write on it
	DraftProposed  DraftState = "proposed"  // another officer decides on it; its text stands still
	DraftPublished DraftState = "published" // it is a rulebook now
)

const draftDropped DraftState = "dropped"

// RulebookDraft is a text that officers write together. In a list it comes without its text.
type RulebookDraft struct {
	ID, Title, Text, BasedOn string
	Revision                 int // grows with every change
	State                    DraftState
	UpdatedBy                string // a name
	CreatedAt, UpdatedAt     time.Time
	Proposal                 *Proposal // the newest one; nil before the first
}

// Proposal is a draft as it was put before another officer.
type Proposal struct {
	Why            string
	Digest         string // of the rulebook
	Record         ProposalRecord
	RecordDigest   string
	ProposedBy     string // person
	ProposedByName string
	ProposedAt     time.Time
	Decision       string // "" while it waits, published, declined
	DecidedByName  string
	DecidedAt      *time.Time
	Comment        string
}

// ProposalRecord is what the second officer reads, and what stays beside the rulebook for good: how it differs from the one in force at that
// time, and what it would have changed for the members' suppliers.
type ProposalRecord struct {
	Rulebook string             `json:"rulebook"` // digest
	Against  string             `json:"against"`  // digest of the rulebook in force
	Diff     []DifferenceRecord `json:"diff"`
	BackTest portfolio.Effect   `json:"backTest"`
}

// DifferenceRecord is one difference in words.
type DifferenceRecord struct {
	Section string    `json:"section"`
	Rule    string    `json:"rule"`
	Text    lang.Text `json:"text"`
}

func differenceRecords(diff []rulebook.Difference) []DifferenceRecord {
	records := make([]DifferenceRecord, len(diff))
	for i, d := range diff {
		records[i] = DifferenceRecord{d.Section, d.Rule, d.Text}
	}
	return records
}

func proposalOf(row store.RulebookProposal) (*Proposal, error) {
	p := &Proposal{
		Why: row.Why, Digest: row.Digest, RecordDigest: row.RecordDigest, ProposedBy: row.ProposedBy, ProposedByName: row.ProposedName,
		ProposedAt: row.ProposedAt, Decision: row.Decision, DecidedByName: row.DecidedName, DecidedAt: row.DecidedAt, Comment: row.Comment,
	}
	if err := json.Unmarshal([]byte(row.Record), &p.Record); err != nil {
		return nil, fmt.Errorf("record of proposal %s: %w", row.ID, err)
	}
	return p, nil
}

func draftOf(row store.RulebookDraft) RulebookDraft {
	return RulebookDraft{
		ID: row.ID, Title: row.Title, Text: row.Text, BasedOn: row.BasedOn, Revision: row.Revision, State: DraftState(row.State),
		UpdatedBy: row.UpdatedName, CreatedAt: row.CreatedAt, UpdatedAt: row.UpdatedAt,
	}
}

// drafts gives drafts with their newest proposals.
func (d *Desk) drafts(tx *store.Tx, rows ...store.RulebookDraft) ([]RulebookDraft, error) {
	drafts, ids := make([]RulebookDraft, len(rows)), make([]string, len(rows))
	for i, row := range rows {
		drafts[i], ids[i] = draftOf(row), row.ID
	}
	proposals, err := tx.RulebookProposals(ids)
	if err != nil {
		return nil, err
	}
	newest := make(map[string]*Proposal, len(rows))
	for _, row := range proposals {
		if newest[row.DraftID] == nil {
			if newest[row.DraftID], err = proposalOf(row); err != nil {
				return nil, err
			}
		}
	}
	for i := range drafts {
		drafts[i].Proposal = newest[drafts[i].ID]
	}
	return drafts, nil
}

func (d *Desk) draft(tx *store.Tx, row store.RulebookDraft) (RulebookDraft, error) {
	drafts, err := d.drafts(tx, row)
	if err != nil {
		return RulebookDraft{}, err
	}
	return drafts[0], nil
}

// PublishedRulebook is a rulebook that was published, with what led to it.
type PublishedRulebook struct {
	Publication
	PublishedAt time.Time
	InForce     bool
	Proposal    *Proposal // nil for those that came with the program
}
