package scoring

import (
	"os"
	"testing"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

func TestSmoke(t *testing.T) {
	data, _ := os.ReadFile("../rulebook/testdata/small.yaml")
	r, is := rulebook.Load(data, "small.yaml")
	if r == nil {
		t.Fatal(is)
	}
	for _, x := range RunTests(r) {
		t.Logf("%s %+v\n  %v", x.Name, x.Result, x.Failures)
	}
	p, _ := Compile(r)
	f, _ := NewFrame(r.Facts, []fact.Row{r.Tests[1].Given})
	e := p.Explain(f, 0)
	for _, x := range e.Inherent {
		t.Logf("%+v", x)
	}
	for _, x := range e.Controls {
		t.Logf("%+v", x)
	}
	t.Logf("%+v\n%+v\n%+v", e.Floor, e.ConfidenceParts, e.Improvements)
}
