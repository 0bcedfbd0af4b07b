package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/scoring"
)

func printMachine(out io.Writer) {
	fmt.Fprintf(out, "%s, %d cores, %s %s/%s, load average %s\n\n", cpu(), runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH, loadAverage())
}

func cpu() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, model, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(model)
		}
	}
	return "unknown processor"
}

func loadAverage() string {
	text, _ := os.ReadFile("/proc/loadavg")
	return strings.Join(strings.Fields(string(text))[:min(2, len(strings.Fields(string(text))))], " ")
}

// printLanes prints what each took, as Markdown; ratios are to our engine on one core.
func printLanes(out io.Writer, lanes []*lane) {
	ours := lanes[0].median()
	fmt.Fprintln(out, "| | cores | suppliers | ns per supplier | times ours | allocations per supplier | to read the rules, ms |\n|---|---|---|---|---|---|---|")
	for _, l := range lanes {
		allocs := fmt.Sprintf("%.0f", l.allocs)
		switch {
		case l.allocs < 0:
			allocs = "not measured"
		case l.allocs >= 0.0005 && l.allocs < 1:
			allocs = fmt.Sprintf("%.3f", l.allocs)
		}
		compile := "–"
		if l.compile > 0 {
			compile = fmt.Sprintf("%.1f", l.compile)
		}
		fmt.Fprintf(out, "| %s | %d | %s | %s | %s | %s | %s |\n",
			strings.TrimSpace(l.name+" "+version(l)), l.cores, grouped(l.rows), grouped(int(l.median()+0.5)), ratio(l.median()/ours), allocs, compile)
	}
}

// printSecond prints what a second core brings: by the clock, and by the work of both processors, which other programs on the machine do not
// stretch.
func printSecond(out io.Writer, one, two *lane) {
	work := median(two.worked)
	fmt.Fprintf(out, "%s, second core: %.2f times as fast by the clock (best run %.1f ns per supplier); both processors work %.1f ns per supplier, %.2f times when both are free.\n",
		one.name, one.median()/slices.Min(two.perRow), slices.Min(two.perRow), work, 2*one.median()/work)
}

func ratio(v float64) string {
	if v < 10 {
		return fmt.Sprintf("%.2f", v)
	}
	return grouped(int(v + 0.5))
}

// grouped writes a number with commas.
func grouped(n int) string {
	text := fmt.Sprint(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

var modules = map[string]string{
	"cel-go": "cel.dev/cel-go", "expr-lang/expr": "github.com/expr-lang/expr", "OPA": "github.com/open-policy-agent/opa",
	"grule": "github.com/hyperjumptech/grule-rule-engine",
}

// version gives what was built in, or what stands in the folder of node.
func version(l *lane) string {
	if l.took != nil {
		return l.version
	}
	info, _ := debug.ReadBuildInfo()
	for _, dep := range info.Deps {
		if dep.Path == modules[l.name] {
			return strings.TrimPrefix(dep.Version, "v")
		}
	}
	return ""
}

func nodeVersion(folder string) string {
	var installed struct{ Version string }
	text, err := os.ReadFile(filepath.Join(folder, "node_modules", "json-rules-engine", "package.json"))
	if err == nil {
		err = json.Unmarshal(text, &installed)
	}
	node, nodeErr := exec.Command("node", "--version").Output()
	if err != nil || nodeErr != nil {
		return ""
	}
	return installed.Version + ", Node " + strings.TrimPrefix(strings.TrimSpace(string(node)), "v")
}

// printOwn prints what only our engine is asked: to explain.
func (w *work) printOwn(out io.Writer) error {
	var explains []float64
	rows := make([]fact.Row, 200)
	for i := range rows {
		rows[i] = rowOf(w.rules, &w.suppliers[i])
	}
	frame, err := scoring.NewFrame(w.rules.Facts, rows)
	if err != nil {
		return err
	}
	for i := range rows {
		start := processorTime()
		w.program.Explain(frame, i)
		explains = append(explains, float64((processorTime()-start).Nanoseconds())/1e6)
	}
	fmt.Fprintf(out, "\nExplaining one supplier: %.2f ms.\n", median(explains))
	return nil
}
