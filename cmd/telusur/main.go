// Command telusur is the whole platform in one program: the server, its workers, and the tools that need no server.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/alecthomas/kong"
)

// version is set when a release is built.
var version = "dev"

// commands is the command line. Settings come from flags or from the environment; each command's --help lists them.
type commands struct {
	Serve     serveCommand     `cmd:"" help:"Run the web server (and, unless told otherwise, the worker) of an installation."`
	Worker    workerCommand    `cmd:"" help:"Run one more worker beside a server on PostgreSQL."`
	Migrate   migrateCommand   `cmd:"" help:"Bring the database to this program's schema."`
	Demo      demoCommand      `cmd:"" help:"Fill an empty installation with a demonstration, made by doing the main job, and serve it."`
	Assess    assessCommand    `cmd:"" help:"From a supplier list and filled questionnaires to reports, without a server."`
	Verify    verifyCommand    `cmd:"" help:"Check a report: signature, log, and the score computed again."`
	Rulebook  rulebookCommand  `cmd:"" help:"Check, test and compare rulebooks."`
	Survey    surveyCommand    `cmd:"" name:"questionnaire" help:"Check questionnaires and make their workbooks."`
	Screening screeningCommand `cmd:"" help:"Load the entity lists that names of suppliers are compared with."`
	Ledger    ledgerCommand    `cmd:"" help:"Audit the forum's log, and export it."`
	Mail      mailCommand      `cmd:"" help:"Try the mail server."`
	Backup    backupCommand    `cmd:"" help:"Copy database, files and keys of an installation into one archive."`
	Restore   restoreCommand   `cmd:"" help:"Put an archive of backup into an empty data folder."`
	OpenAPI   openAPICommand   `cmd:"" name:"openapi" help:"Print the API's OpenAPI document."`
	Version   versionCommand   `cmd:"" help:"Print the version."`
}

// surroundings are what a command may use of the process.
type surroundings struct {
	ctx    context.Context
	out    io.Writer
	errOut io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run does a command line and gives the exit code: 0 done, 1 not done, 2 the command line is wrong; verify has its own.
func run(ctx context.Context, args []string, out, errOut io.Writer) int {
	code := -1
	args = asMeant(args)
	parser, err := kong.New(&commands{},
		kong.Name("telusur"),
		kong.Description("Telusur traces the risk of forced labour through supply chains: supplier lists and questionnaires in, scores that explain themselves and reports that prove themselves out."),
		kong.UsageOnError(), kong.Writers(out, errOut), kong.Exit(func(c int) { code = c }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 110}),
	)
	if err != nil {
		fmt.Fprintln(errOut, "telusur:", err)
		return 2
	}
	parsed, err := parser.Parse(args)
	if code >= 0 { // help was shown
		return code
	}
	if err != nil {
		fmt.Fprintln(errOut, "telusur:", err)
		return 2
	}
	err = parsed.Run(&surroundings{ctx, out, errOut})
	if coded, ok := errors.AsType[exitCode](err); ok { // kong wraps what a command returns
		return int(coded)
	}
	if err != nil {
		fmt.Fprintln(errOut, "telusur:", inWords(err))
		return 1
	}
	return 0
}

// asMeant takes the usual ways to ask for help and for the version: nothing at all, "help", "help COMMAND", "--version".
func asMeant(args []string) []string {
	switch {
	case len(args) == 0:
		return []string{"--help"}
	case args[0] == "help":
		return append(slices.Clone(args[1:]), "--help")
	case args[0] == "--version" || args[0] == "-V":
		return []string{"version"}
	default:
		return args
	}
}

// exitCode ends a command with a code and no further words.
type exitCode int

func (c exitCode) Error() string { return fmt.Sprintf("exit code %d", int(c)) }

type versionCommand struct{}

func (versionCommand) Run(s *surroundings) error {
	_, err := fmt.Fprintln(s.out, "telusur", version)
	return err
}
