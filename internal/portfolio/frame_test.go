package portfolio

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

// smallSnapshot is of two suppliers, with every fact that is gathered.
func smallSnapshot(t testing.TB) *snapshot {
	t.Helper()
	defs := frameDefs(method{rules: &edition{rulebook: rulebook.Default()}, asked: &edition{definition: questionnaire.Default()}})
	s := &snapshot{snapshotHead: snapshotHead{Company: "alpha"}, asOf: time.Now()}
	s.add("s1", "a1", "IDN", "C14")
	s.add("s2", "a2", "", "C14")
	var err error
	s.facts, err = fact.NewFrame(defs, []fact.Row{{{Name: "supplier.workers", Value: fact.OfNumber(40)}}, nil})
	if err != nil {
		t.Fatal(err)
	}
	s.facts = s.facts.Compact()
	return s
}

func encoded(t testing.TB, s *snapshot) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := s.encode(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestASnapshotIsReadBackAsItWasWritten(t *testing.T) {
	t.Parallel()
	s := smallSnapshot(t)
	back, err := decodeSnapshot(bytes.NewReader(encoded(t, s)), "alpha")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(back.Suppliers, " ") + " " + back.Countries[back.Country[0]] + " " + back.Sectors[back.Sector[1]]; got != "s1 s2 IDN C14" {
		t.Error(got)
	}
	if rows := back.rowsFor(s.facts.Defs()); len(rows) != 2 || rows["a2"] != 1 {
		t.Errorf("rows to be taken over: %v", rows)
	}
	if rows := back.rowsFor(s.facts.Defs()[1:]); rows != nil {
		t.Errorf("rows are taken over though other facts are to be kept: %v", rows)
	}
	one, err := pick(back.facts, []int{0})
	if err != nil {
		t.Fatal(err)
	}
	workers, _ := one.Column("supplier.workers")
	if one.Len() != 1 || workers.Number(0) != 40 {
		t.Errorf("%d rows, %v workers", one.Len(), workers.Number(0))
	}
}

func TestAFileThatIsNotTheCompanysSnapshotIsRefused(t *testing.T) {
	t.Parallel()
	good := encoded(t, smallSnapshot(t))
	for name, c := range map[string]struct {
		data    []byte
		company string
	}{
		"of another company":  {good, "beta"},
		"nothing":             {nil, "alpha"},
		"another version":     {append([]byte("TSNAP9\n"), good[7:]...), "alpha"},
		"cut off in the head": {good[:40], "alpha"},
		"cut off at the end":  {good[:len(good)-1], "alpha"},
		"a byte more":         {append(bytes.Clone(good), 0), "alpha"},
		"a row too many":      {bytes.Replace(good, []byte(`"suppliers":["s1","s2"]`), []byte(`"suppliers":["s1"]     `), 1), "alpha"},
		"a place outside":     {bytes.Replace(good, []byte(`"country":[0,1]`), []byte(`"country":[0,7]`), 1), "alpha"},
		"a damaged column":    {append(bytes.Clone(good[:len(good)-9]), append([]byte{good[len(good)-9] ^ 1}, good[len(good)-8:]...)...), "alpha"},
	} {
		if s, err := decodeSnapshot(bytes.NewReader(c.data), c.company); err == nil {
			t.Errorf("%s: %+v", name, s.snapshotHead)
		}
	}
}

func FuzzDecodeSnapshot(f *testing.F) {
	f.Add(encoded(f, smallSnapshot(f)))
	f.Add([]byte(snapshotMagic))
	f.Fuzz(func(t *testing.T, data []byte) {
		if s, err := decodeSnapshot(bytes.NewReader(data), "alpha"); err == nil && (s.Company != "alpha" || len(s.Suppliers) != s.facts.Len()) {
			t.Errorf("%+v", s.snapshotHead)
		}
	})
}

// A choice of an older questionnaire is Missing in the snapshot, and does not keep it from being made.
func TestFactsThatDoNotFitAreLeftOut(t *testing.T) {
	t.Parallel()
	fits := newFitting([]fact.Def{
		{Name: "a.choice", Type: fact.Choice, Choices: []string{"x"}}, {Name: "a.number", Type: fact.Number}, {Name: "a.set", Type: fact.Choices, Choices: []string{"p"}},
	})
	row := fact.Row{
		{Name: "a.choice", Value: fact.OfChoice("gone")},
		{Name: "a.number", Value: fact.Absent(fact.Number, fact.Refused)},
		{Name: "a.set", Value: fact.OfChoices([]string{"p", "q"})},
		{Name: "b.other", Value: fact.OfBool(true)},
	}
	if got := fits.row(row); len(got) != 1 || got[0].Name != "a.number" {
		t.Errorf("%+v", got)
	}
	if got := fits.row(fact.Row{{Name: "a.choice", Value: fact.OfChoice("x")}, {Name: "a.number", Value: fact.OfBool(true)}}); len(got) != 1 || got[0].Name != "a.choice" {
		t.Errorf("%+v", got)
	}
}

// Small companies are scored together; each has what it has alone, whatever stands before it.
func TestCompaniesThatAreScoredTogetherAreComparedApart(t *testing.T) {
	t.Parallel()
	draft, err := ReadDraft(strings.Replace(string(rulebook.Default().Source()), "weight: 20 #", "weight: 90 #", 1))
	if err != nil || draft.Program == nil {
		t.Fatal(err, draft.Issues)
	}
	program, err := scoring.Compile(rulebook.Default())
	if err != nil {
		t.Fatal(err)
	}
	before := &edition{digest: rulebook.Default().Digest(), rulebook: rulebook.Default(), program: program}
	d := &Desk{}
	compare := func(frames ...*cachedFrame) []Moved {
		moved, err := d.compare(t.Context(), frames, before, draft.Program, true)
		if err != nil {
			t.Fatal(err)
		}
		return moved
	}
	random := rand.New(rand.NewPCG(3, 4)) // invented suppliers, the same each time
	var all []*snapshot
	var alone []Moved
	for i, suppliers := range []int{0, 70, 64, 1, 0, 200, blockRows - 100, 300, 0} {
		s := inventedSnapshot(fmt.Sprint("company ", i), suppliers, random)
		all = append(all, s)
		f, err := newCachedFrame([]*snapshot{s})
		if err != nil {
			t.Fatal(err)
		}
		alone = append(alone, compare(f)...)
	}
	together, err := newCachedFrame(all)
	if err != nil {
		t.Fatal(err)
	}
	if together.blocks() != 2 {
		t.Fatalf("%d blocks", together.blocks())
	}
	for range 2 { // the second time with the scores before that were kept
		got := compare(together)
		for i := range alone {
			if !reflect.DeepEqual(got[i], alone[i]) {
				t.Errorf("company %d: %+v, alone %+v", i, got[i], alone[i])
			}
		}
	}
}
