package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/questionnaire"
)

type surveyCommand struct {
	Check    surveyCheck    `cmd:"" help:"Find everything that is wrong with a questionnaire's definition, with line and column."`
	Diff     surveyDiff     `cmd:"" help:"Say what a new version of a questionnaire means for stored answers."`
	Workbook surveyWorkbook `cmd:"" help:"Make questionnaire workbooks for the suppliers of a list."`
}

type surveyCheck struct {
	File string `arg:"" type:"existingfile"`
}

func (c *surveyCheck) Run(s *surroundings) error {
	asked, err := readQuestionnaire(s, c.File)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%s %s is good: %d questions. Digest %s\n", asked.ID, asked.Version, asked.Count(), asked.Digest())
	return err
}

type surveyDiff struct {
	Old      string   `arg:"" type:"existingfile"`
	New      string   `arg:"" type:"existingfile"`
	Language lang.Tag `enum:"en,id" default:"en" help:"Language of the answer: ${enum}."`
}

func (c *surveyDiff) Run(s *surroundings) error {
	old, err := readQuestionnaire(s, c.Old)
	if err != nil {
		return err
	}
	next, err := readQuestionnaire(s, c.New)
	if err != nil {
		return err
	}
	for _, change := range questionnaire.Diff(old, next) {
		if _, err := fmt.Fprintln(s.out, change.Say(c.Language)); err != nil {
			return err
		}
	}
	same := strconv.Itoa(questionnaire.Same(old, next))
	_, err = fmt.Fprintln(s.out, lang.Say(c.Language, "questionnaire.diff-same", map[string]string{"count": same}))
	return err
}

// readQuestionnaire loads a definition, and tells everything that is wrong with it.
func readQuestionnaire(s *surroundings, file string) (*questionnaire.Definition, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	asked, issues := questionnaire.Load(data, file)
	printIssues(s.errOut, issues)
	if asked == nil {
		return nil, errWrong
	}
	return asked, nil
}

type surveyWorkbook struct {
	Questionnaire string   `type:"existingfile" help:"The questionnaire's definition; without it, the one the product comes with."`
	Suppliers     string   `required:"" type:"existingfile" help:"Supplier list, .xlsx or .csv."`
	Out           string   `required:"" type:"path" help:"Folder for one workbook per supplier; made when absent."`
	Company       string   `required:"" help:"Name of the company that asks."`
	Language      lang.Tag `enum:"en,id" default:"en" help:"Language of the workbooks: ${enum}."`
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
	if c.Questionnaire != "" {
		if asked, err = readQuestionnaire(s, c.Questionnaire); err != nil {
			return err
		}
	}
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
