package questionnaire

import (
	"bytes"
	"fmt"
	"io"

	"github.com/gabf/telusur/internal/sheet"
)

// WriteWorkbook writes the workbook in which a supplier answers: an .xlsx in its language, prefilled with to.Prefill. Only answer cells can
// be changed. The same definition and recipient give the same cells. Prefilled answers of unknown questions are left out.
func (d *Definition) WriteWorkbook(w io.Writer, to Recipient) error {
	to.Language = d.Language(to.Language)
	p := page{definition: d, to: to, book: sheet.NewBook()}
	p.book.Describe(sheet.Properties{Title: d.Title.In(to.Language), Subject: to.Supplier, Author: to.Company})
	guide := p.book.Tab(say(to.Language, "tab-guide"))
	questions := p.book.Tab(say(to.Language, "tab-questions"))
	p.writeQuestions(questions)
	p.writeGuide(guide)
	p.writeIdentity(p.book.Tab(idTab))
	questions.Show()
	guide.Show()
	p.book.Protect()
	var book bytes.Buffer
	err := p.book.Write(&book)
	if err == nil {
		err = countWhileFilling(w, book.Bytes(), p.progress, p.answered)
	}
	if err != nil {
		return fmt.Errorf("write questionnaire %s for supplier %s: %w", d.ID, to.SupplierID, err)
	}
	return nil
}

// WriteFilled is WriteWorkbook with answers filled in: for demonstration, tests, and last year's answers to be confirmed.
func (d *Definition) WriteFilled(w io.Writer, to Recipient, answers map[string]Answer) error {
	to.Prefill = answers
	return d.WriteWorkbook(w, to)
}

// page is one workbook being written.
type page struct {
	definition *Definition
	to         Recipient
	book       *sheet.Book
	progress   string // formula that counts the answered questions, made with the question tab
	answered   int
	matrices   []matrix // met while the question tab is written
}

func (p *page) say(key string, args ...string) string { return say(p.to.Language, key, args...) }

func (p *page) writeIdentity(tab *sheet.BookTab) {
	id := identity{
		Layout: layoutVersion, Questionnaire: p.definition.ID, Version: p.definition.Version, Definition: p.definition.Digest(),
		SupplierID: p.to.SupplierID, CompanyID: p.to.CompanyID, Cycle: p.to.Cycle, Language: p.to.Language, Files: p.definition.filesOf(p.to.Prefill),
	}
	asText := sheet.Style{Format: "@"}
	row := 1
	for _, pair := range append(id.pairs(), [2]string{"checksum", id.checksum()}) {
		tab.Row(row, 1, asText, pair[0], pair[1])
		row++
	}
	tab.Protect()
	tab.Hide(true)
}
