package screening

import (
	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/refdata"
)

// List is the passport of an entity list.
type List struct {
	ID        string       `json:"id"` // "uflpa"
	Title     string       `json:"title"`
	Publisher string       `json:"publisher,omitempty"`
	Edition   string       `json:"edition"` // the publisher's date or version, YYYY-MM-DD
	URL       string       `json:"url,omitempty"`
	Licence   string       `json:"licence,omitempty"`
	Digest    canon.Digest `json:"digest,omitempty"` // of the file as loaded
	Entities  int          `json:"entities,omitempty"`
}

// Entity is one name on a list.
type Entity struct {
	ListID    string                `json:"listId"`
	ID        string                `json:"id,omitempty"` // the list's own id, when it has one
	Name      string                `json:"name"`
	Aliases   []string              `json:"aliases,omitempty"`
	Countries []refdata.CountryCode `json:"countries,omitempty"`
	Programme string                `json:"programme,omitempty"` // "UFLPA Entity List", "CBP WRO"
	Product   string                `json:"product,omitempty"`
	On        string                `json:"on,omitempty"` // date of listing, as the list gives it
	Note      string                `json:"note,omitempty"`
}

// Hit is an entity whose name is like a supplier's.
type Hit struct {
	Entity  Entity   `json:"entity"`
	List    List     `json:"list"`
	Score   float64  `json:"score"`   // 0-1; at least MinScore
	Matched string   `json:"matched"` // the name or alias of the entity that was most alike
	Written string   `json:"written"` // the supplier's name that was compared
	Reasons []Reason `json:"reasons"` // what made the score, in order
}

// Reason is one part of a score. Key names the message "screening.reason.<key>".
type Reason struct {
	Key   string            `json:"key"`
	Score float64           `json:"score"` // what it contributed, or by how much it lowered (negative)
	Args  map[string]string `json:"args,omitempty"`
}

// MinScore is the least score of a hit.
const MinScore = 0.85
