package store

import "time"

// Letter is a mail that leaves the installation, or is kept for people to pass on.
type Letter struct {
	ID        string `gorm:"primaryKey"`
	CompanyID string // the organisation whose letter it is
	Kind      string
	About     string // id of what it is about
	Recipient string
	ReplyTo   string
	Language  string
	Subject   string
	Sealed    string // the words, sealed; "" once they are sent
	State     string // waiting, sending, sent, failed, kept, dropped
	Fault     string // why the last attempt failed (JSON)
	Attempts  int
	DueAt     time.Time
	ClaimedAt *time.Time
	SentAt    *time.Time
	CreatedBy string
	CreatedAt time.Time
}

// What becomes of a letter.
const (
	LetterWaiting = "waiting" // to be sent, or to be sent again
	LetterSending = "sending"
	LetterSent    = "sent"    // the mail server has taken it
	LetterFailed  = "failed"  // given up
	LetterKept    = "kept"    // no mail server is set up: somebody has to pass it on
	LetterDropped = "dropped" // what it was about was over before it was sent
)
