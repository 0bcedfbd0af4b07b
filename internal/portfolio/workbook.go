package portfolio

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/store"
)

// Workbooks are questionnaires to be filled, one per supplier.
type Workbooks struct {
	Name       string // of the file: .xlsx for one supplier, .zip for several
	recipients []questionnaire.Recipient
	definition *questionnaire.Definition
}

// Questionnaires prepares the questionnaire workbooks of the suppliers that fit, in a language.
func (d *Desk) Questionnaires(ctx context.Context, who identity.Actor, filter store.SupplierFilter, tag lang.Tag) (*Workbooks, error) {
	w := new(Workbooks)
	err := d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		m, err := d.method(tx)
		if err != nil {
			return err
		}
		w.definition = m.asked.definition
		company, err := tx.Organisation(filter.Company)
		if err != nil {
			return err
		}
		ids, err := tx.SupplierIDs(filter)
		if err != nil {
			return err
		}
		to := questionnaire.Recipient{Company: company.Name, CompanyID: company.ID, Language: tag}
		if m.cycle != nil {
			to.Cycle = m.cycle.Name
		}
		w.recipients, err = d.recipients(tx, ids, to)
		return err
	})
	if err != nil {
		return nil, err
	}
	switch len(w.recipients) {
	case 0:
		return nil, fault.New(fault.Invalid, "fault.nothing-chosen")
	case 1:
		w.Name = workbookName(w.recipients[0])
	default:
		w.Name = "telusur-questionnaires.zip"
	}
	return w, nil
}

func (d *Desk) recipients(tx *store.Tx, ids []string, to questionnaire.Recipient) ([]questionnaire.Recipient, error) {
	var recipients []questionnaire.Recipient
	for start := 0; start < len(ids); start += scoreChunk {
		rows, err := tx.SuppliersByID(ids[start:min(start+scoreChunk, len(ids))])
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			to.Supplier, to.SupplierID, to.Country = row.Name, row.ID, d.countryName(row.Country, to.Language)
			recipients = append(recipients, to)
		}
	}
	return recipients, nil
}

// Single tells whether it is one workbook and not an archive.
func (w *Workbooks) Single() bool { return len(w.recipients) == 1 }

// Write writes the workbook or the archive; one workbook is held in memory at a time.
func (w *Workbooks) Write(out io.Writer) error {
	if w.Single() {
		return w.definition.WriteWorkbook(out, w.recipients[0])
	}
	archive := zip.NewWriter(out)
	taken := make(map[string]bool)
	for _, to := range w.recipients {
		var workbook bytes.Buffer
		if err := w.definition.WriteWorkbook(&workbook, to); err != nil {
			return fmt.Errorf("questionnaire for supplier %s: %w", to.SupplierID, err)
		}
		entry, err := archive.CreateHeader(&zip.FileHeader{Name: unique(workbookName(to), taken), Method: zip.Store}) // .xlsx is deflated already
		if err != nil {
			return err
		}
		if _, err := workbook.WriteTo(entry); err != nil {
			return err
		}
	}
	return archive.Close()
}

// workbookName makes a file name of a supplier's name that every system takes.
func workbookName(to questionnaire.Recipient) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return r
		}
		return '-'
	}, to.Supplier)
	words := strings.FieldsFunc(name, func(r rune) bool { return r == '-' })
	name = strings.Join(words, "-")
	for len(name) > 120 {
		runes := []rune(name)
		name = string(runes[:len(runes)-1])
	}
	return "telusur-" + name + ".xlsx"
}

// unique adds a number to a name that is taken.
func unique(name string, taken map[string]bool) string {
	free := name
	for n := 2; taken[strings.ToLower(free)]; n++ {
		free = strings.TrimSuffix(name, ".xlsx") + fmt.Sprintf("-%d.xlsx", n)
	}
	taken[strings.ToLower(free)] = true
	return free
}
