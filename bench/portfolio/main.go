// Command portfolio measures the main job on a large portfolio: seconds and peak memory of each step, each in its own process, with the
// real queue. Run it on a quiet machine:
//
//	go run ./portfolio                                   # SQLite
//	../scripts/with-postgres go run ./portfolio          # PostgreSQL: TELUSUR_TEST_POSTGRES
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// step is one act that is measured; the ones before it have filled the installation.
type step struct {
	name  string
	act   func(*house) error
	limit string // "" = not one of the promises
}

var steps = []step{
	{"found the installation", (*house).found, ""},
	{"import: read, match, preview", (*house).readList, "10 s"},
	{"apply, then score all", (*house).applyAndScore, "20 s"},
	{"score all again, new rulebook", (*house).scoreAgain, "10 s"},
	{"the same list again: all unchanged", (*house).readListAgain, "10 s"},
	{"1,000 questionnaires: read the archive", (*house).readAnswers, ""},
	{"apply them, then score those", (*house).applyAnswers, ""},
	{"company report: content, log, PDF, seal", (*house).companyReport, "10 s"},
	{"first page of suppliers, with facets", (*house).firstPage, ""},
}

func main() {
	suppliers := flag.Int("suppliers", 10_000, "suppliers in the list")
	answers := flag.Int("answers", 1000, "questionnaires in the archive")
	until := flag.Int("until", len(steps)-1, "the last step to do: 2 ends with the suppliers scored")
	only := flag.Int("step", -1, "do one step in this process, for the parent")
	data := flag.String("data", "", "folder of the installation, for the parent")
	database := flag.String("database", "", "PostgreSQL of the installation, for the parent")
	profile := flag.String("profile", "", "folder for a CPU profile of each step")
	flag.Parse()
	if *only >= 0 {
		exitOn(profiled(*profile, *only))
		defer pprof.StopCPUProfile()
		exitOn(child(steps[*only], *data, *database, *suppliers))
		return
	}
	exitOn(parent(*suppliers, *answers, *until, *profile))
}

func profiled(folder string, step int) error {
	if folder == "" {
		return nil
	}
	file, err := os.Create(filepath.Join(folder, fmt.Sprintf("step-%d.pprof", step)))
	if err != nil {
		return err
	}
	return pprof.StartCPUProfile(file)
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func parent(suppliers, answers, until int, profile string) error {
	folder, err := os.MkdirTemp("", "telusur-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	database, drop, err := freshDatabase(os.Getenv("TELUSUR_TEST_POSTGRES"))
	if err != nil {
		return err
	}
	defer drop()
	if err := writeList(filepath.Join(folder, listFile), suppliers); err != nil {
		return err
	}
	kind := "SQLite"
	if database != "" {
		kind = "PostgreSQL"
	}
	fmt.Printf("| %s, %d suppliers | seconds | CPU s | peak MB | promised |\n|---|---|---|---|---|\n", kind, suppliers)
	for i, s := range steps[:until+1] {
		if strings.Contains(s.name, "questionnaires: read") {
			if err := writeAnswers(folder, database, answers); err != nil {
				return err
			}
		}
		said, cpu, peak, err := apart(i, folder, database, profile, suppliers)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if i > 0 {
			fmt.Printf("| %s | %s | %.1f | %d | %s |\n", s.name, said, cpu.Seconds(), peak>>20, s.limit)
		}
	}
	return nil
}

// apart does a step in a process of its own, and gives what it said, the time its processors worked (start included; 0.3 s of it are
// reference data and fonts), and its peak memory in bytes.
func apart(i int, folder, database, profile string, suppliers int) (string, time.Duration, int64, error) {
	program, err := os.Executable()
	if err != nil {
		return "", 0, 0, err
	}
	command := exec.Command(program, "-step", strconv.Itoa(i), "-data", folder, "-database", database, "-suppliers", strconv.Itoa(suppliers), "-profile", profile)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return "", 0, 0, err
	}
	usage, ok := command.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return "", 0, 0, errors.New("the system does not tell peak memory")
	}
	return strings.TrimSpace(string(out)), command.ProcessState.UserTime() + command.ProcessState.SystemTime(), usage.Maxrss << 10, nil
}

func child(s step, folder, database string, suppliers int) error {
	ctx := context.Background()
	h, err := openHouse(ctx, folder, database, suppliers)
	if err != nil {
		return err
	}
	defer h.close()
	if err := s.act(h); err != nil {
		return err
	}
	var said []string
	for _, lap := range h.laps {
		said = append(said, fmt.Sprintf("%.2f", lap.Seconds()))
	}
	fmt.Println(strings.Join(said, " + "))
	return nil
}

// freshDatabase makes a database in a PostgreSQL; without one it gives "".
func freshDatabase(server string) (database string, drop func(), err error) {
	if server == "" {
		return "", func() {}, nil
	}
	name := fmt.Sprintf("telusur_bench_%d", time.Now().UnixNano())
	do := func(statement string) error {
		ctx := context.Background()
		conn, err := pgx.Connect(ctx, server)
		if err != nil {
			return err
		}
		_, err = conn.Exec(ctx, statement)
		return errors.Join(err, conn.Close(ctx))
	}
	if err := do("CREATE DATABASE " + name); err != nil {
		return "", nil, err
	}
	address, err := url.Parse(server)
	if err != nil {
		return "", nil, err
	}
	address.Path = "/" + name
	return address.String(), func() { _ = do("DROP DATABASE " + name + " WITH (FORCE)") }, nil
}
