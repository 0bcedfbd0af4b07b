// Package ledger is the forum's log: a Merkle tree whose leaves name every consequential act by digest and id.
//
// It knows trees, checkpoints and proofs (golang.org/x/mod/sumdb/tlog, RFC 6962). It must never know what a digest stands for, who
// acted, where hashes are kept, or a clock. A leaf holds ids and digests only: no personal and no business data.
package ledger

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/gabf/telusur/internal/canon"
)

// Leaf is one act.
type Leaf struct {
	Kind    string       `json:"kind"`    // one of the kinds below
	Subject string       `json:"subject"` // UUID of what was acted on
	Digest  canon.Digest `json:"digest"`  // of the content; for acts without content, of what the act says
	At      time.Time    `json:"at"`      // UTC, whole seconds
}

// Kinds of leaves.
const (
	RulebookPublished      = "rulebook-published"
	RulebookApproved       = "rulebook-approved" // by a second officer, with the difference and the back-test
	RulebookDeclined       = "rulebook-declined"
	QuestionnairePublished = "questionnaire-published"
	CycleOpened            = "cycle-opened"
	CycleClosed            = "cycle-closed"
	Submission             = "submission"
	Return                 = "return"
	Acceptance             = "acceptance"
	ReportIssued           = "report-issued"
	GrantGiven             = "grant-given"
	GrantEnded             = "grant-ended"
)

// leafText is the leaf as it is written: keys in canonical order, the time in one form only.
type leafText struct {
	At      string       `json:"at"`
	Digest  canon.Digest `json:"digest"`
	Kind    string       `json:"kind"`
	Subject string       `json:"subject"`
}

// Bytes gives the canonical JSON of the leaf: the record that is hashed. Fractions of a second are dropped.
func (l Leaf) Bytes() []byte {
	text := leafText{At: l.At.UTC().Truncate(time.Second).Format(time.RFC3339), Digest: l.Digest, Kind: l.Kind, Subject: l.Subject}
	data, err := canon.JSON(text)
	if err != nil {
		panic(err) // four strings always have a JSON
	}
	return data
}

const maxLeaf = 4096 // bytes; a leaf of ours has about 220

// ParseLeaf reads a leaf. Only the canonical form is taken, so that one act has one hash.
func ParseLeaf(data []byte) (Leaf, error) {
	if len(data) > maxLeaf {
		return Leaf{}, errors.New("leaf: too long")
	}
	var text leafText
	if err := json.Unmarshal(data, &text); err != nil {
		return Leaf{}, fmt.Errorf("leaf: %w", err)
	}
	at, err := time.Parse(time.RFC3339, text.At)
	if err != nil {
		return Leaf{}, fmt.Errorf("leaf: %w", err)
	}
	leaf := Leaf{Kind: text.Kind, Subject: text.Subject, Digest: text.Digest, At: at.UTC()}
	if !leaf.Digest.Valid() || leaf.Kind == "" {
		return Leaf{}, errors.New("leaf: kind or digest is not one")
	}
	if string(leaf.Bytes()) != string(data) {
		return Leaf{}, errors.New("leaf: not in canonical form")
	}
	return leaf, nil
}
