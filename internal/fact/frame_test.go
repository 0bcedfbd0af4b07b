package fact

import (
	"math"
	"strings"
	"testing"
)

var defs = []Def{
	{Name: "a.flag", Type: Bool},
	{Name: "a.kind", Type: Choice, Choices: []string{"x", "y"}},
	{Name: "a.number", Type: Number},
	{Name: "a.set", Type: Choices, Choices: []string{"p", "q", "r"}},
}

func TestFrame(t *testing.T) {
	t.Parallel()
	f, err := NewFrame(defs, []Row{
		{
			{Name: "a.flag", Value: OfBool(true)},
			{Name: "a.kind", Value: OfChoice("y")},
			{Name: "a.number", Value: OfNumber(2.5)},
			{Name: "a.set", Value: OfChoices([]string{"p", "r"})},
			{Name: "b.other", Value: OfText("left aside")},
		},
		{{Name: "a.flag", Value: Absent(Bool, Refused)}},
	})
	if err != nil || f.Len() != 2 {
		t.Fatal(err)
	}
	flag, _ := f.Column("a.flag")
	kind, _ := f.Column("a.kind")
	number, _ := f.Column("a.number")
	set, _ := f.Column("a.set")
	if flag.Codes[0] != CodeYes || kind.Codes[0] != CodeFirst+1 || number.Numbers[0] != 2.5 || set.Sets[0] != 0b101 {
		t.Errorf("values: %v %v %v %v", flag.Codes, kind.Codes, number.Numbers, set.Sets)
	}
	if StateOf(flag.Codes[1]) != Refused || StateOf(kind.Codes[1]) != Missing || number.Numbers[1] != 0 {
		t.Errorf("absent: %v %v %v", flag.Codes, kind.Codes, number.Numbers)
	}
	if _, ok := f.Column("b.other"); ok {
		t.Error("a fact that is not declared has a column")
	}
	if one := f.Slice(1, 2); one.Len() != 1 {
		t.Error("a slice of one row has", one.Len())
	}
}

func TestFrameRefusesWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]Given{
		"a number where a condition is declared": {Name: "a.flag", Value: OfNumber(1)},
		"a choice that is not declared":          {Name: "a.kind", Value: OfChoice("z")},
		"a set with a word that is not declared": {Name: "a.set", Value: OfChoices([]string{"p", "z"})},
		"an infinite number":                     {Name: "a.number", Value: OfNumber(math.Inf(1))},
	} {
		if _, err := NewFrame(defs, []Row{nil, {v}}); err == nil || !strings.Contains(err.Error(), "row 1, fact "+string(v.Name)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRecodeMatchesChoicesByTheirWords(t *testing.T) {
	t.Parallel()
	f, err := NewFrame(defs, []Row{
		{{Name: "a.kind", Value: OfChoice("x")}, {Name: "a.set", Value: OfChoices([]string{"p", "q"})}},
		{{Name: "a.kind", Value: OfChoice("y")}},
		{{Name: "a.kind", Value: Absent(Choice, DontKnow)}},
	})
	if err != nil {
		t.Fatal(err)
	}
	kind, _ := f.Column("a.kind")
	set, _ := f.Column("a.set")
	got := Recode(kind, Def{Name: "a.kind", Type: Choice, Choices: []string{"w", "x"}})
	if got.Codes[0] != CodeFirst+1 || got.Codes[1] != CodeMissing || got.Codes[2] != CodeDontKnow {
		t.Errorf("codes %v", got.Codes)
	}
	if got := Recode(set, Def{Name: "a.set", Type: Choices, Choices: []string{"q", "p"}}); got.Sets[0] != 0b11 || StateOf(got.Codes[1]) != Missing {
		t.Errorf("sets %v, codes %v", got.Sets, got.Codes)
	}
}
