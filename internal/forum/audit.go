package forum

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/store"
)

// Audit is what a walk of the whole log against the database has found.
type Audit struct {
	Leaves, Checkpoints, Reports int64
	Head                         string // the newest signed checkpoint
	Difference                   *DifferenceError
}

// DifferenceError is the first place where the log and the database do not say the same. Key names the message "audit.<key>".
type DifferenceError struct {
	Key  string
	Args map[string]string
}

func (d *DifferenceError) Error() string {
	return fmt.Sprintf("log and database differ: %s %v", d.Key, d.Args)
}

func differs(key string, args ...any) error {
	d := &DifferenceError{Key: "audit." + key, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		d.Args[fmt.Sprint(args[i])] = fmt.Sprint(args[i+1])
	}
	return d
}

// auditPage is how many rows are read at a time.
const auditPage = 500

// auditing walks the log in one reading transaction: leaf for leaf, then the signed checkpoints, then every row that must have a leaf.
type auditing struct {
	*Desk
	ctx    context.Context
	tx     *store.Tx
	audit  *Audit
	hashes ledger.Hashes
	spoken map[string]int // kind, subject and digest of leaves, and how often
}

// AuditLog walks the whole log against the database and the kept files, and stops at the first difference. It reads as of one moment and
// changes nothing. An error means that the walk itself failed.
func (d *Desk) AuditLog(ctx context.Context) (Audit, error) {
	var audit Audit
	err := d.Store.Read(ctx, store.Forum(), func(tx *store.Tx) error {
		a := &auditing{Desk: d, ctx: ctx, tx: tx, audit: &audit, spoken: map[string]int{}}
		for _, step := range []func() error{a.leaves, a.checkpoints, a.rows} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	if difference, ok := errors.AsType[*DifferenceError](err); ok {
		audit.Difference = difference
		return audit, nil
	}
	return audit, err
}

func (a *auditing) leaves() error {
	for {
		rows, err := a.tx.LedgerLeaves(a.audit.Leaves, auditPage)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			if err := a.leaf(row); err != nil {
				return err
			}
			a.audit.Leaves++
		}
	}
}

// leaf checks that a leaf stands where it should, says in its columns what its bytes say, has the hashes it gives, and agrees with
// what it speaks of.
func (a *auditing) leaf(row store.LedgerLeaf) error {
	at := a.audit.Leaves
	if row.Position != at {
		return differs("leaf-missing", "entry", at)
	}
	leaf, err := ledger.ParseLeaf([]byte(row.Leaf))
	if err != nil || leaf.Kind != row.Kind || leaf.Subject != row.Subject || string(leaf.Digest) != row.Digest || !leaf.At.Equal(row.CreatedAt) {
		return differs("leaf-altered", "entry", at)
	}
	if err := a.stored(at, leaf); err != nil {
		return err
	}
	a.spoken[spokenOf(leaf.Kind, leaf.Subject, leaf.Digest)]++
	return a.subject(at, leaf)
}

func spokenOf(kind, subject string, digest canon.Digest) string {
	return kind + "\x00" + subject + "\x00" + string(digest)
}

// stored makes the leaf's hashes anew and compares them with those kept.
func (a *auditing) stored(at int64, leaf ledger.Leaf) error {
	made, err := ledger.Append(at, leaf, a.hashes)
	if err != nil {
		return err
	}
	positions := make([]int64, len(made))
	for i := range positions {
		positions[i] = int64(len(a.hashes)) + int64(i)
	}
	kept, err := a.tx.LedgerHashes(positions)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	for i, hash := range made {
		if err != nil {
			return differs("hash-missing", "entry", at)
		}
		if was, bad := tlog.ParseHash(kept[i]); bad != nil || was != hash {
			return differs("hash-altered", "entry", at)
		}
	}
	a.hashes = append(a.hashes, made...)
	return nil
}

// checkpoints holds every head that was ever signed against the log as it is: it must be a beginning of it.
func (a *auditing) checkpoints() error {
	verifier, err := note.NewVerifier(a.Press.LogKey)
	if err != nil {
		return fmt.Errorf("key of the log: %w", err)
	}
	rows, err := a.tx.Checkpoints()
	if err != nil {
		return err
	}
	for _, row := range rows {
		head, err := ledger.OpenCheckpoint([]byte(row.Signed), note.VerifierList(verifier))
		if err != nil || head.Size != row.Size {
			return differs("checkpoint-altered", "size", row.Size)
		}
		if head.Size > a.audit.Leaves {
			return differs("log-short", "size", head.Size, "leaves", a.audit.Leaves)
		}
		root, err := ledger.Root(head.Size, a.hashes)
		if err != nil {
			return err
		}
		if root != head.Root {
			return differs("checkpoint-other", "size", head.Size)
		}
		a.audit.Checkpoints++
		a.audit.Head = row.Signed
	}
	return nil
}
