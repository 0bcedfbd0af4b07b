package questionnaire

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/sheet"
)

// book is a written workbook opened as a supplier's program would.
type book struct {
	t    *testing.T
	file *excelize.File
	tab  string
	rows map[string]int // by question id
}

func open(t *testing.T, tag lang.Tag) *book {
	t.Helper()
	blank := blanks()[tag]
	return &book{t: t, file: openBytes(t, blank.data), tab: say(tag, "tab-questions"), rows: blank.rows}
}

// unfilled is a workbook as it goes out; rows are those of its questions.
type unfilled struct {
	data []byte
	rows map[string]int
}

// blanks writes the workbook of each language once for all tests.
var blanks = sync.OnceValue(func() map[lang.Tag]unfilled {
	all := make(map[lang.Tag]unfilled)
	for _, tag := range lang.Tags() {
		var out bytes.Buffer
		if err := Default().WriteWorkbook(&out, recipient(tag)); err != nil {
			panic(err)
		}
		rows := make(map[string]int)
		file, err := sheet.Open(bytes.NewReader(out.Bytes()), int64(out.Len()), "blank.xlsx", sheet.DefaultLimits())
		if err != nil {
			panic(err)
		}
		for row, err := range file.Rows(context.Background(), say(tag, "tab-questions")) {
			if err != nil {
				panic(err)
			}
			if id := row.Cell(columnID).Text; id != "" {
				rows[id] = row.Number
			}
		}
		all[tag] = unfilled{out.Bytes(), rows}
	}
	return all
})

func openBytes(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	return file
}

// set types a value into a question's cell.
func (b *book) set(id string, column int, value any) {
	b.t.Helper()
	at := issue.Place{Row: b.rows[id], Column: column}.Cell()
	if err := b.file.SetCellValue(b.tab, at, value); err != nil {
		b.t.Fatal(err)
	}
}

func (b *book) bytes() []byte {
	b.t.Helper()
	var out bytes.Buffer
	if _, err := b.file.WriteTo(&out); err != nil {
		b.t.Fatal(err)
	}
	return out.Bytes()
}

func (b *book) read() (*Response, []issue.Issue) {
	b.t.Helper()
	response, issues, err := read(b.t, Default(), b.bytes())
	if err != nil {
		b.t.Fatal(err)
	}
	return response, issues
}

func TestCellsAreUnderstoodAsPeopleTypeThem(t *testing.T) {
	t.Parallel()
	yes, no := fact.OfBool(true), fact.OfBool(false)
	for _, c := range []struct {
		name   string
		id     string
		typed  any
		want   fact.Value
		issues string // codes, "" = none
	}{
		{"the label of the list", "uses_agents", "Ya", yes, ""},
		{"the label of the other language", "uses_agents", "Yes", yes, ""},
		{"a letter", "uses_agents", "y", yes, ""},
		{"a word with blanks and a full stop", "uses_agents", "  TIDAK. ", no, ""},
		{"a truth value", "uses_agents", true, yes, ""},
		{"don't know in the answer cell", "uses_agents", "tidak tahu", fact.Absent(fact.Bool, fact.DontKnow), ""},
		{"a number where yes or no is asked is never no", "uses_agents", 0, fact.Value{}, "cell-not-choice"},
		{"words where yes or no is asked", "uses_agents", "kadang-kadang", fact.Value{}, "cell-not-choice"},
		{"a choice by its label", "passport_custody", "Agen atau pihak lain", fact.OfChoice("agent"), ""},
		{"a choice in English in an Indonesian workbook", "passport_custody", "an agent or somebody else", fact.OfChoice("agent"), ""},
		{"a choice by its value", "passport_custody", "employer", fact.OfChoice("employer"), ""},
		{"a choice with a slip", "exits_locked", "Malam har", fact.Value{}, "cell-not-choice"},
		{"a number", "workers_total", 1200, fact.OfNumber(1200), ""},
		{"a number as text", "workers_total", "1200", fact.OfNumber(1200), ""},
		{"thousands with a point", "workers_total", "1.200", fact.OfNumber(1200), ""},
		{"thousands with a comma", "workers_total", "1,200", fact.OfNumber(1200), ""},
		{"a number with its unit", "workers_total", "120 orang", fact.OfNumber(120), ""},
		{"digits of another script", "workers_total", "๑๒๐", fact.OfNumber(120), ""},
		{"a fraction with a comma", "max_weekly_hours", "59,5", fact.OfNumber(59.5), ""},
		{"a fraction with a point and three places", "max_weekly_hours", "60.000", fact.OfNumber(60), ""},
		{"a number that can be two", "passport_return_hours", "1.500", fact.Value{}, "cell-number-doubtful"},
		{"about a number", "workers_total", "about 100", fact.Value{}, "cell-not-number"},
		{"a span", "workers_total", "100-120", fact.Value{}, "cell-not-number"},
		{"half a person", "workers_total", 12.5, fact.Value{}, "cell-not-whole"},
		{"less than none", "workers_total", -3, fact.Value{}, "cell-out-of-range"},
		{"more hours than a week has", "max_weekly_hours", 200, fact.Value{}, "cell-out-of-range"},
		{"a date as text", "policy_date", "2025-03-14", fact.OfText("2025-03-14"), ""},
		{"a date with dots", "policy_date", "14.3.2025", fact.OfText("2025-03-14"), ""},
		{"a date whose month comes first", "policy_date", "03/14/2025", fact.OfText("2025-03-14"), ""},
		{"a date that could be another", "policy_date", "03/04/2025", fact.OfText("2025-04-03"), "cell-date-understood"},
		{"a date in words", "policy_date", "14 Maret 2025", fact.OfText("2025-03-14"), ""},
		{"a date in English words", "policy_date", "March 14, 2025", fact.OfText("2025-03-14"), ""},
		{"a month", "policy_date", "Agustus 2024", fact.OfText("2024-08-01"), "cell-date-understood"},
		{"a number that lost its date format", "policy_date", "45730", fact.Value{}, "cell-not-date"},
		{"a year of the Buddhist era", "policy_date", "14/03/2568", fact.OfText("2025-03-14"), "cell-date-understood"},
		{"a bare year", "policy_date", "2025", fact.Value{}, "cell-not-date"},
		{"no such day", "policy_date", "31/02/2025", fact.Value{}, "cell-not-date"},
		{"blanks are no answer", "policy_date", "   ", fact.Value{}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := open(t, lang.Indonesian)
			b.set(c.id, columnAnswer, c.typed)
			response, issues := b.read()
			want := map[string]Answer{}
			if c.want.Type != "" {
				want[c.id] = Answer{Value: c.want}
			}
			mustEqual(t, response.Answers, want)
			if got := codes(issues); got != c.issues {
				t.Errorf("issues %q, want %q: %+v", got, c.issues, issues)
			}
			for _, found := range issues {
				if found.At.Cell() != (issue.Place{Row: b.rows[c.id], Column: columnAnswer}).Cell() || found.At.Question != c.id || found.Saw == "" {
					t.Errorf("issue %+v does not point at the cell", found)
				}
			}
		})
	}
}

func codes(issues []issue.Issue) string {
	var all []string
	for _, found := range issues {
		all = append(all, strings.TrimPrefix(found.Code, "questionnaire."))
	}
	return strings.Join(all, " ")
}

func TestRowsMayHoldMoreThanAnAnswer(t *testing.T) {
	t.Parallel()
	notApplicable := fact.Absent(fact.Bool, fact.NotApplicable)
	notApplicable.Reason = "tanpa agen"
	for _, c := range []struct {
		name   string
		fill   func(b *book)
		want   map[string]Answer
		issues string
	}{
		{"does not apply with its reason", func(b *book) {
			b.set("agent_list", columnState, "Tidak berlaku")
			b.set("agent_list", columnNote, "tanpa agen")
		}, map[string]Answer{"agent_list": {Value: notApplicable}}, ""},
		{"does not apply without a reason stays unanswered", func(b *book) {
			b.set("agent_list", columnState, "Tidak berlaku")
		}, nil, "reason-missing"},
		{"an answer and a reason for none", func(b *book) {
			b.set("agent_list", columnAnswer, "Ya")
			b.set("agent_list", columnState, "Tidak tahu")
		}, nil, "answer-and-state"},
		{"a reason that is none", func(b *book) { b.set("agent_list", columnState, "nanti") }, nil, "state-unknown"},
		{"evidence without an answer", func(b *book) { b.set("agent_list", columnLevel, "E3") }, nil, "evidence-alone"},
		{"evidence without a level", func(b *book) {
			b.set("agent_list", columnAnswer, "Ya")
			b.set("agent_list", columnDate, "2025-03-14")
		}, map[string]Answer{"agent_list": {Value: fact.OfBool(true), Evidence: Evidence{On: "2025-03-14"}}}, "evidence-no-level"},
		{"a level by its number", func(b *book) {
			b.set("agent_list", columnAnswer, "Ya")
			b.set("agent_list", columnLevel, 2)
		}, map[string]Answer{"agent_list": {Value: fact.OfBool(true), Evidence: Evidence{Level: 2}}}, ""},
		{"a level that is none", func(b *book) {
			b.set("agent_list", columnAnswer, "Ya")
			b.set("agent_list", columnLevel, "sangat baik")
		}, map[string]Answer{"agent_list": {Value: fact.OfBool(true)}}, "level-unknown"},
		{"evidence where none is asked", func(b *book) {
			b.set("workers_total", columnAnswer, 5)
			b.set("workers_total", columnLevel, "E3")
		}, map[string]Answer{"workers_total": {Value: fact.OfNumber(5)}}, "evidence-not-asked"},
		{"a comment alone is kept", func(b *book) {
			b.set("agent_list", columnNote, "menyusul")
		}, map[string]Answer{"agent_list": {Value: fact.Absent(fact.Bool, fact.Missing), Note: "menyusul"}}, ""},
		{"a comment that is too long", func(b *book) {
			b.set("agent_list", columnNote, strings.Repeat("a", maxNote+1))
		}, map[string]Answer{"agent_list": {Value: fact.Absent(fact.Bool, fact.Missing), Note: strings.Repeat("a", maxNote)}}, "cell-too-long"},
		{"a bad answer drops its evidence once", func(b *book) {
			b.set("agent_list", columnAnswer, "mungkin")
			b.set("agent_list", columnLevel, "E3")
		}, nil, "cell-not-choice"},
		{"a row copied with the same answer", func(b *book) {
			b.set("agent_list", columnAnswer, "Ya")
			b.duplicate("agent_list", nil)
		}, map[string]Answer{"agent_list": {Value: fact.OfBool(true)}}, ""},
		{"a row copied with another answer", func(b *book) {
			b.set("agent_list", columnAnswer, "Ya")
			b.duplicate("agent_list", "Tidak")
		}, nil, "question-twice"},
		{"a row removed", func(b *book) { _ = b.file.RemoveRow(b.tab, b.rows["audit_date"]) }, nil, "question-gone"},
		{"an error value", func(b *book) {
			at := issue.Place{Row: b.rows["workers_total"], Column: columnAnswer}.Cell()
			_ = b.file.SetCellFormula(b.tab, at, "1/0")
		}, nil, "cell-error"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := open(t, lang.Indonesian)
			c.fill(b)
			response, issues := b.read()
			mustEqual(t, response.Answers, c.want)
			if got := codes(issues); got != c.issues {
				t.Errorf("issues %q, want %q: %+v", got, c.issues, issues)
			}
		})
	}
}

// duplicate copies a question's row below itself and may answer it differently there.
func (b *book) duplicate(id string, answer any) {
	b.t.Helper()
	if err := b.file.DuplicateRow(b.tab, b.rows[id]); err != nil {
		b.t.Fatal(err)
	}
	if answer != nil {
		_ = b.file.SetCellValue(b.tab, issue.Place{Row: b.rows[id] + 1, Column: columnAnswer}.Cell(), answer)
	}
}

func TestMovedAndSortedWorkbooksAreReadTheSame(t *testing.T) {
	t.Parallel()
	for name, move := range map[string]func(b *book) error{
		"rows put in above":      func(b *book) error { return b.file.InsertRows(b.tab, 2, 3) },
		"a column put in before": func(b *book) error { return b.file.InsertCols(b.tab, "C", 2) },
		"the help column gone":   func(b *book) error { return b.file.RemoveCol(b.tab, issue.ColumnName(columnHelp)) },
		"the id column emptied": func(b *book) error {
			for _, row := range b.rows {
				if row > headerRow {
					_ = b.file.SetCellValue(b.tab, fmt.Sprintf("A%d", row), nil)
				}
			}
			return nil
		},
		"the tabs renamed": func(b *book) error { return b.file.SetSheetName(b.tab, "Sheet1") },
		"a row moved up": func(b *book) error {
			first, second := b.rows["wages_withheld"], b.rows["violence_cases"]
			if err := b.file.DuplicateRowTo(b.tab, second, first); err != nil {
				return err
			}
			return b.file.RemoveRow(b.tab, second+1)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, lang.English)
			b.set("wages_withheld", columnAnswer, "Yes")
			b.set("violence_cases", columnAnswer, 2)
			b.set("policy_date", columnAnswer, "2025-03-14")
			if err := move(b); err != nil {
				t.Fatal(err)
			}
			response, issues := b.read()
			mustEqual(t, response.Answers, map[string]Answer{
				"wages_withheld": {Value: fact.OfBool(true)}, "violence_cases": {Value: fact.OfNumber(2)}, "policy_date": {Value: fact.OfText("2025-03-14")},
			})
			if len(issues) > 0 {
				t.Errorf("%+v", issues)
			}
		})
	}
}

func TestForeignAndAlteredWorkbooksAreRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, key string
		data      func(b *book) []byte
	}{
		{"no workbook at all", "sheet.", func(*book) []byte { return []byte("%PDF-1.7 hello") }},
		{"somebody else's workbook", "questionnaire.not-ours", func(*book) []byte {
			var out bytes.Buffer
			_, _ = excelize.NewFile().WriteTo(&out)
			return out.Bytes()
		}},
		{"the hidden tab removed", "questionnaire.not-ours", func(b *book) []byte {
			_ = b.file.DeleteSheet(idTab)
			return b.bytes()
		}},
		{"another supplier's id typed in", "questionnaire.ids-altered", func(b *book) []byte {
			_ = b.file.SetCellValue(idTab, "B5", "0190f3a2-0000-7000-8000-0000000000bb")
			return b.bytes()
		}},
		{"the answer column renamed", "questionnaire.layout-altered", func(b *book) []byte {
			_ = b.file.SetCellValue(b.tab, issue.Place{Row: headerRow, Column: columnAnswer}.Cell(), "X")
			return b.bytes()
		}},
		{"the question tab removed", "questionnaire.layout-altered", func(b *book) []byte {
			_ = b.file.DeleteSheet(b.tab)
			return b.bytes()
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, _, err := read(t, Default(), c.data(open(t, lang.English)))
			mustFault(t, err, c.key)
		})
	}
}

func TestAWorkbookOfAnotherVersionIsRefused(t *testing.T) {
	t.Parallel()
	later, issues := Load(bytes.Replace(defaultBytes(t), []byte(`version: "1.0.0"`), []byte(`version: "1.1.0"`), 1), "later.yaml")
	if later == nil {
		t.Fatal(issues)
	}
	_, _, err := read(t, later, write(t, Default(), recipient(lang.English)))
	mustFault(t, err, "questionnaire.other-version")
}

func mustFault(t *testing.T, err error, key string) {
	t.Helper()
	if fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), key) {
		t.Errorf("got %v, want a fault %s", err, key)
	}
}
