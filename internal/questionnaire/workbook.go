package questionnaire

import (
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/lang"
)

// The workbook's layout, shared by writer and reader. Each matrix has a tab of its own.
//
// Columns of the question tab. The reader finds them again by their header texts in any language, the rows by the ids in columnID.
const (
	columnID = iota + 1 // hidden
	columnNumber
	columnQuestion
	columnHelp
	columnAnswer
	columnState
	columnNote
	columnLevel
	columnDate
	columnReference
)

// columnKeys are the message keys of the headers, by column.
var columnKeys = map[int]string{
	columnNumber: "number", columnQuestion: "question", columnHelp: "help", columnAnswer: "answer", columnState: "state",
	columnNote: "note", columnLevel: "evidence-level", columnDate: "evidence-date", columnReference: "evidence-reference",
}

const (
	idTab    = "_telusur"         // very hidden: key and value per row
	idHeader = "telusur.question" // stands above the ids in columnID
	idFilled = "telusur.filled"   // stands in column 1 of the guide, in the row of the date of filling
	idCells  = "telusur.columns"  // stands in column 1 of a matrix's tab, in the hidden row of column ids
	idRows   = "telusur.rows:"    // and the id of a matrix: stands in column 1 of its header

	layoutVersion = "1" // of tabs and columns, not of the questions
	maxNote       = 500 // characters of a comment or reference
	maxText       = 2000
)

// identity is what the very hidden tab says about a workbook.
type identity struct {
	Layout        string       `json:"layout"`
	Questionnaire string       `json:"questionnaire"`
	Version       string       `json:"version"`
	Definition    canon.Digest `json:"definition"`
	SupplierID    string       `json:"supplier"`
	CompanyID     string       `json:"company"`
	Cycle         string       `json:"cycle"`
	Language      lang.Tag     `json:"language"`
	Files         string       `json:"files,omitempty"` // what was received for File questions, see filesOf
}

// pairs gives key and value in the order in which they are written.
func (i identity) pairs() [][2]string {
	pairs := [][2]string{
		{"layout", i.Layout},
		{"questionnaire", i.Questionnaire},
		{"version", i.Version},
		{"definition", string(i.Definition)},
		{"supplier", i.SupplierID},
		{"company", i.CompanyID},
		{"cycle", i.Cycle},
		{"language", string(i.Language)},
	}
	if i.Files != "" {
		pairs = append(pairs, [2]string{"files", i.Files})
	}
	return pairs
}

// checksum is a digest over all of the identity.
func (i identity) checksum() string {
	digest, err := canon.DigestOf(i)
	if err != nil {
		panic(err) // strings only
	}
	return string(digest)
}

func identityOf(values map[string]string) identity {
	return identity{
		Layout: values["layout"], Questionnaire: values["questionnaire"], Version: values["version"],
		Definition: canon.Digest(values["definition"]), SupplierID: values["supplier"], CompanyID: values["company"],
		Cycle: values["cycle"], Language: lang.Tag(values["language"]),
		Files: values["files"],
	}
}

// say gives a text of the workbook.
func say(tag lang.Tag, key string, args ...string) string {
	words := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		words[args[i]] = args[i+1]
	}
	return lang.Say(tag, "questionnaire."+key, words)
}

func levelLabel(tag lang.Tag, level int) string {
	return say(tag, "level-"+strconv.Itoa(level))
}

// join puts texts that are there on lines of their own.
func join(texts ...string) string {
	var there []string
	for _, text := range texts {
		if text != "" {
			there = append(there, text)
		}
	}
	return strings.Join(there, "\n")
}
