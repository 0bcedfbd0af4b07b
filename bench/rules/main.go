// Command rules scores the same synthetic suppliers by the same sixty rules with our engine, by hand-written Go and with other rule engines, and
// prints what each took as a table for docs/performance.md. Nothing is timed before all say the same of every supplier.
package main

import (
	_ "embed"
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

//go:embed rulebook.yaml
var source []byte

// settings are the flags.
type settings struct {
	rows, million, runs int
	node                string
	only                string
}

func main() {
	var s settings
	flag.IntVar(&s.rows, "rows", 100_000, "synthetic suppliers; slow engines take fewer of them")
	flag.IntVar(&s.million, "million", 1_000_000, "suppliers of the large run; 0 leaves it out")
	flag.IntVar(&s.runs, "runs", 5, "runs of each engine, one after the other in turn; the median counts")
	flag.StringVar(&s.node, "node", "rules/node", "folder with run.mjs and its packages")
	flag.StringVar(&s.only, "only", "", "measure only engines whose name holds one of these words, with commas between")
	flag.Parse()
	if err := s.run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (s *settings) wants(name string) bool {
	if s.only == "" {
		return true
	}
	for _, word := range strings.Split(s.only, ",") {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// work is what all are measured on, and what is right.
type work struct {
	rules     *rulebook.Rulebook
	plan      *plan
	program   *scoring.Program
	suppliers []Supplier
	frame     *fact.Frame
	want      []Outcome
}

func newWork(rows int) (*work, error) {
	rules, issues := rulebook.Load(source, "rulebook.yaml")
	if rules == nil {
		return nil, fmt.Errorf("rulebook.yaml: %+v", issues[0])
	}
	program, err := scoring.Compile(rules)
	if err != nil {
		return nil, err
	}
	w := &work{rules: rules, plan: newPlan(rules), program: program, suppliers: makeSuppliers(rows)}
	if w.frame, err = makeFrame(rules, w.suppliers); err != nil {
		return nil, err
	}
	w.want = make([]Outcome, rows)
	results := program.Score(w.frame)
	for i := range w.want {
		w.want[i] = ourOutcome(rules, results, i)
	}
	return w, nil
}

func (s *settings) run() error {
	w, err := newWork(s.rows)
	if err != nil {
		return err
	}
	lanes, err := s.lanes(w)
	if err != nil {
		return err
	}
	defer func() {
		for _, l := range lanes {
			l.stop()
		}
	}()
	for range s.runs {
		for _, l := range lanes {
			if err := l.measure(); err != nil {
				return fmt.Errorf("%s: %w", l.name, err)
			}
		}
	}
	runtime.GOMAXPROCS(2)
	printMachine(os.Stdout)
	printLanes(os.Stdout, lanes)
	fmt.Println()
	printSecond(os.Stdout, lanes[0], lanes[1])
	printSecond(os.Stdout, lanes[2], lanes[3])
	if err := w.printOwn(os.Stdout); err != nil {
		return err
	}
	if s.million == 0 {
		return nil
	}
	*w = work{} // its memory is needed
	return s.runMillion()
}

// runMillion measures the large portfolio: ours and by hand, on two cores.
func (s *settings) runMillion() error {
	w, err := newWork(s.million)
	if err != nil {
		return err
	}
	lanes := []*lane{w.ours(2), w.byHand(2)}
	for _, l := range lanes {
		if err := l.check(w); err != nil {
			return err
		}
	}
	w.want = nil
	for range s.runs {
		for _, l := range lanes {
			if err := l.measure(); err != nil {
				return err
			}
		}
	}
	fmt.Printf("\n%s suppliers × 60 rules, 2 cores, frame of %d MB in memory:\n", grouped(s.million), w.frame.Bytes()>>20)
	for _, l := range lanes {
		all := float64(s.million) / 1e9
		fmt.Printf("- %s: median %.3f s, best %.3f s; both processors work %.3f s, half of that when both are free\n",
			l.name, l.median()*all, slices.Min(l.perRow)*all, median(l.worked)*all)
	}
	return nil
}
