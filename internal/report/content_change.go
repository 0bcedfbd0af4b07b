package report

import "github.com/gabf/telusur/internal/canon"

// Change is how a supplier's residual risk came from an earlier report to this one, in points: Before and the three steps add up to
// Ranked.Residual. Each step is what scoring gives when one more thing is taken from now: first the answers (with their evidence and age), then
// all other data (the company's list, country, sector, goods, entity lists), then the rulebook.
type Change struct {
	Before   float64 `json:"before"`
	Band     string  `json:"band"` // before: an id of the rulebook of then
	Answers  float64 `json:"answers"`
	Data     float64 `json:"data"`
	Rulebook float64 `json:"rulebook"`
}

// Changes compares with the company's report of an earlier cycle. Everything but the earlier report's passport and Left is counted from the
// Change of each supplier.
type Changes struct {
	Report     string       `json:"report"` // id of the earlier report
	Content    canon.Digest `json:"content"`
	Cycle      string       `json:"cycle,omitempty"` // name
	Made       string       `json:"made"`            // RFC 3339
	Rulebook   Edition      `json:"rulebook"`        // it was made with
	Continuing int          `json:"continuing"`      // suppliers of both reports
	New        int          `json:"new"`
	Left       int          `json:"left"`
	Up         int          `json:"up"` // residual risk is higher than it was
	Down       int          `json:"down"`
	Same       int          `json:"same"`
	Before     float64      `json:"meanBefore"` // of the continuing suppliers, points
	After      float64      `json:"meanAfter"`
	Causes     []Cause      `json:"causes"` // answers, data, rulebook; their means add up to After - Before
	Moves      [5][5]int    `json:"moves"`  // continuing suppliers by band before and band now, low to critical
}

// Cause is what one cause did to the continuing suppliers.
type Cause struct {
	Cause string  `json:"cause"`
	Mean  float64 `json:"mean"` // points
	Up    int     `json:"up"`   // suppliers whose risk it raised
	Down  int     `json:"down"`
}

// Workers is where the reported workers are. A supplier that reported no number is not in it.
type Workers struct {
	Reported  int           `json:"reported"`
	Upper     int           `json:"upper"`   // at suppliers in the upper two bands
	Flagged   int           `json:"flagged"` // at suppliers with at least one red flag
	Weighted  float64       `json:"weighted"`
	Countries []WorkerGroup `json:"countries"` // most workers in the upper two bands first
	Sectors   []WorkerGroup `json:"sectors"`
}

// WorkerGroup counts the reported workers of a country or a sector.
type WorkerGroup struct {
	Code     string  `json:"code"`
	Name     string  `json:"name"`
	Workers  int     `json:"workers"`
	Upper    int     `json:"upper"`
	Weighted float64 `json:"weighted"` // residual risk that the average of these workers meets, points
}

// Ageing tells how long findings have been open.
type Ageing struct {
	UpTo   []int    `json:"upTo"` // days: the ends of the classes of AgeRow.Ages, the last class is open
	Rows   []AgeRow `json:"rows"` // critical, major, minor
	Oldest int      `json:"oldest"`
	Closed int      `json:"closed"`
}

// AgeRow counts the open findings of one severity.
type AgeRow struct {
	Severity string `json:"severity"`
	Open     int    `json:"open"`
	Ages     [4]int `json:"ages"` // by days since they were opened
	Overdue  int    `json:"overdue"`
	Latest   int    `json:"latest"` // days that the most overdue one is past its due date
}

// Commitment is what a company has promised the forum, and how far it is (the forum's recommendations: acknowledge, act, advance).
type Commitment struct {
	ID       string `json:"id"` // ACK-1 … ADV-4
	Text     string `json:"text"`
	State    string `json:"state"` // not-started, planned, partly, done, verified
	Evidence int    `json:"evidence"`
	AsOf     string `json:"asOf,omitempty"` // YYYY-MM-DD
}
