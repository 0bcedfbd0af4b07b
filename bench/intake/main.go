// Command intake reads the same workbooks with our reader and with others, each run in a process of its own and the readers in turn, and
// prints Markdown: median seconds and peak memory. README.md says what is needed.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

func main() {
	rows := flag.Int("rows", 100_000, "rows of 20 columns; 0 leaves that list out")
	large := flag.Int("large", 1_000_000, "rows of the two large files; 0 leaves them out")
	runs := flag.Int("runs", 5, "runs of each")
	once := flag.Int("others", 0, "runs of the others on the large files, which take them minutes each")
	only := flag.String("only", "", "run one contender in this process, for the parent")
	inline := flag.Bool("inline", false, "with -make: inline strings")
	making := flag.Bool("make", false, "make a list in this process, for the parent")
	trap := flag.Bool("trap", false, "read a hostile file in this process, for the parent")
	makeTrap := flag.Int("maketrap", -1, "make a hostile file in this process, for the parent")
	refused := flag.Bool("traps", true, "measure how hostile files are refused")
	check := flag.Bool("check", false, "with -only: sum what is read, too")
	file := flag.String("file", "", "read a workbook of yours, and none of ours")
	write := flag.String("write", "", "put the tables into this Markdown file, between its marks")
	flag.Parse()
	if *making {
		exitOn(makeList(*file, *rows, *inline))
		return
	}
	if *makeTrap >= 0 {
		exitOn(traps[*makeTrap].make(*file))
		return
	}
	if *trap {
		exitOn(refusedHere(*file))
		return
	}
	if *only != "" {
		exitOn(runHere(*only, *file, *check))
		return
	}
	var tables []string
	if *file != "" {
		tables = append(tables, measured("The workbook given", *file, contenders, *runs, *runs))
	} else if *rows > 0 {
		tables = append(tables, measured(thousands(*rows)+" rows × 20 columns, shared strings, as Excel writes them", made(*rows, false), contenders, *runs, *runs))
	}
	if *large > 0 && *file == "" {
		readers := slices.DeleteFunc(slices.Clone(contenders), func(c contender) bool { return !c.large })
		tables = append(tables,
			measured(thousands(*large)+" rows × 20 columns, "+thousands(4**large)+" texts that each stand once, shared strings", made(*large, false), readers, *runs, *once),
			measured(thousands(*large)+" rows × 20 columns, inline strings", made(*large, true), readers, *runs, *once))
	}
	if *refused {
		tables = append(tables, hostile())
	}
	exitOn(publish(strings.Join(tables, "\n"), *write))
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// made gives the path of a list, which is made when it is not there. Another process makes it: what is used here counts as used by all
// that are started from here.
func made(rows int, inline bool) string {
	path := filepath.Join(os.TempDir(), fmt.Sprintf("telusur-bench-%d-%t.xlsx", rows, inline))
	if _, err := os.Stat(path); err != nil {
		fmt.Fprintln(os.Stderr, "making", path)
		exitOn(exec.Command(os.Args[0], "-make", "-file", path, "-rows", fmt.Sprint(rows), fmt.Sprintf("-inline=%t", inline)).Run())
	}
	return path
}

// measured checks that all see the same cells and measures them in turn: the first two `runs` times, the others `others` times.
func measured(title, file string, readers []contender, runs, others int) string {
	results := make([]result, len(readers))
	if others > 1 {
		checked(file, readers, results)
	}
	for round := range max(runs, others) {
		for i, c := range readers {
			if limit := map[bool]int{true: runs, false: others}[i < 2]; round >= limit || results[i].failed != "" {
				continue
			}
			seen, err := c.apart(file, false)
			if err != nil {
				results[i].failed = err.Error()
				continue
			}
			results[i].add(seen)
			fmt.Fprintf(os.Stderr, "round %d: %s %.2f s, %d MB\n", round+1, c.name, seen.seconds, seen.peak)
		}
	}
	return draw(title, readers, results)
}

// checked holds addresses and values of all readers against each other. On the large files, where the others run once, their number is
// all that is held.
func checked(file string, readers []contender, results []result) {
	want := ""
	for i, c := range readers {
		if !c.same {
			continue
		}
		fmt.Fprintln(os.Stderr, "checking", c.name)
		seen, err := c.apart(file, true)
		if err != nil {
			results[i].failed = err.Error()
			continue
		}
		want = cmp.Or(want, seen.sum)
		results[i].same = map[bool]string{true: "yes", false: "**no**"}[seen.sum == want]
	}
}

// result is what was seen of one contender.
type result struct {
	seconds []float64
	cpu     []float64
	peak    int
	cells   int
	same    string
	failed  string
}

func (r *result) add(seen run) {
	r.seconds, r.cpu = append(r.seconds, seen.seconds), append(r.cpu, seen.cpu)
	r.peak, r.cells = max(r.peak, seen.peak), seen.cells
}

func median(seconds []float64) float64 {
	if len(seconds) == 0 {
		return 0
	}
	slices.SortFunc(seconds, cmp.Compare)
	return seconds[len(seconds)/2]
}

func draw(title string, readers []contender, results []result) string {
	var out strings.Builder
	fmt.Fprintf(&out, "| %s | median s | times ours | CPU s | times ours | peak MB | runs | cells | the same cells |\n|---|---|---|---|---|---|---|---|---|\n", title)
	ours, oursCPU := median(results[1].seconds), median(results[1].cpu)
	for i, c := range readers {
		r := &results[i]
		switch {
		case r.failed != "":
			fmt.Fprintf(&out, "| %s | failed: %s | | | | | | | |\n", c.name, strings.ReplaceAll(r.failed, "\n", " "))
		case len(r.seconds) > 0:
			if c.same && r.same == "" && i > 1 {
				r.same = map[bool]string{true: "as many", false: "**no**"}[r.cells == results[1].cells]
			}
			took, cpu := median(r.seconds), median(r.cpu)
			fmt.Fprintf(&out, "| %s | %.2f | %.1f | %.2f | %.1f | %d | %d | %s | %s |\n", c.name, took, took/ours, cpu, cpu/oursCPU, r.peak, len(r.seconds), thousands(r.cells), r.same)
		}
	}
	return out.String()
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

const opens, closes = "<!-- bench-intake: written by make bench-intake -->\n", "<!-- /bench-intake -->"

// publish prints the tables, and puts them into a document.
func publish(tables, path string) error {
	fmt.Println(tables)
	if path == "" {
		return nil
	}
	document, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	before, rest, ok := strings.Cut(string(document), opens)
	_, after, closed := strings.Cut(rest, closes)
	if !ok || !closed {
		return fmt.Errorf("%s has no place for the tables", path)
	}
	load, _ := os.ReadFile("/proc/loadavg")
	said := fmt.Sprintf("Measured %s, load average at the end %s.\n\n", time.Now().Format(time.DateOnly), strings.Join(strings.Fields(string(load) + " ? ? ?")[:3], " "))
	return os.WriteFile(path, []byte(before+opens+said+tables+closes+after), 0o644)
}
