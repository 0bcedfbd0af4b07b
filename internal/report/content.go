package report

import (
	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
)

// Schema names the form of Content. A later form gets a new number; old ones stay readable for ever.
const Schema = "telusur.report/1"

// Kind is what a report is about.
type Kind string

// The kinds of report.
const (
	KindSupplier Kind = "supplier" // one supplier of one company
	KindCompany  Kind = "company"  // all suppliers of one company
	KindForum    Kind = "forum"    // progress of all members, for the secretariat and ministers
)

// Content is what a report says. Words are in Language; Supplier, Company or Forum is set according to Kind.
type Content struct {
	Schema        string           `json:"schema"`
	Kind          Kind             `json:"kind"`
	ID            string           `json:"id"` // of the report; the subject of its ledger leaf
	Language      lang.Tag         `json:"language"`
	Made          string           `json:"made"` // RFC 3339, UTC, seconds
	Issuer        string           `json:"issuer"`
	Cycle         *Cycle           `json:"cycle,omitempty"`
	Rulebook      Edition          `json:"rulebook"`
	Questionnaire Edition          `json:"questionnaire"`
	Reference     canon.Digest     `json:"referenceData,omitempty"` // digest of the reference data set
	Sources       []Source         `json:"sources"`
	Bands         []Band           `json:"bands"` // low to critical
	Supplier      *SupplierContent `json:"supplier,omitempty"`
	Company       *CompanyContent  `json:"company,omitempty"`
	Forum         *ForumContent    `json:"forum,omitempty"`
}

// Edition names an immutable text: a rulebook, a questionnaire.
type Edition struct {
	ID      string       `json:"id"`
	Version string       `json:"version"`
	Title   string       `json:"title,omitempty"`
	Digest  canon.Digest `json:"digest"`
}

// Source is where a reference fact comes from.
type Source struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Publisher string `json:"publisher,omitempty"`
	Edition   string `json:"edition,omitempty"` // year or version
	Licence   string `json:"licence,omitempty"`
	URL       string `json:"url,omitempty"`
	Retrieved string `json:"retrieved,omitempty"`
}

// Cycle is a reporting cycle of the forum. Dates are YYYY-MM-DD.
type Cycle struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	OpensOn  string `json:"opensOn,omitempty"`
	DueOn    string `json:"dueOn,omitempty"`
	ClosesOn string `json:"closesOn,omitempty"`
}

// Band is a risk band of the rulebook: From is the lowest residual risk (points, 0-100) that falls into it.
type Band struct {
	ID   string  `json:"id"`
	Name string  `json:"name"`
	From float64 `json:"from"`
}

// Party is an organisation.
type Party struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Country string `json:"country,omitempty"` // name in the report's language
	Sector  string `json:"sector,omitempty"`
}

// Score is a supplier's result as shown: points 0-100 to 0.1, shares 0-1 to 0.01.
type Score struct {
	Residual   float64 `json:"residual"`
	Inherent   float64 `json:"inherent"`
	Control    float64 `json:"control"`
	Confidence float64 `json:"confidence"`
	Answered   float64 `json:"answered"`
	Band       string  `json:"band"`
	BandRank   int     `json:"bandRank"` // 0 low to 4 critical
	Review     bool    `json:"review"`   // a person should look before anyone acts on it
}

// SupplierContent is the report on one supplier.
type SupplierContent struct {
	Company      Party         `json:"company"`
	Site         Site          `json:"site"`
	AsOf         string        `json:"asOf,omitempty"` // YYYY-MM-DD: the day ages of evidence count to
	Score        Score         `json:"score"`
	Previous     *Score        `json:"previous,omitempty"`
	PreviousOn   string        `json:"previousOn,omitempty"`
	Flags        []Flag        `json:"flags"`
	Open         []Flag        `json:"open"` // flags whose condition cannot be known from the answers
	Checks       []Check       `json:"checks"`
	Indicators   []Indicator   `json:"indicators"` // I01 to I11
	Inherent     []Part        `json:"inherent"`   // points that add up to Score.Inherent
	Controls     []Part        `json:"controls"`   // points at or below zero: what each control takes off
	Floor        []Part        `json:"floor"`      // points that a floor adds; with Inherent and Controls they add up to Score.Residual
	Confidence   []Part        `json:"confidence"` // shares (0-1) that add up to Score.Confidence
	Unanswered   []Unanswered  `json:"unanswered"`
	Improvements []Improvement `json:"improvements"`
	Actions      []Action      `json:"actions"`
	Screening    []Screened    `json:"screening"`
	Shown        []Shown       `json:"shown"`  // all facts as words, for the reader
	Facts        fact.Row      `json:"facts"`  // all facts as values, for the computer: with the rulebook, enough to score again
	Result       Recorded      `json:"result"` // what Recompute compares
}

// Site is the supplier itself, as the company described it.
type Site struct {
	ID          string   `json:"id"`
	Reference   string   `json:"reference,omitempty"`
	Name        string   `json:"name"`
	LocalName   string   `json:"localName,omitempty"` // in the site's own script
	Address     string   `json:"address,omitempty"`
	City        string   `json:"city,omitempty"`
	CountryCode string   `json:"countryCode,omitempty"` // ISO 3166-1 alpha-3
	Country     string   `json:"country,omitempty"`     // in the report's language
	Sector      string   `json:"sector,omitempty"`
	SiteType    string   `json:"siteType,omitempty"`
	Tier        int      `json:"tier,omitempty"`
	Workers     *int     `json:"workers,omitempty"`
	Products    []string `json:"products,omitempty"`
}

// Part is one rule's share of a score.
type Part struct {
	Rule      string  `json:"rule"`
	Name      string  `json:"name"`
	Points    float64 `json:"points"`
	Max       float64 `json:"max"`                // points at the far end
	Weight    float64 `json:"weight"`             // share of its section, 0-1
	Evidence  float64 `json:"evidence,omitempty"` // evidence factor of a control, 0-1
	Indicator string  `json:"indicator,omitempty"`
	Missing   bool    `json:"missing,omitempty"` // the rulebook's value for an absent answer stands in
	LeftOut   bool    `json:"leftOut,omitempty"` // does not count for this supplier
	Note      string  `json:"note,omitempty"`
	Facts     []Shown `json:"facts"`
}

// Shown is one fact in words.
type Shown struct {
	Name   fact.Name   `json:"name"`
	Label  string      `json:"label"`
	Value  string      `json:"value"` // with unit; "not answered" when missing
	Absent bool        `json:"absent,omitempty"`
	Origin fact.Origin `json:"origin"`
	From   string      `json:"from"` // the origin in words
}

// Flag is a red flag that was raised.
type Flag struct {
	Rule      string  `json:"rule"`
	Name      string  `json:"name"`
	Why       string  `json:"why,omitempty"`
	Action    string  `json:"action,omitempty"`
	Indicator string  `json:"indicator,omitempty"`
	BandFloor string  `json:"bandFloor,omitempty"`
	Eased     bool    `json:"eased,omitempty"`    // a corrective plan holds the floor at the inherent risk
	Severity  string  `json:"severity,omitempty"` // critical, major, minor
	DueDays   int     `json:"dueDays,omitempty"`
	Facts     []Shown `json:"facts"`
}

// Check is a consistency check that fired: it lowers confidence or asks for review, never raises risk.
type Check struct {
	ID       string  `json:"id"` // Q01 …
	Name     string  `json:"name"`
	Message  string  `json:"message,omitempty"`
	Question string  `json:"question,omitempty"` // to put back to the supplier
	Effect   string  `json:"effect,omitempty"`   // confidence, review
	Lowers   float64 `json:"lowers,omitempty"`   // confidence taken off, 0-1
	Facts    []Shown `json:"facts"`
}

// Indicator is one of the ILO's eleven indicators of forced labour (2012). Residual is in points 0-100; nil when no rule speaks to it.
type Indicator struct {
	ID       string   `json:"id"` // I01 … I11
	Name     string   `json:"name"`
	Residual *float64 `json:"residual"`
	Band     string   `json:"band,omitempty"`
	Flagged  bool     `json:"flagged,omitempty"`
}

// Unanswered is a question that has no answer.
type Unanswered struct {
	Question string `json:"question"`
	Section  string `json:"section,omitempty"`
	Text     string `json:"text"`
	Key      bool   `json:"key,omitempty"`    // a gate question
	State    string `json:"state,omitempty"`  // missing, dont-know, refused
	Reason   string `json:"reason,omitempty"` // why the question is asked
}

// Improvement is what one better answer would do to the score.
type Improvement struct {
	Question string  `json:"question,omitempty"`
	Text     string  `json:"text"`
	Residual float64 `json:"residual"` // points 0-100 it would leave
	Band     string  `json:"band"`
}

// Action is a corrective action or an open finding.
type Action struct {
	Finding  string `json:"finding"`
	Severity string `json:"severity,omitempty"`
	State    string `json:"state,omitempty"`
	DueOn    string `json:"dueOn,omitempty"`
	Overdue  bool   `json:"overdue,omitempty"`
}

// Screened is an entity list the names were compared with. Hits counts possible matches a person must look at, Confirmed those that a
// person has found to be the supplier itself.
type Screened struct {
	List      string `json:"list"`
	Edition   string `json:"edition,omitempty"`
	Hits      int    `json:"hits"`
	Confirmed int    `json:"confirmed,omitempty"`
}

// Recorded is the scoring result by its ids, as the engine gave it. Indicators that no rule speaks to are null.
type Recorded struct {
	Inherent   float64      `json:"inherent"`
	Control    float64      `json:"control"`
	Residual   float64      `json:"residual"`
	Confidence float64      `json:"confidence"`
	Answered   float64      `json:"answered"`
	Band       string       `json:"band"`
	Flags      []string     `json:"flags"`
	Open       []string     `json:"open"`
	Checks     []string     `json:"checks"`
	Review     bool         `json:"review"`
	Indicators [11]*float64 `json:"indicators"`
}
