package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/questionnaire"
)

type surveyCommand struct {
	Check    surveyCheck    `cmd:"" help:"Find everything that is wrong with a questionnaire's definition, with line and column."`
	Workbook surveyWorkbook `cmd:"" help:"Make questionnaire workbooks for the suppliers of a list."`
}

type surveyCheck struct {
	File string `arg:"" type:"existingfile"`
}

func (c *surveyCheck) Run(s *surroundings) error {
	data, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	asked, issues := questionnaire.Load(data, c.File)
	printIssues(s.errOut, issues)
	if asked == nil {
		return errWrong
	}
	_, err = fmt.Fprintf(s.out, "%s %s is good: %d questions. Digest %s\n", asked.ID, asked.Version, asked.Count(), asked.Digest())
	return err
}

type surveyWorkbook struct {
	Suppliers string   `required:"" type:"existingfile" help:"Supplier list, .xlsx or .csv."`
	Out       string   `required:"" type:"path" help:"Folder for one workbook per supplier; made when absent."`
	Company   string   `required:"" help:"Name of the company that asks."`
	Language  lang.Tag `enum:"en,id" default:"en" help:"Language of the workbooks: ${enum}."`
}

func (c *surveyWorkbook) Run(s *surroundings) error {
	ref, err := referencesWith("")
	if err != nil {
		return err
	}
	suppliers, _, err := readList(s.ctx, c.Suppliers, ref, "")
	if err != nil {
		return err
	}
	asked, names := questionnaire.Default(), make(map[string]bool)
	for _, one := range suppliers {
		to := questionnaire.Recipient{Company: c.Company, CompanyID: "company", Supplier: one.supplier.Name, SupplierID: one.id, Language: c.Language}
		if country, ok := ref.Country(one.supplier.Country); ok {
			to.Country = country.Name.In(c.Language)
		}
		path := filepath.Join(c.Out, fileName(one.supplier.Name, names)+".xlsx")
		if err := writeWhole(path, func(w io.Writer) error { return asked.WriteWorkbook(w, to) }); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(s.out, "%d workbooks are in %s\n", len(suppliers), c.Out)
	return err
}
