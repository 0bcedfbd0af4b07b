package questionnaire

import (
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

func every(t testing.TB) *Definition {
	t.Helper()
	d, issues := Load([]byte(everyType), "every.yaml")
	if d == nil {
		t.Fatal(issues)
	}
	return d
}

func twoCorridors() []Row {
	return []Row{
		{
			"origin": fact.OfText("Nepal"), "workers": fact.OfNumber(40), "since": fact.OfText("2024-11-24"),
			"licensed": fact.OfBool(true), "payer": fact.OfChoice("worker"), "costs": fact.OfChoices([]string{"visa", "travel"}),
		},
		{"origin": fact.OfText("Bangladesh"), "workers": fact.OfNumber(10), "licensed": fact.OfBool(false), "payer": fact.OfChoice("worker")},
	}
}

func TestRowsOfAMatrixBecomeFactsOfItsColumns(t *testing.T) {
	t.Parallel()
	missing := fact.Absent(fact.Number, fact.Missing)
	whole := &Response{Answers: map[string]Answer{"corridors": OfRows(twoCorridors()...)}}
	gap := &Response{Answers: map[string]Answer{"corridors": OfRows(twoCorridors()[0], Row{"origin": fact.OfText("Myanmar")})}}
	none := &Response{Answers: map[string]Answer{"corridors": OfRows()}}
	unsaid := &Response{Answers: map[string]Answer{"corridors": {Value: fact.Absent(fact.Number, fact.Refused)}}}
	for _, c := range []struct {
		name     string
		response *Response
		fact     fact.Name
		want     fact.Value
	}{
		{"the question counts the rows", whole, "answers.corridors", fact.OfNumber(2)},
		{"a number is added up", whole, "answers.corridors.workers.sum", fact.OfNumber(50)},
		{"the least", whole, "answers.corridors.workers.min", fact.OfNumber(10)},
		{"the greatest", whole, "answers.corridors.workers.max", fact.OfNumber(40)},
		{"a date is months since", whole, "answers.corridors.since.max", fact.OfNumber(24)},
		{"a column counts the rows that fill it", whole, "answers.corridors.since.count", fact.OfNumber(1)},
		{"yes is counted", whole, "answers.corridors.licensed.yes", fact.OfNumber(1)},
		{"no is counted", whole, "answers.corridors.licensed.no", fact.OfNumber(1)},
		{"choices that stand in some row", whole, "answers.corridors.payer.any", fact.OfChoices([]string{"worker"})},
		{"several choices in a row", whole, "answers.corridors.costs.any", fact.OfChoices([]string{"visa", "travel"})},
		{"a sum with a gap is no sum", gap, "answers.corridors.workers.sum", missing},
		{"the greatest of those given", gap, "answers.corridors.workers.max", fact.OfNumber(40)},
		{"no rows are zero rows", none, "answers.corridors", fact.OfNumber(0)},
		{"no rows add up to zero", none, "answers.corridors.workers.sum", fact.OfNumber(0)},
		{"no rows have no greatest", none, "answers.corridors.workers.max", missing},
		{"refused is refused in every column", unsaid, "answers.corridors.workers.sum", fact.Absent(fact.Number, fact.Refused)},
		{"refused is refused for choices too", unsaid, "answers.corridors.payer.any", fact.Absent(fact.Choices, fact.Refused)},
		{"unanswered is missing, not zero", &Response{}, "answers.corridors.workers.count", missing},
	} {
		if got := given(every(t).Facts(c.response, asOf), c.fact).Value; !equalValues(got, c.want) {
			t.Errorf("%s: %s is %+v, want %+v", c.name, c.fact, got, c.want)
		}
	}
}

func TestFilesAreCountedOnce(t *testing.T) {
	t.Parallel()
	one, two := canon.Sum([]byte("1")), canon.Sum([]byte("2"))
	r := &Response{Answers: map[string]Answer{"papers": OfFiles(one, two, one)}}
	if got := given(every(t).Facts(r, asOf), "answers.papers").Value; !equalValues(got, fact.OfNumber(2)) {
		t.Errorf("%+v", got)
	}
	before := r.Digest()
	r.Answers["papers"] = OfFiles(one)
	if r.Digest() == before {
		t.Error("another file does not change the digest")
	}
}

func TestMatrixDefsAndFactsAgree(t *testing.T) {
	t.Parallel()
	d := every(t)
	for name, r := range map[string]*Response{"none": nil, "some": {Answers: map[string]Answer{"corridors": OfRows(twoCorridors()...)}}} {
		facts := d.Facts(r, asOf)
		for i, def := range d.FactDefs() {
			if facts[i].Name != def.Name || facts[i].Value.Type != def.Type {
				t.Errorf("%s: %s %s is given, %s %s declared", name, facts[i].Name, facts[i].Value.Type, def.Name, def.Type)
			}
		}
	}
}

// matrixBook is the workbook of everyType with rows of corridors, opened at its matrix.
func matrixBook(t *testing.T) *book {
	t.Helper()
	to := recipient(lang.English)
	to.Prefill = map[string]Answer{"corridors": OfRows(twoCorridors()...), "papers": OfFiles(canon.Sum(nil))}
	return &book{t: t, file: openBytes(t, write(t, every(t), to)), tab: "Question 9"}
}

func (b *book) typed(cell string, value any) {
	b.t.Helper()
	if err := b.file.SetCellValue(b.tab, cell, value); err != nil {
		b.t.Fatal(err)
	}
}

func TestCellsOfAMatrixAreReportedWhereTheyStand(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		change func(*book)
		issues string
		cell   string
		rows   int
	}{
		{"as it was written", func(*book) {}, "", "", 2},
		{"a number that is none", func(b *book) { b.typed("D5", "many") }, "cell-not-number", "D5", 2},
		{"a number that cannot be", func(b *book) { b.typed("D6", 1000) }, "cell-out-of-range", "D6", 2},
		{"a new line", func(b *book) { b.typed("C8", "Myanmar") }, "", "", 3},
		{"a line below the last", func(b *book) { b.typed("C7", "a"); b.typed("C8", "b"); b.typed("C9", "c") }, "matrix-rows-many", "C9", 4},
		{"a renamed header", func(b *book) { b.typed("D4", "Heads") }, "", "", 2},
		{"an answer in the question's own cell", func(b *book) { b.tab = "Questionnaire"; b.typed("E15", "many") }, "answer-elsewhere", "E15", 2},
		{"a reason as well as rows", func(b *book) { b.tab = "Questionnaire"; b.typed("F15", "Don't know") }, "answer-and-state", "E15", 0},
	} {
		b := matrixBook(t)
		c.change(b)
		response, issues, err := read(t, every(t), b.bytes())
		if err != nil {
			t.Fatal(err)
		}
		if codes(issues) != c.issues || len(issues) > 0 && (issues[0].At.Cell() != c.cell || issues[0].At.Question != "corridors") {
			t.Errorf("%s: %+v", c.name, issues)
		}
		if got := len(response.Answers["corridors"].Rows); got != c.rows {
			t.Errorf("%s: %d rows, want %d", c.name, got, c.rows)
		}
		if len(response.Answers["papers"].Files) != 1 {
			t.Errorf("%s: the file that was received is lost", c.name)
		}
	}
}

func TestTheProgressCountsAFilledMatrix(t *testing.T) {
	t.Parallel()
	b := matrixBook(t)
	formula, err := b.file.GetCellFormula("Questionnaire", issue.Place{Row: 3, Column: columnQuestion}.Cell())
	if err != nil || !strings.Contains(formula, "'Question 9'!C5:H8") {
		t.Errorf("formula %q, %v", formula, err)
	}
}
