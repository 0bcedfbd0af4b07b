package portfolio

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

// million is snapshots of 1,000,000 invented suppliers of 100 companies, always the same; one in three has answered.
var million = sync.OnceValue(func() []*cachedFrame { return inventedFrames(100, 10_000) })

func inventedFrames(companies, suppliers int) []*cachedFrame {
	random := rand.New(rand.NewPCG(1, 2)) // invented suppliers, the same each time
	all := make([]*snapshot, companies)
	for i := range all {
		all[i] = inventedSnapshot(fmt.Sprint("company ", i), suppliers, random)
	}
	var frames []*cachedFrame
	for group := range slices.Chunk(all, max(1, blockRows/suppliers)) {
		f, err := newCachedFrame(group)
		if err != nil {
			panic(err)
		}
		frames = append(frames, f)
	}
	return frames
}

func inventedSnapshot(company string, suppliers int, random *rand.Rand) *snapshot {
	defs := frameDefs(method{rules: &edition{rulebook: rulebook.Default()}, asked: &edition{definition: questionnaire.Default()}})
	s := &snapshot{snapshotHead: snapshotHead{Company: company}, asOf: time.Unix(0, 0)}
	rows := make([]fact.Row, suppliers)
	for k := range rows {
		rows[k] = inventedRow(defs, random)
		s.add(fmt.Sprint(company, " ", k), "", fmt.Sprint("C", random.IntN(40)), fmt.Sprint("S", random.IntN(60)))
	}
	frame, err := fact.NewFrame(defs, rows)
	if err != nil {
		panic(err)
	}
	s.facts = frame.Compact()
	return s
}

func inventedRow(defs []fact.Def, random *rand.Rand) fact.Row {
	answered := random.IntN(3) == 0
	var row fact.Row
	for _, def := range defs {
		if known := answered || random.IntN(4) == 0; !known {
			continue
		}
		given := fact.Given{Name: def.Name}
		switch def.Type {
		case fact.Number:
			given.Value = fact.OfNumber(inventedNumber(def, random))
		case fact.Bool:
			given.Value = fact.OfBool(random.IntN(2) == 0)
		case fact.Choice:
			given.Value = fact.OfChoice(def.Choices[random.IntN(len(def.Choices))])
		case fact.Choices:
			given.Value = fact.OfChoices(def.Choices[:random.IntN(len(def.Choices)+1)])
		default:
			given.Value = fact.OfText("words")
		}
		row = append(row, given)
	}
	return row
}

func inventedNumber(def fact.Def, random *rand.Rand) float64 {
	switch def.Unit {
	case "share":
		return float64(random.IntN(1000)) / 1000
	case "level":
		return float64(random.IntN(5))
	case "persons", "USD":
		return float64(random.IntN(5000))
	default:
		return float64(random.IntN(60))
	}
}

// BenchmarkWhatIfOfAMillion is from the edited text to the counts of all companies: reading and compiling the draft, its tests, its
// difference, scoring and comparing. The scores before are kept, as they are while somebody edits.
func BenchmarkWhatIfOfAMillion(b *testing.B) {
	frames := million()
	d := &Desk{FrameBytes: 8 << 30}
	rules := rulebook.Default()
	program, err := scoring.Compile(rules)
	if err != nil {
		b.Fatal(err)
	}
	before := &edition{digest: rules.Digest(), rulebook: rules, program: program}
	ask := func() {
		draft, err := ReadDraft(string(rules.Source()))
		if err != nil || draft.Program == nil {
			b.Fatal(err, draft.Issues)
		}
		rulebook.Diff(rules, draft.Rulebook)
		moved, err := d.compare(b.Context(), frames, before, draft.Program, false)
		if err != nil || len(moved) != 100 {
			b.Fatal(err)
		}
	}
	ask()
	var bytes int64
	for _, f := range frames {
		bytes += f.size
		for _, kept := range f.before[before.digest] {
			bytes += kept.Bytes()
		}
	}
	worked := cpuTime(b)
	for b.Loop() {
		ask()
	}
	b.ReportMetric((cpuTime(b)-worked).Seconds()*1000/float64(b.N), "CPU-ms/op") // of all processors; on a busy machine the only number that says something
	b.ReportMetric(float64(bytes)/1e6, "MB-kept")
}

// cpuTime gives how long this process has worked, on all processors.
func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkReadDraft is what is done before any supplier is looked at.
func BenchmarkReadDraft(b *testing.B) {
	text := string(rulebook.Default().Source())
	worked := cpuTime(b)
	defer func() { b.ReportMetric((cpuTime(b)-worked).Seconds()*1000/float64(b.N), "CPU-ms/op") }()
	for b.Loop() {
		if draft, err := ReadDraft(text); err != nil || draft.Program == nil {
			b.Fatal(err)
		}
	}
}
