package main

import (
	_ "embed"
	"flag"
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

//go:embed rulebook.yaml
var source []byte

func main() {
	rows := flag.Int("rows", 100_000, "synthetic suppliers")
	flag.Parse()
	if err := measure(*rows); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func measure(rows int) error {
	rules, issues := rulebook.Load(source, "rulebook.yaml")
	if rules == nil {
		return fmt.Errorf("rulebook.yaml: %+v", issues[0])
	}
	program, err := scoring.Compile(rules)
	if err != nil {
		return err
	}
	frame, err := makeFrame(rules, makeSuppliers(rows))
	if err != nil {
		return err
	}
	for _, cores := range []int{1, 2} {
		runtime.GOMAXPROCS(cores)
		best := time.Duration(1 << 62)
		for range 7 {
			start := time.Now()
			program.Score(frame)
			best = min(best, time.Since(start))
		}
		fmt.Printf("%d cores: %.1f ns per supplier\n", cores, float64(best.Nanoseconds())/float64(rows))
	}
	results := program.Score(frame)
	bands := make([]int, len(rules.Bands))
	for i := range results.Len() {
		bands[results.BandRank(i)]++
	}
	fmt.Println(bands)
	return nil
}
