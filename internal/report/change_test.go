package report

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

// rulesOfThen are the rules with evidence weighed otherwise.
func rulesOfThen() *scoring.Program {
	text := strings.Replace(string(rules().Source()), `version: "1.0.0"`, `version: "0.9.0"`, 1)
	r, issues := rulebook.Load([]byte(strings.Replace(text, "factor: 0.6,", "factor: 0.7,", 1)), "then.yaml")
	if r == nil {
		panic(issues)
	}
	p, err := scoring.Compile(r)
	if err != nil {
		panic(err)
	}
	return p
}

// companyWithPast is a company whose report of a year ago had four suppliers of five, each with other answers and some with other data.
func companyWithPast(tag lang.Tag, suppliers int) CompanyInput {
	in, then := companyInput(tag, suppliers), companyInput(tag, suppliers)
	r, program := rand.New(rand.NewPCG(uint64(suppliers), 11)), rulesOfThen()
	before := CompanyInput{Passport: then.Passport, Company: then.Company, Countries: then.Countries, Sectors: then.Sectors, Inputs: NewInputs()}
	before.ID, before.Rulebook = "0a1b2c3d-0000-4000-8000-000000000001", program.Rulebook()
	before.Made, before.Cycle = made.AddDate(-1, 0, 0), &Cycle{ID: "c0", Name: "Cycle 2025"}
	for i, s := range then.Suppliers {
		if i%5 == 4 {
			continue
		}
		row, other := in.Inputs.Row(i), plausible(r, 0.5, 0.2)
		for k := range row {
			if given, known := other.Find(row[k].Name); known && r.IntN(12) == 0 {
				row[k] = given
			}
		}
		frame, err := rescored(program, []fact.Row{row})
		if err != nil {
			panic(err)
		}
		s.Result = frame.Row(0)
		before.Suppliers = append(before.Suppliers, s)
		before.Inputs.Add(row)
	}
	left := before.Suppliers[0]
	left.ID = "gone"
	before.Suppliers, before.Inputs = append(before.Suppliers, left), addAgain(before.Inputs)
	in.Earlier = &Earlier{Content: NewCompany(before), Program: program}
	for i := range 31 {
		in.Opened = append(in.Opened, OpenFinding{
			Severity: severities[min(2, i/9)], OpenedOn: day(made.AddDate(0, 0, -i*9)), DueOn: day(made.AddDate(0, 0, 3*(i+1)-12)),
		})
	}
	in.Commitments = []Commitment{
		{ID: "ACK-4", Text: "Assesses risk at least yearly by country, sector, product and worker group", State: "done", Evidence: 2, AsOf: "2026-10-01"},
		{ID: "ACT-3", Text: "Adopts and enforces the Employer Pays Principle", State: "partly", Evidence: 1, AsOf: "2026-09-12"},
		{ID: "ADV-1", Text: "Measures results with indicators and reports the trend over two years", State: "planned"},
	}
	return in
}

func addAgain(in *Inputs) *Inputs {
	in.Add(in.Row(0))
	return in
}

func TestTheChangeOfEverySupplierIsSplitByCause(t *testing.T) {
	t.Parallel()
	in := companyWithPast(lang.English, 60)
	c := NewCompany(in)
	ch, causesSeen := c.Company.Changes, map[string]bool{}
	if ch == nil || ch.Continuing != 48 || ch.New != 12 || ch.Left != 1 || ch.Cycle != "Cycle 2025" || ch.Rulebook.Version != "0.9.0" {
		t.Fatalf("%+v", ch)
	}
	then := map[string]Ranked{}
	for _, s := range in.Earlier.Content.Company.Suppliers {
		then[s.ID] = s
	}
	for _, s := range c.Company.Suppliers {
		was, both := then[s.ID]
		if both != (s.Change != nil) {
			t.Fatalf("%s: %+v", s.ID, s.Change)
		}
		if !both {
			continue
		}
		if s.Change.Before != was.Residual || !s.stepsFit() {
			t.Errorf("%s: %+v does not lead from %v to %v", s.ID, s.Change, was.Residual, s.Residual)
		}
		for k, step := range s.Change.steps() {
			causesSeen[causes[k]] = causesSeen[causes[k]] || step != 0
		}
	}
	for _, cause := range causes {
		if !causesSeen[cause] {
			t.Errorf("nothing moved by %s: the test shows little", cause)
		}
	}
	if ch.Up+ch.Down+ch.Same != ch.Continuing {
		t.Errorf("%+v", ch)
	}
	sum, moved := tenths(ch.Before), 0
	for _, cause := range ch.Causes {
		sum += tenths(cause.Mean)
	}
	for _, row := range ch.Moves {
		for _, n := range row {
			moved += n
		}
	}
	if sum != tenths(ch.After) || moved != ch.Continuing {
		t.Errorf("means add up to %d, shown is %v; %d moves", sum, ch.After, moved)
	}
	written, err := c.JSON()
	must(t, err)
	read, err := ParseContent(written)
	must(t, err)
	must(t, Recompute(read, rules().Source()))
}

func TestOneCauseAloneMovesOnlyItsOwnStep(t *testing.T) {
	t.Parallel()
	same := companyInput(lang.English, 20)
	for _, c := range []struct {
		name    string
		program *scoring.Program
		change  func(fact.Row)
		cause   int
	}{
		{"nothing has changed", program(), func(fact.Row) {}, -1},
		{"only answers have", program(), changeGroup("answers."), 0},
		{"only data has", program(), changeGroup("country."), 1},
		{"only the rulebook has", rulesOfThen(), func(fact.Row) {}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			before := CompanyInput{Passport: same.Passport, Inputs: NewInputs()}
			before.Rulebook = c.program.Rulebook()
			for i, s := range same.Suppliers {
				row := same.Inputs.Row(i)
				c.change(row)
				scored, err := rescored(c.program, []fact.Row{row})
				must(t, err)
				s.Result = scored.Row(0)
				before.Suppliers = append(before.Suppliers, s)
				before.Inputs.Add(row)
			}
			in := same
			in.Earlier = &Earlier{Content: NewCompany(before), Program: c.program}
			moved := [3]bool{}
			for _, s := range NewCompany(in).Company.Suppliers {
				for k, step := range s.Change.steps() {
					moved[k] = moved[k] || step != 0
				}
			}
			for k := range moved {
				if moved[k] != (k == c.cause) {
					t.Errorf("moved %v, want cause %d only", moved, c.cause)
				}
			}
		})
	}
}

// changeGroup turns every yes into a no and back.
func changeGroup(prefix string) func(fact.Row) {
	return func(row fact.Row) {
		for k := range row {
			if v := row[k].Value; strings.HasPrefix(string(row[k].Name), prefix) && v.Type == fact.Bool && v.State == fact.Present {
				row[k].Value = fact.OfBool(!v.Bool)
			}
		}
	}
}

func TestAChangedStepIsFound(t *testing.T) {
	t.Parallel()
	c := NewCompany(companyWithPast(lang.English, 30))
	for name, alter := range map[string]func(*CompanyContent){
		"a step":             func(co *CompanyContent) { firstChanged(co).Change.Data += 1 },
		"two steps":          func(co *CompanyContent) { v := firstChanged(co).Change; v.Data, v.Answers = v.Data+1, v.Answers-1 },
		"a mean":             func(co *CompanyContent) { co.Changes.Causes[0].Mean += 0.1 },
		"a move":             func(co *CompanyContent) { co.Changes.Moves[0][0]++ },
		"workers of a place": func(co *CompanyContent) { co.Workers.Countries[0].Upper++ },
	} {
		written, err := c.JSON()
		must(t, err)
		copied, err := ParseContent(written)
		must(t, err)
		alter(copied.Company)
		if Recompute(copied, rules().Source()) == nil {
			t.Errorf("%s was altered and nobody saw it", name)
		}
	}
}

func firstChanged(co *CompanyContent) *Ranked {
	return &co.Suppliers[slices.IndexFunc(co.Suppliers, func(s Ranked) bool { return s.Change != nil })]
}

func TestFindingsAgeByTheDay(t *testing.T) {
	t.Parallel()
	in := CompanyInput{Passport: passport(lang.English), Opened: []OpenFinding{
		{"critical", "2026-11-24", "2026-11-24"}, // opened and due today: not overdue
		{"critical", "2026-10-25", "2026-11-23"},
		{"critical", "2026-10-24", "2026-10-24"},
		{"minor", "2025-11-24", ""},
	}}
	a := ageing(in)
	want := []AgeRow{{"critical", 3, [4]int{2, 1, 0, 0}, 2, 31}, {"major", 0, [4]int{}, 0, 0}, {"minor", 1, [4]int{0, 0, 0, 1}, 0, 0}}
	if !slices.Equal(a.Rows, want) || a.Oldest != 365 {
		t.Errorf("got %+v", a)
	}
	if ageing(CompanyInput{}) != nil {
		t.Error("nobody told of findings, and yet they have an age")
	}
}

// numbersIn lists what a company report must show in the PDF, as it is written there, by section.
func TestThePDFAndTheWorkbookSayTheSameNumbersOfChangeWorkersAndAge(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed (Debian: poppler-utils)")
	}
	c := NewCompany(companyWithPast(lang.English, 40))
	co := c.Company
	file := workbookOf(t, c)
	rows := func(tab string) [][]string {
		found, err := file.GetRows(tab, excelize.Options{RawCellValue: true})
		must(t, err)
		return found
	}
	page := pagesOf(t, c)
	holds := func(section string, words ...string) {
		t.Helper()
		if !strings.Contains(page, strings.Join(words, " ")) {
			t.Errorf("%s: the pages do not say %q", section, words)
		}
	}
	changed := rows("Changes")
	for k, cause := range co.Changes.Causes {
		for row, want := range []string{fmt.Sprint(cause.Mean), strconv.Itoa(cause.Up), strconv.Itoa(cause.Down)} {
			if got := changed[row+1][k+2]; got != want {
				t.Errorf("%s: the workbook says %s, the content %s", cause.Cause, got, want)
			}
		}
		holds("causes", signed(c.Language, cause.Mean), strconv.Itoa(cause.Up), strconv.Itoa(cause.Down))
	}
	if changed[1][1] != fmt.Sprint(co.Changes.Before) || changed[1][5] != fmt.Sprint(co.Changes.After) || len(changed) != 4+co.Changes.Continuing {
		t.Errorf("%v", changed[:3])
	}
	workers := rows("Workers")
	for i, g := range co.Workers.Countries {
		if got, want := fmt.Sprint(workers[i+2][1:6]), fmt.Sprint([]any{g.Name, g.Code, g.Workers, g.Upper, g.Weighted}); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		holds("workers", g.Name, count(c.Language, g.Upper), count(c.Language, g.Workers), score(c.Language, g.Weighted))
	}
	aged := rows("Age of findings")
	open := 0
	for i, row := range co.Ageing.Rows {
		open += row.Open
		if got, want := fmt.Sprint(aged[i+1][1:7]), fmt.Sprint([]any{row.Ages[0], row.Ages[1], row.Ages[2], row.Ages[3], row.Open, row.Overdue}); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		holds("ageing", c.say("report.severity."+row.Severity), fmt.Sprint(row.Ages[0]), fmt.Sprint(row.Ages[1]), fmt.Sprint(row.Ages[2]), fmt.Sprint(row.Ages[3]), fmt.Sprint(row.Open), fmt.Sprint(row.Overdue))
	}
	if open != co.Findings.Open || len(rows("Commitments")) != 1+len(co.Commitments) {
		t.Errorf("%d open findings by age, %d counted", open, co.Findings.Open)
	}
	holds("commitments", "ACT-3", co.Commitments[1].Text, "Partly 1")
}

// pagesOf gives the words of all pages of a content's PDF, one blank between them.
func pagesOf(t *testing.T, c Content) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.pdf")
	var pdf bytes.Buffer
	must(t, RenderPDF(&pdf, c, Attachments{}))
	must(t, os.WriteFile(file, pdf.Bytes(), 0o600))
	text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	must(t, err)
	return strings.Join(strings.Fields(string(text)), " ")
}
