package main

import (
	"context"
	"fmt"
	"io"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/store"
)

type ledgerCommand struct {
	Audit  ledgerAuditCommand  `cmd:"" help:"Walk the whole log against the database and the kept files, and name the first difference."`
	Export ledgerExportCommand `cmd:"" help:"Write the log, one entry a line, and its newest signed checkpoint: enough to check the log without this installation."`
}

// auditDiffers is the exit code of an audit that found a difference; the same as that of an altered report.
const auditDiffers = 3

type ledgerAuditCommand struct{ settings }

// Run audits. Entries are counted from 0, as in proofs. Exit codes: 0 no difference, 3 a difference, 1 the walk itself failed.
func (c *ledgerAuditCommand) Run(s *surroundings) error {
	h, err := openHouse(s.ctx, c.settings)
	if err != nil {
		return err
	}
	defer h.close()
	audit, err := h.forum.AuditLog(s.ctx)
	if err != nil {
		return err
	}
	if audit.Difference != nil {
		fmt.Fprintf(s.out, "DIFFERENT after %d entries that agree.\n%s\n", audit.Leaves, lang.Say(spoken(), audit.Difference.Key, audit.Difference.Args))
		return exitCode(auditDiffers)
	}
	fmt.Fprintf(s.out, "WHOLE: %d entries agree with the database, %d reports with their files, %d signed checkpoints with the log.\n", audit.Leaves, audit.Reports, audit.Checkpoints)
	if audit.Head != "" {
		fmt.Fprintf(s.out, "\nThe newest checkpoint. One kept outside this installation shows that no later one was swapped in:\n\n%s", audit.Head)
	}
	return nil
}

type ledgerExportCommand struct {
	settings
	To string `arg:"" type:"path" help:"File to write."`
}

func (c *ledgerExportCommand) Run(s *surroundings) error {
	h, err := openHouse(s.ctx, c.settings)
	if err != nil {
		return err
	}
	defer h.close()
	if err := writeWhole(c.To, func(out io.Writer) error { return h.exportLog(s.ctx, out) }); err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.out, c.To)
	return err
}

// exportLog writes the entries as they are hashed, a blank line, and the signed checkpoint over all of them.
func (h *house) exportLog(ctx context.Context, out io.Writer) error {
	head, err := h.press.Checkpoint(ctx)
	if err != nil {
		return err
	}
	err = h.store.Read(ctx, store.Forum(), func(tx *store.Tx) error {
		for at := int64(0); ; {
			rows, err := tx.LedgerLeaves(at, 500)
			if err != nil || len(rows) == 0 {
				return err
			}
			for _, row := range rows {
				if _, err := fmt.Fprintln(out, row.Leaf); err != nil {
					return err
				}
			}
			at += int64(len(rows))
		}
	})
	if err == nil {
		_, err = fmt.Fprintf(out, "\n%s", head)
	}
	return err
}
