// Command fill answers questionnaire workbooks as suppliers would, for the browser tests: fill downloaded.zip answered.zip. The first is
// what the web app gave (a .zip of workbooks, or one .xlsx); the second is a .zip of the same workbooks with answers. Suppliers who stay
// silent by their demo profile are left out.
package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/gabf/telusur/internal/demo"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/sheet"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: fill downloaded.zip answered.zip")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "fill:", err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	books, err := workbooks(from)
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	answered := 0
	for _, book := range books {
		filled, err := book.fill(time.Now())
		if err != nil {
			return fmt.Errorf("%s: %w", book.name, err)
		}
		if filled == nil {
			continue
		}
		answered++
		entry, err := archive.Create(book.name)
		if err != nil {
			return err
		}
		if _, err := entry.Write(filled); err != nil {
			return err
		}
	}
	if err := archive.Close(); err != nil {
		return err
	}
	fmt.Println(answered)
	return os.WriteFile(to, packed.Bytes(), 0o600)
}

// workbook is one questionnaire as it was downloaded.
type workbook struct {
	name    string
	content []byte
}

func workbooks(path string) ([]workbook, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(path, ".xlsx") {
		return []workbook{{"answers.xlsx", content}}, nil
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, err
	}
	var all []workbook
	for _, entry := range archive.File {
		content, err := readEntry(entry)
		if err != nil {
			return nil, err
		}
		all = append(all, workbook{entry.Name, content})
	}
	return all, nil
}

func readEntry(entry *zip.File) ([]byte, error) {
	r, err := entry.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, 16<<20))
}

// fill answers for the supplier whose ids the workbook hides; nil when it stays silent.
func (w workbook) fill(now time.Time) ([]byte, error) {
	asked := questionnaire.Default()
	blank, _, err := asked.ReadWorkbook(context.Background(), bytes.NewReader(w.content), int64(len(w.content)), w.name, sheet.DefaultLimits())
	if err != nil {
		return nil, err
	}
	supplier, company, err := w.parties()
	if err != nil {
		return nil, err
	}
	answers := demo.Answers(asked, intake.Supplier{Name: supplier}, now)
	if answers == nil {
		return nil, nil
	}
	var filled bytes.Buffer
	err = asked.WriteFilled(&filled, questionnaire.Recipient{
		Company: company, CompanyID: blank.CompanyID, Supplier: supplier, SupplierID: blank.SupplierID, Cycle: blank.Cycle,
		Language: blank.Language, FilledOn: now.AddDate(0, 0, -7).Format(time.DateOnly),
	}, answers)
	return filled.Bytes(), err
}

// parties gives the names in the workbook's properties: who is asked, and who asks.
func (w workbook) parties() (supplier, company string, err error) {
	archive, err := zip.NewReader(bytes.NewReader(w.content), int64(len(w.content)))
	if err != nil {
		return "", "", err
	}
	for _, entry := range archive.File {
		if entry.Name != "docProps/core.xml" {
			continue
		}
		content, err := readEntry(entry)
		if err != nil {
			return "", "", err
		}
		var told struct {
			Subject string `xml:"subject"`
			Creator string `xml:"creator"`
		}
		err = xml.Unmarshal(content, &told)
		return told.Subject, told.Creator, err
	}
	return "", "", errors.New("the workbook names no supplier")
}
