package report

// GroupMinimum is the smallest group that is shown in anything that crosses a company's wall.
const GroupMinimum = 5

// State is a member's progress in a cycle.
type State string

// Where a member stands in a cycle.
const (
	NotStarted State = "not-started"
	InProgress State = "in-progress"
	Submitted  State = "submitted"
	Returned   State = "returned"
	Accepted   State = "accepted"
)

// States lists the states in the order of progress.
func States() []State { return []State{NotStarted, InProgress, Returned, Submitted, Accepted} }

// ForumContent is the progress of all members. It names no company and no supplier. How members stand by state is the
// secretariat's own knowledge and shown whole; everything else suppresses groups under GroupMinimum, and as many more as
// are needed so that none can be worked out from the rest.
type ForumContent struct {
	AsOf      string       `json:"asOf"` // YYYY-MM-DD
	Members   int          `json:"members"`
	Late      int          `json:"late"`   // past the due date and not handed in
	States    []StateCount `json:"states"` // in the order of States, zeros included
	Minimum   int          `json:"minimum"`
	Countries Table        `json:"countries"` // members by home country: handed in, open
	Sectors   Table        `json:"sectors"`   // members by sector: handed in, open
	From      int          `json:"from"`      // members that handed in: whose suppliers are counted below
	Suppliers Line         `json:"suppliers"` // lower three bands, upper two
	Lower     Line         `json:"lower"`     // the lower three bands apart
	Upper     Line         `json:"upper"`     // the upper two bands apart
	Where     Table        `json:"where"`     // suppliers by country: lower, upper
	Work      Table        `json:"work"`      // suppliers by sector: lower, upper
	Answered  Line         `json:"answered"`  // suppliers with any answer: yes, no
	Flagged   Line         `json:"flagged"`   // suppliers with at least one red flag: yes, no

	// Added since the first reports were issued: those do not have them.
	ProgressOn  string            `json:"progressOn,omitempty"` // the tables of members repeat the report of this day: too few have moved since
	CountedOn   string            `json:"countedOn,omitempty"`  // what is told of suppliers repeats the report of this day
	ByFlag      []ForumFlag       `json:"byFlag,omitempty"`     // most suppliers first
	Commitments []ForumCommitment `json:"commitments,omitempty"`
	Trend       []ForumPoint      `json:"trend,omitempty"` // earlier cycles, the oldest first, as they were printed
}

// ForumFlag counts the suppliers with one red flag: yes, no.
type ForumFlag struct {
	Rule      string `json:"rule"`
	Name      string `json:"name"`
	Indicator string `json:"indicator,omitempty"`
	Suppliers Line   `json:"suppliers"`
}

// Theme gives the forum's theme that a red flag belongs to, by its ILO indicator: recruitment, redress (pay, hours, conditions and what workers can
// do about them), freedom (to move, without threat or violence).
func (f ForumFlag) Theme() string {
	switch f.Indicator {
	case "I01", "I02", "I07", "I09":
		return "recruitment"
	case "I08", "I10", "I11":
		return "redress"
	case "I03", "I04", "I05", "I06":
		return "freedom"
	}
	return "trade" // goods under an import ban, matches with entity lists
}

// ForumCommitment counts members by how far they are with a commitment: done, under way, not begun or not told.
type ForumCommitment struct {
	ID      string `json:"id"`
	Text    string `json:"text"`
	Members Line   `json:"members"`
}

// ForumPoint is what the last report of an earlier cycle said.
type ForumPoint struct {
	Cycle     string `json:"cycle"`
	AsOf      string `json:"asOf"`
	Members   int    `json:"members"`
	HandedIn  int    `json:"handedIn"`
	Suppliers Line   `json:"suppliers"`
	Answered  Line   `json:"answered"`
	Flagged   Line   `json:"flagged"`
}

// ForumBasis is what a forum report was counted from. It names members and never leaves the secretariat.
type ForumBasis struct {
	Progress []ForumMember `json:"progress"`
	Risk     []ForumMember `json:"risk"`
}

// ForumEdition is a forum report that was issued before.
type ForumEdition struct {
	Cycle   Cycle
	Content *ForumContent
	Basis   ForumBasis
}

// StateCount counts members in a state.
type StateCount struct {
	State   State `json:"state"`
	Members int   `json:"members"`
}

// Count is a number that may be suppressed; then N is 0 and must not be shown.
type Count struct {
	N          int  `json:"n"`
	Suppressed bool `json:"suppressed,omitempty"`
}

// Table is a table of counts with its sums. Rows and Columns are codes; Names of rows are in the report's language.
type Table struct {
	Columns []string   `json:"columns"`
	Rows    []TableRow `json:"rows"`
	Sums    []Count    `json:"sums"` // one for each column
	Total   Count      `json:"total"`
}

// TableRow is one row of a Table.
type TableRow struct {
	Code  string  `json:"code"`
	Name  string  `json:"name"`
	Cells []Count `json:"cells"`
	Sum   Count   `json:"sum"`
}

// Line is a row of counts and their total.
type Line struct {
	Rows  []LineRow `json:"rows"`
	Total Count     `json:"total"`
}

// LineRow is one count of a Line.
type LineRow struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Count Count  `json:"count"`
}
