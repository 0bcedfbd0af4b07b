// Package ledger is the forum's log: a Merkle tree whose leaves name every consequential act by digest and id.
//
// It knows trees, checkpoints and proofs (golang.org/x/mod/sumdb/tlog, RFC 6962). It must never know what a digest stands for, who
// acted, where hashes are kept, or a clock. A leaf holds ids and digests only: no personal and no business data.
package ledger

import (
	"time"

	"github.com/gabf/telusur/internal/canon"
)

// Leaf is one act.
type Leaf struct {
	Kind    string       `json:"kind"`    // one of Kinds
	Subject string       `json:"subject"` // UUID of what was acted on
	Digest  canon.Digest `json:"digest"`  // of the content; for acts without content, of what the act says
	At      time.Time    `json:"at"`      // UTC, whole seconds
}

// Kinds of leaves.
const (
	RulebookPublished      = "rulebook-published"
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
