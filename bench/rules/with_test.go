package main

import "testing"

// Every engine that is measured gives what we give, absent facts included.
func TestOtherEnginesScoreAsWeDo(t *testing.T) {
	r := load(t)
	p := newPlan(r)
	want, suppliers := expected(t, r, 1500)
	for _, c := range contestants("node") {
		t.Run(c.name(), func(t *testing.T) {
			if err := c.compile(p); err != nil {
				t.Fatal(err)
			}
			if err := c.prepare(p, suppliers); err != nil {
				t.Fatal(err)
			}
			if n, ok := c.(*withNode); ok {
				t.Cleanup(n.stop)
			}
			got := make([]Outcome, len(suppliers))
			if err := c.score(got); err != nil {
				t.Fatal(err)
			}
			if err := compare(c.name(), got, want); err != nil {
				t.Error(err)
			}
		})
	}
}
