package main

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

// lane is one engine on a number of suppliers and cores.
type lane struct {
	name    string
	version string // of what is not a Go module
	cores   int
	rows    int
	score   func() error         // scores all rows
	told    func(i int) Outcome  // what the last score said of row i
	took    func() time.Duration // when the engine runs in another process: what it says that it took
	end     func()
	perRow  []float64 // nanoseconds, a run each
	worked  []float64 // the same of all processors together, with several cores
	compile float64   // milliseconds to read the rules; 0 when there is nothing to read
	allocs  float64   // per row, -1 when not known
}

// enough is how long a run lasts at least: what is quicker is done again.
const enough = 50 * time.Millisecond

// check scores once and holds the scores to what is right.
func (l *lane) check(w *work) error {
	if err := l.score(); err != nil {
		return fmt.Errorf("%s: %w", l.name, err)
	}
	for i := range l.rows {
		if got := l.told(i); got != w.want[i] {
			return fmt.Errorf("%s disagrees on supplier %d:\n  it says  %+v\n  we say   %+v", l.name, i, got, w.want[i])
		}
	}
	return nil
}

func (l *lane) measure() error {
	runtime.GOMAXPROCS(l.cores)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start, worked, times, took := time.Now(), processorTime(), 0, time.Duration(0)
	for times == 0 || time.Since(start) < enough {
		if err := l.score(); err != nil {
			return err
		}
		if l.took != nil {
			took += l.took()
		}
		times++
	}
	switch {
	case l.took != nil:
	case l.cores == 1:
		took = processorTime() - worked
	default:
		took = time.Since(start)
		l.worked = append(l.worked, float64((processorTime()-worked).Nanoseconds())/float64(times*l.rows))
	}
	runtime.ReadMemStats(&after)
	scored := float64(times * l.rows)
	l.perRow = append(l.perRow, float64(took.Nanoseconds())/scored)
	l.allocs = float64(after.Mallocs-before.Mallocs) / scored
	if l.took != nil {
		l.allocs = -1
	}
	return nil
}

// processorTime gives what all threads of this process have worked. On one core that is the time of the work, and other programs on the machine
// do not count; on two cores only the clock tells what the second one brings.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err) // only a wrong argument
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func (l *lane) median() float64 { return median(l.perRow) }

func median(v []float64) float64 {
	sorted := slices.Sorted(slices.Values(v))
	return sorted[len(sorted)/2]
}

func (l *lane) stop() {
	if l.end != nil {
		l.end()
	}
}

// ours is our engine.
func (w *work) ours(cores int) *lane {
	results := w.program.Score(w.frame)
	return &lane{
		name: "Telusur", cores: cores, rows: w.frame.Len(),
		score: func() error { results = w.program.Score(w.frame); return nil },
		told:  func(i int) Outcome { return ourOutcome(w.rules, results, i) },
	}
}

// readRules measures what it takes to load and compile our rulebook.
func (w *work) readRules(ours []*lane) error {
	compile, err := compileTime(func() error {
		rules, issues := rulebook.Load(source, "rulebook.yaml")
		if rules == nil {
			return fmt.Errorf("rulebook.yaml: %+v", issues[0])
		}
		_, err := scoring.Compile(rules)
		return err
	})
	for _, l := range ours {
		l.compile = compile
	}
	return err
}

// byHand is hand-written Go over structs, a row at a time; with two cores, half of the rows on each.
func (w *work) byHand(cores int) *lane {
	out := make([]Outcome, len(w.suppliers))
	part := func(from, to int) {
		clear(out[from:to])
		for i := from; i < to; i++ {
			scoreByHand(&w.suppliers[i], &out[i])
		}
	}
	return &lane{
		name: "hand-written Go", cores: cores, rows: len(out), told: func(i int) Outcome { return out[i] },
		score: func() error {
			var group sync.WaitGroup
			for c := range cores {
				group.Go(func() { part(c*len(out)/cores, (c+1)*len(out)/cores) })
			}
			group.Wait()
			return nil
		},
	}
}

// against is another engine on the first rows.
func (w *work) against(c contestant, rows int) (*lane, error) {
	rows = min(rows, len(w.suppliers))
	out := make([]Outcome, rows)
	compile, err := compileTime(func() error { return c.compile(w.plan) })
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.name(), err)
	}
	if err := c.prepare(w.plan, w.suppliers[:rows]); err != nil {
		return nil, fmt.Errorf("%s: %w", c.name(), err)
	}
	l := &lane{name: c.name(), cores: 1, rows: rows, score: func() error { return c.score(out) }, told: func(i int) Outcome { return out[i] }, compile: compile}
	if n, ok := c.(*withNode); ok {
		l.took, l.end, l.version = func() time.Duration { return n.took }, n.stop, nodeVersion(n.folder)
		l.compile = float64(n.took.Nanoseconds()) / 1e6
	}
	return l, nil
}

// compileTime gives the median of what it takes to read the rules, in milliseconds of the processor.
func compileTime(compile func() error) (float64, error) {
	var all []float64
	for range 5 {
		start := processorTime()
		if err := compile(); err != nil {
			return 0, err
		}
		all = append(all, float64((processorTime()-start).Nanoseconds())/1e6)
	}
	return median(all), nil
}

// lanes are all that are measured; each has shown that it gives the right scores.
func (s *settings) lanes(w *work) ([]*lane, error) {
	lanes := []*lane{w.ours(1), w.ours(2), w.byHand(1), w.byHand(2)}
	if err := w.readRules(lanes[:2]); err != nil {
		return nil, err
	}
	for _, c := range contestants(s.node) {
		if !s.wants(c.name()) {
			continue
		}
		l, err := w.against(c, sample(c))
		if err != nil {
			return nil, err
		}
		lanes = append(lanes, l)
	}
	for _, l := range lanes {
		if err := l.check(w); err != nil {
			return nil, err
		}
	}
	return lanes, nil
}

// sample says on how many suppliers an engine is measured, so that a run lasts a second or less.
func sample(c contestant) int {
	switch c.(type) {
	case *withCEL, *withExpr:
		return 20_000
	case *withNode:
		return 1000
	default:
		return 2000
	}
}
