package main

import (
	"fmt"
	"os"

	"github.com/gabf/telusur/internal/report"
)

type verifyCommand struct {
	Report string `arg:"" type:"existingfile" help:"The PDF to check."`
	Trust  string `type:"existingfile" help:"File with the public keys you trust (keys/trust.txt of the installation). Left out: everything is checked but who signed."`
}

// Exit codes of verify.
var verifyCodes = map[report.Outcome]exitCode{report.Valid: 0, report.Altered: 3, report.UnknownSigner: 4, report.NotAReport: 5}

func (c *verifyCommand) Run(s *surroundings) error {
	var trust report.Trust
	if c.Trust != "" {
		text, err := os.ReadFile(c.Trust)
		if err != nil {
			return err
		}
		if trust, err = report.ReadTrust(text); err != nil {
			return fmt.Errorf("%s: %w", c.Trust, err)
		}
	}
	file, err := os.Open(c.Report)
	if err != nil {
		return err
	}
	defer file.Close()
	size, err := file.Stat()
	if err != nil {
		return err
	}
	verdict := report.Verify(file, size.Size(), trust)
	fmt.Fprintln(s.out, verdict.Outcome)
	for _, finding := range verdict.Findings {
		mark := "no "
		if finding.Good {
			mark = "yes"
		}
		fmt.Fprintf(s.out, "  %s  %-9s %s\n", mark, finding.Check, finding.Text(spoken()))
	}
	if verdict.Digest != "" {
		fmt.Fprintf(s.out, "  content %s\n", verdict.Digest)
	}
	if code := verifyCodes[verdict.Outcome]; code != 0 {
		return code
	}
	return nil
}
