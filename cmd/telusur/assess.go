package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gabf/telusur/internal/assessment"
	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
	"github.com/gabf/telusur/internal/sheet"
)

type assessCommand struct {
	Suppliers  string   `required:"" type:"existingfile" help:"Supplier list, .xlsx or .csv."`
	Responses  string   `type:"existingdir" help:"Folder with filled questionnaire workbooks (made by telusur questionnaire workbook)."`
	Out        string   `required:"" type:"path" help:"Folder for results.xlsx, company.pdf and suppliers/*.pdf; made when absent."`
	Company    string   `default:"" help:"Name of the company, for the reports."`
	Language   lang.Tag `enum:"en,id" default:"en" help:"Language of the reports: ${enum}."`
	Reports    string   `enum:"all,flagged,none" default:"all" help:"Which suppliers get a report of their own: ${enum}."`
	Rulebook   string   `type:"existingfile" help:"Rulebook (YAML). Left out: the one that comes with the program."`
	Keys       string   `type:"path" help:"Folder with the keys that sign and the log that proves the reports; made when absent. Left out: OUT/keys."`
	Prevalence string   `type:"existingfile" help:"Walk Free's own Global Slavery Index workbook (.xlsx)."`
	AsOf       string   `help:"Day to which the age of answers counts, YYYY-MM-DD. Left out: today."`
}

// assessing is one run from files to reports. Nothing in it knows a server or a database.
type assessing struct {
	*assessCommand
	ctx       context.Context
	out       io.Writer
	at        time.Time // when the reports are made
	asOf      time.Time
	ref       *refdata.Set
	rules     *rulebook.Rulebook
	ruleText  []byte
	program   *scoring.Program
	asked     *questionnaire.Definition
	suppliers []listedSupplier
	issues    []issue.Issue
	rows      []fact.Row
	frame     *fact.Frame
	results   *scoring.Results
}

// listedSupplier is a supplier of the list, with its id and where each field stands.
type listedSupplier struct {
	id       string
	supplier intake.Supplier
	at       map[intake.Field]fact.Origin
	response *questionnaire.Response
}

func (c *assessCommand) Run(s *surroundings) error {
	a, err := c.prepare(s)
	if err != nil {
		return err
	}
	for _, step := range []func() error{a.readSuppliers, a.readResponses, a.gather, a.score, a.writeReports} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (c *assessCommand) prepare(s *surroundings) (*assessing, error) {
	a := &assessing{assessCommand: c, ctx: s.ctx, out: s.out, at: now(), asked: questionnaire.Default()}
	a.asOf = a.at.Truncate(24 * time.Hour)
	var err error
	if c.AsOf != "" {
		if a.asOf, err = time.Parse(time.DateOnly, c.AsOf); err != nil {
			return nil, fmt.Errorf("--as-of is %q; it must be a day like 2026-03-31", c.AsOf)
		}
	}
	c.Company = cmp.Or(c.Company, strings.TrimSuffix(filepath.Base(c.Suppliers), filepath.Ext(c.Suppliers)))
	c.Keys = cmp.Or(c.Keys, filepath.Join(c.Out, "keys"))
	if a.ref, err = referencesWith(c.Prevalence); err != nil {
		return nil, err
	}
	a.rules = rulebook.Default()
	if c.Rulebook != "" {
		if a.rules, err = readRulebook(s, c.Rulebook); err != nil {
			return nil, err
		}
	}
	a.ruleText = a.rules.Source()
	a.program, err = scoring.Compile(a.rules)
	return a, err
}

// say prints a sentence in the terminal's language.
func (a *assessing) say(key string, args ...string) {
	words := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		words[args[i]] = args[i+1]
	}
	fmt.Fprintln(a.out, lang.Say(spoken(), key, words))
}

// supplierID gives the same id for the same supplier whenever a list is read, so that workbooks find their way back. Several sites of one
// name in one country are told apart by their place.
func supplierID(s intake.Supplier, taken map[string]bool) string {
	words := []string{s.Reference, strings.ToLower(s.Name), string(s.Country)}
	for _, further := range []string{"", s.City, s.Address} {
		if further != "" {
			words = append(words, strings.ToLower(further))
		}
		if id := "list-" + canon.Sum([]byte(strings.Join(words, "\x00"))).Short(); !taken[id] {
			taken[id] = true
			return id
		}
	}
	return supplierID(intake.Supplier{Reference: s.Reference, Name: s.Name + " again", Country: s.Country, City: s.City, Address: s.Address}, taken)
}

// readList reads a supplier list as intake understands it; a supplier that stands in it twice is taken once.
func readList(ctx context.Context, path string, ref *refdata.Set, on string) ([]listedSupplier, *intake.Reading, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	size, err := file.Stat()
	if err != nil {
		return nil, nil, err
	}
	return readRows(ctx, file, size.Size(), filepath.Base(path), ref, on)
}

// readRows does the same with a list that stands somewhere else than in a file.
func readRows(ctx context.Context, list io.ReaderAt, size int64, name string, ref *refdata.Set, on string) ([]listedSupplier, *intake.Reading, error) {
	matcher := intake.NewMatcher(nil, intake.MatchOptions{})
	var rows []intake.Row
	var twice []issue.Issue
	reading, err := intake.Read(ctx, list, size, name, ref, intake.Options{Limits: sheet.DefaultLimits()}, func(row intake.Row) error {
		match := matcher.Match(row)
		twice = append(twice, match.Issues...)
		if !row.Refused && match.Action != intake.Duplicate {
			rows = append(rows, row)
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	reading.Issues = append(reading.Issues, twice...)
	issue.Sort(reading.Issues)
	suppliers, taken := make([]listedSupplier, len(rows)), make(map[string]bool, len(rows))
	for i, row := range rows {
		at := make(map[intake.Field]fact.Origin, len(row.Sources))
		for field, cell := range row.Cells() {
			at[field] = fact.Origin{Kind: fact.FromList, File: name, Sheet: reading.Mapping.Tab, Cell: cell, On: on}
		}
		suppliers[i] = listedSupplier{id: supplierID(row.Supplier, taken), supplier: row.Supplier, at: at}
	}
	return suppliers, reading, nil
}

func (a *assessing) readSuppliers() error {
	suppliers, reading, err := readList(a.ctx, a.Suppliers, a.ref, a.asOf.Format(time.DateOnly))
	if err != nil {
		return err
	}
	a.suppliers, a.issues = suppliers, reading.Issues
	a.say("assess.suppliers", "count", strconv.Itoa(len(suppliers)), "rows", strconv.Itoa(reading.Rows), "file", filepath.Base(a.Suppliers))
	printIssues(a.out, reading.Issues)
	if len(suppliers) == 0 {
		return errors.New(lang.Say(spoken(), "fault.no-suppliers", nil))
	}
	return nil
}

// readResponses reads every workbook in the folder. One that cannot be taken is told and left; the others count.
func (a *assessing) readResponses() error {
	if a.Responses == "" {
		return nil
	}
	byID := make(map[string]*listedSupplier, len(a.suppliers))
	for i := range a.suppliers {
		byID[a.suppliers[i].id] = &a.suppliers[i]
	}
	taken, left := 0, 0
	err := filepath.WalkDir(a.Responses, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.EqualFold(filepath.Ext(path), ".xlsx") || strings.HasPrefix(entry.Name(), "~$") {
			return err
		}
		response, issues, err := a.readWorkbook(path)
		if err != nil {
			left++
			fmt.Fprintf(a.out, "%s: %s\n", entry.Name(), inWords(err))
			return nil
		}
		supplier, ok := byID[response.SupplierID]
		if !ok {
			left++
			a.say("assess.response-unknown", "file", entry.Name())
			return nil
		}
		if response.Blank() {
			left++
			a.say("assess.response-blank", "file", entry.Name())
			printIssues(a.out, issues)
			return nil
		}
		taken++
		supplier.response = response
		printIssues(a.out, issues)
		return nil
	})
	a.say("assess.responses", "count", strconv.Itoa(taken), "left", strconv.Itoa(left))
	return err
}

func (a *assessing) readWorkbook(path string) (*questionnaire.Response, []issue.Issue, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	size, err := file.Stat()
	if err != nil {
		return nil, nil, err
	}
	return a.asked.ReadWorkbook(a.ctx, file, size.Size(), filepath.Base(path), sheet.DefaultLimits())
}

// gather puts together what is known of each supplier.
func (a *assessing) gather() error {
	a.rows = make([]fact.Row, len(a.suppliers))
	for i, s := range a.suppliers {
		a.rows[i] = assessment.Known(assessment.Gather(assessment.Input{
			Supplier: s.supplier, At: s.at, Refdata: a.ref, Definition: a.asked, Response: s.response, AsOf: a.asOf,
		}))
	}
	return nil
}

func (a *assessing) score() (err error) {
	if a.frame, err = scoring.NewFrame(a.rules.Facts, a.rows); err != nil {
		return err
	}
	a.results = a.program.Score(a.frame)
	counts := make(map[string]int)
	for i := range a.suppliers {
		counts[a.results.Row(i).Band]++
	}
	for _, band := range slices.Backward(a.rules.Bands) {
		fmt.Fprintf(a.out, "  %-10s %d\n", band.Name.In(spoken()), counts[band.ID])
	}
	return nil
}

// writeReports writes results.xlsx, company.pdf and the suppliers' own reports; all are signed and stand in the folder's log.
func (a *assessing) writeReports() error {
	press, err := a.openPress()
	if err != nil {
		return err
	}
	content := report.NewCompany(a.companyInput())
	err = writeWhole(filepath.Join(a.Out, "results.xlsx"), func(w io.Writer) error { return report.RenderWorkbook(w, content) })
	if err != nil {
		return err
	}
	if err := press.issue("company.pdf", content); err != nil {
		return err
	}
	names := make(map[string]bool)
	for i, s := range a.suppliers {
		if a.Reports == "none" || a.Reports == "flagged" && len(a.results.Row(i).Flags) == 0 {
			continue
		}
		if err := press.issue(filepath.Join("suppliers", fileName(s.supplier.Name, names)+".pdf"), report.NewSupplier(a.supplierInput(i))); err != nil {
			return err
		}
	}
	if err := press.close(); err != nil {
		return err
	}
	a.say("assess.done", "count", strconv.Itoa(press.issued), "folder", a.Out, "trust", filepath.Join(a.Keys, trustFile))
	return nil
}

// pressRun issues the reports of one run: it appends each to the folder's log, then proves and signs it.
type pressRun struct {
	*assessing
	keys     keys
	renderer *report.Press
	log      *ledger.Log
	issued   int
}

const logFile = "log.jsonl"

func (a *assessing) openPress() (*pressRun, error) {
	k, err := openKeys(a.Keys, "telusur.assess", a.at)
	if err != nil {
		return nil, err
	}
	renderer, err := newRenderer("")
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(a.Keys, logFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	log, err := ledger.ReadLog(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(a.Keys, logFile), err)
	}
	return &pressRun{assessing: a, keys: k, renderer: renderer, log: log}, nil
}

func (p *pressRun) issue(name string, content report.Content) error {
	index, err := p.log.Append(ledger.Leaf{Kind: ledger.ReportIssued, Subject: content.ID, Digest: content.Digest(), At: p.at})
	if err != nil {
		return err
	}
	signed, err := p.log.Checkpoint(p.keys.Log)
	if err != nil {
		return err
	}
	proof, err := p.log.Prove(index, signed)
	if err != nil {
		return err
	}
	p.issued++
	return writeWhole(filepath.Join(p.Out, name), func(w io.Writer) error {
		return p.renderer.Issue(w, content, report.Attachments{Rulebook: p.ruleText, Proof: &proof}, p.keys.Signer, p.at)
	})
}

func (p *pressRun) close() error {
	return writeWhole(filepath.Join(p.Keys, logFile), p.log.Write)
}

// fileName makes a name of a supplier's name that every system takes; a second supplier of the same name gets a number.
func fileName(name string, taken map[string]bool) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(`/\:*?"<>|`, r) || r <= ' ' || r == '.' })
	short := []rune(strings.Join(words, "-"))
	base := cmp.Or(string(short[:min(len(short), 60)]), "supplier")
	free := base
	for n := 2; taken[strings.ToLower(free)]; n++ {
		free = base + "-" + strconv.Itoa(n)
	}
	taken[strings.ToLower(free)] = true
	return free
}
