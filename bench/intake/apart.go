package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// run is one reading of a file.
type run struct {
	seconds float64 // of reading, without the start of the process
	cpu     float64 // seconds that all processors worked, start of the process included
	peak    int     // MB: largest resident memory of the process
	cells   int
	sum     string
}

// runHere reads in this process and prints what was seen, as all contenders do: seconds, cells, sum.
func runHere(name, file string, check bool) error {
	for _, c := range contenders {
		if c.name != name || c.read == nil {
			continue
		}
		saw := &tally{check: check}
		start := time.Now()
		if err := c.read(file, saw); err != nil {
			return err
		}
		fmt.Println(time.Since(start).Seconds(), saw.cells, saw.sum)
		return nil
	}
	return errors.New("no contender is named " + name)
}

// apart reads in a process of its own.
func (c contender) apart(file string, check bool) (run, error) {
	command := c.run
	if c.read != nil {
		command = []string{os.Args[0], "-only", c.name, "-file", file}
		if check {
			command = append(command, "-check")
		}
	} else {
		command = append(append([]string(nil), command...), map[bool]string{true: "check", false: "read"}[check], file)
	}
	return runCommand(command)
}

func runCommand(command []string) (run, error) {
	var wrong strings.Builder
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stderr = &wrong
	if command[0] != os.Args[0] {
		cmd.Dir = folder()
	}
	out, err := cmd.Output()
	if err != nil {
		lines := strings.Split(strings.TrimSpace(wrong.String()), "\n")
		return run{}, fmt.Errorf("%w: %s", err, lines[len(lines)-1])
	}
	fields := strings.Fields(string(out))
	if len(fields) != 3 {
		return run{}, fmt.Errorf("it printed %q", out)
	}
	seen := run{sum: fields[2], cpu: (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		seen.peak = int(usage.Maxrss / 1024)
	}
	if seen.seconds, err = strconv.ParseFloat(fields[0], 64); err == nil {
		seen.cells, err = strconv.Atoi(fields[1])
	}
	return seen, err
}

// folder is where the programs of the others are.
func folder() string {
	if _, err := os.Stat("intake/js"); err == nil {
		return "intake"
	}
	return filepath.Join("bench", "intake")
}
