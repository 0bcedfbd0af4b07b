// Command tally reads the output of go test -json, prints a line per package and everything of what failed, and writes the counts
// "passed failed skipped" to the file it is given.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

type event struct {
	Action, Package, Test, Output string
	Elapsed                       float64
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go test -json … | tally FILE")
		os.Exit(2)
	}
	passed, failed, skipped, ok := tally(bufio.NewScanner(os.Stdin))
	if err := os.WriteFile(os.Args[1], fmt.Appendf(nil, "%d %d %d\n", passed, failed, skipped), 0o600); err != nil {
		fmt.Fprintln(os.Stderr, "tally:", err)
		os.Exit(1)
	}
	if !ok {
		os.Exit(1)
	}
}

func tally(lines *bufio.Scanner) (passed, failed, skipped int, ok bool) {
	lines.Buffer(nil, 16<<20)
	ok = true
	output := make(map[string][]string) // of a package or a test that has not ended
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			fmt.Println(lines.Text()) // what the go command itself says, such as a build that failed
			continue
		}
		name := e.Package + " " + e.Test
		switch e.Action {
		case "output", "build-output":
			output[name] = append(output[name], e.Output)
		case "build-fail":
			ok = false
			flush(output[name])
		case "fail":
			ok = false
			flush(output[name])
			if e.Test != "" {
				failed++
			} else {
				fmt.Printf("FAIL  %s (%.1f s)\n", e.Package, e.Elapsed)
			}
		case "skip":
			if e.Test != "" {
				skipped++
				flush(output[name])
			}
		case "pass":
			if e.Test != "" {
				passed++
			} else {
				fmt.Printf("ok    %s (%.1f s)\n", e.Package, e.Elapsed)
			}
		}
		if e.Action == "pass" || e.Action == "fail" || e.Action == "skip" {
			delete(output, name)
		}
	}
	return passed, failed, skipped, ok && lines.Err() == nil
}

func flush(lines []string) {
	for _, line := range lines {
		fmt.Print(line)
	}
}
