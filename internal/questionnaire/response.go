package questionnaire

import (
	"slices"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

// Recipient is whom a workbook is made for. The ids come back with the answers and are never shown.
type Recipient struct {
	Company    string // name of the company that asks
	CompanyID  string
	Supplier   string // name of the supplier that answers
	SupplierID string
	Country    string // for people to read, in their language; may be ""
	Cycle      string // reporting cycle, "2026"
	Language   lang.Tag
	Prefill    map[string]Answer // by question id: earlier answers, shown for confirmation
	FilledOn   string            // YYYY-MM-DD when the workbook is made filled; "" leaves the date to the supplier
}

// Response is what one supplier answered.
type Response struct {
	SupplierID string            `json:"supplierId"`
	CompanyID  string            `json:"companyId"`
	Cycle      string            `json:"cycle,omitempty"`
	Definition canon.Digest      `json:"definition"`
	Language   lang.Tag          `json:"language"`
	FilledOn   string            `json:"filledOn,omitempty"` // YYYY-MM-DD as the supplier dated it, "" when undated
	File       string            `json:"file,omitempty"`
	Answers    map[string]Answer `json:"answers"` // by question id; a question that is not here is Missing
}

// Blank tells whether nothing was answered: an untouched workbook. It must never replace answers.
func (r *Response) Blank() bool { return len(r.Answers) == 0 }

// Answer is the answer to one question. Value has the type the question's fact has, except for Date, where it is the day itself as
// text "2006-01-02", and for Matrix and File, where it is how many Rows or Files there are (make it with OfRows or OfFiles). A Value that is
// not Present says why: NotApplicable (with Reason), DontKnow or Refused; there are then no Rows and no Files.
type Answer struct {
	Value    fact.Value     `json:"value"`
	Rows     []Row          `json:"rows,omitempty"`  // of a Matrix, in the order in which they were given
	Files    []canon.Digest `json:"files,omitempty"` // of a File, each once; whoever takes them checks that they are the supplier's own
	Evidence Evidence       `json:"evidence,omitzero"`
	Note     string         `json:"note,omitempty"` // the supplier's own words; never a worker's name
	At       issue.Place    `json:"at,omitzero"`
}

// Row is one row of a Matrix: values by column id, as Answer.Value has them. A column that is not here was left blank.
type Row map[string]fact.Value

// OfRows gives the answer to a Matrix. No rows means that there is nothing to name, which is an answer too.
func OfRows(rows ...Row) Answer {
	return Answer{Value: fact.OfNumber(float64(len(rows))), Rows: rows}
}

// OfFiles gives the answer to a File; a digest that comes twice counts once.
func OfFiles(digests ...canon.Digest) Answer {
	var files []canon.Digest
	for _, digest := range digests {
		if !slices.Contains(files, digest) {
			files = append(files, digest)
		}
	}
	return Answer{Value: fact.OfNumber(float64(len(files))), Files: files}
}

// Evidence says what stands behind an answer. Level: 0 nothing, 1 own document, 2 dated record or sample, 3 third-party audit,
// 4 confirmed by workers themselves (domain paper §5.4, E0-E4). How old it may be is the rulebook's to say.
type Evidence struct {
	Level     int    `json:"level,omitempty"`
	On        string `json:"on,omitempty"`        // date of the evidence, YYYY-MM-DD
	Reference string `json:"reference,omitempty"` // where it can be found: file name, report number
}

// Digest names the answers: who gave them to whom, on which questions, when, and what they say. Where they stood (File, At) does not count.
func (r *Response) Digest() canon.Digest {
	bare := *r
	bare.File, bare.Answers = "", make(map[string]Answer, len(r.Answers))
	for id, answer := range r.Answers {
		answer.At = issue.Place{}
		bare.Answers[id] = answer
	}
	digest, err := canon.DigestOf(bare)
	if err != nil {
		panic(err) // strings and finite numbers only: a reader takes no others
	}
	return digest
}

// MaxEvidenceLevel is the highest evidence level there is.
const MaxEvidenceLevel = 4
