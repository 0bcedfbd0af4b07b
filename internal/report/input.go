package report

import (
	"time"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

// Passport is what every report says about itself. Callers fill it; texts in several languages are resolved here.
type Passport struct {
	ID            string // UUID of the report
	Language      lang.Tag
	Made          time.Time // when the content was made; the only clock in it
	AsOf          time.Time // the day ages of evidence count to
	Issuer        string    // who issues it: the forum's name, or "" for the default
	Cycle         *Cycle    // nil outside a cycle
	Rulebook      *rulebook.Rulebook
	Questionnaire Edition
	Reference     canon.Digest
	Sources       []Source
}

// Question is what a report needs to know of a question of the questionnaire.
type Question struct {
	ID        string
	Section   lang.Text
	Text      lang.Text
	Why       lang.Text
	Unit      string
	Choices   map[string]lang.Text // value to label
	Indicator string               // I01 … I11 or ""
	Key       bool
}

// SupplierInput is what a supplier report is made from. Facts is the row that was scored; Explanation comes from the same row.
type SupplierInput struct {
	Passport
	Company     Party
	Site        Site // Country and Sector as words in the report's language
	Explanation scoring.Explanation
	Facts       fact.Row
	Questions   []Question // of the questionnaire, in order; those without an answer are listed
	Responded   bool       // any response at all
	Screening   []Screened
	Actions     []Action
	Previous    *Score // of the cycle before, if any
	PreviousOn  string // YYYY-MM-DD
}

// Place names a country or a sector.
type Place struct {
	Code string
	Name lang.Text
}

// CompanySupplier is one scored supplier of a company report.
type CompanySupplier struct {
	ID, Reference, Name string
	Country             string // ISO 3166-1 alpha-3; "" unknown
	Sector              string // ISIC Rev.4 as in refdata; "" unknown
	Workers             *int   // persons; nil not reported
	Responded           bool
	Result              scoring.Result
}

// CompanyInput is what a company report is made from. Inputs (may be nil) holds the facts of the same suppliers in the same order;
// NewCompany puts both into rank order.
type CompanyInput struct {
	Passport
	Company   Party
	Suppliers []CompanySupplier
	Countries []Place // names for all country codes that occur
	Sectors   []Place
	Findings  *FindingCount
	Inputs    *Inputs

	Opened      []OpenFinding // all open findings; nil when nobody told
	Commitments []Commitment  // nil when nobody told
	Earlier     *Earlier      // nil when there is no report of an earlier cycle
}

// OpenFinding is a finding that is open. Days are YYYY-MM-DD.
type OpenFinding struct {
	Severity        string
	OpenedOn, DueOn string
}

// Earlier is the company's report of an earlier cycle, with the rulebook that it was made with.
type Earlier struct {
	Content Content
	Program *scoring.Program
}

// ForumMember is one member of the forum in a cycle.
type ForumMember struct {
	ID      string
	Country string // home country, ISO 3166-1 alpha-3
	Sector  string
	State   State
	Late    bool
	Summary *Summary // of what was handed in; nil before

	Flags       map[string]int // suppliers by rule that raised a red flag, of what was handed in
	Commitments []Commitment   // nil when the member has told none
}

// ForumInput is what a forum report is made from.
type ForumInput struct {
	Passport
	Members   []ForumMember
	Countries []Place
	Sectors   []Place
	Earlier   []ForumEdition // all reports of the forum that were issued before, the newest first
}
