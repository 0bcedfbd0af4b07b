package forum

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/store"
)

// subject checks that what a leaf speaks of is there and says what it said when the leaf was made.
func (a *auditing) subject(at int64, leaf ledger.Leaf) error {
	checks := map[string]func(ledger.Leaf) ([]canon.Digest, error){
		ledger.RulebookPublished: a.publicationOf, ledger.QuestionnairePublished: a.publicationOf, ledger.ReportIssued: a.reportOf,
		ledger.RulebookApproved: a.decisionOf, ledger.RulebookDeclined: a.decisionOf, ledger.CycleOpened: a.cycleOf, ledger.CycleClosed: a.cycleOf,
		ledger.GrantGiven: a.grantOf, ledger.GrantEnded: a.grantOf, ledger.Submission: a.actsOf, ledger.Return: a.actsOf, ledger.Acceptance: a.actsOf,
	}
	check := checks[leaf.Kind]
	if check == nil {
		return differs("kind-unknown", "entry", at, "kind", leaf.Kind)
	}
	digests, err := check(leaf)
	if errors.Is(err, store.ErrNotFound) {
		return differs("subject-missing", "entry", at, "kind", leaf.Kind, "subject", leaf.Subject)
	}
	if err != nil {
		return err
	}
	for _, digest := range digests {
		if digest == leaf.Digest {
			return nil
		}
	}
	return differs("subject-altered", "entry", at, "kind", leaf.Kind, "subject", leaf.Subject)
}

func one(digest canon.Digest, err error) ([]canon.Digest, error) { return []canon.Digest{digest}, err }

// publicationOf loads the text again: the digest in its row could have been left when the text was altered.
func (a *auditing) publicationOf(leaf ledger.Leaf) ([]canon.Digest, error) {
	row, err := a.tx.Publication(string(leaf.Digest))
	if err != nil || row.Name != leaf.Subject {
		return nil, err
	}
	read, err := publication(row.Kind, row.Name+" "+row.Version, []byte(row.Body))
	if err != nil || read.Version != row.Version || read.Name != row.Name {
		return nil, nil //nolint:nilerr // a text that does not load was altered
	}
	return one(canon.Digest(read.Digest), nil)
}

// reportOf takes the digest from the kept content, and holds the kept PDF to the one in the report's row.
func (a *auditing) reportOf(leaf ledger.Leaf) ([]canon.Digest, error) {
	row, err := a.tx.Report(leaf.Subject)
	if err != nil {
		return nil, err
	}
	if row.ContentDigest != string(leaf.Digest) || row.LeafIndex != a.audit.Leaves {
		return nil, nil
	}
	content, err := a.fileDigest(portfolio.ContentKey(row))
	if err != nil || row.State != portfolio.ReportReady {
		return one(content, err)
	}
	pdf, err := a.fileDigest(portfolio.PDFKey(row))
	if err != nil || string(pdf) != row.PDFDigest {
		return nil, err
	}
	return one(content, nil)
}

// fileDigest gives the digest of a kept file; one that is gone has none.
func (a *auditing) fileDigest(key string) (canon.Digest, error) {
	file, _, err := a.Press.Blob.Get(a.ctx, key)
	if err != nil {
		return "", nil // a file that cannot be read is a difference, not a failed walk
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(file)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", key, err)
	}
	return canon.Sum(data), nil
}

func (a *auditing) cycleOf(leaf ledger.Leaf) ([]canon.Digest, error) {
	row, err := a.tx.Cycle(leaf.Subject)
	if err != nil {
		return nil, err
	}
	if leaf.Kind == ledger.CycleOpened {
		return one(canon.DigestOf(cycleText{row.Name, row.OpensOn, row.DueOn, row.ClosesOn, row.QuestionnaireDigest, row.RulebookDigest}))
	}
	if row.ClosedAt == nil {
		return nil, nil
	}
	return one(canon.DigestOf(closedText{row.ClosedAt.UTC().Format(time.RFC3339)}))
}

func (a *auditing) grantOf(leaf ledger.Leaf) ([]canon.Digest, error) {
	row, err := a.tx.Grant(leaf.Subject)
	if err != nil {
		return nil, err
	}
	if leaf.Kind == ledger.GrantGiven {
		return one(canon.DigestOf(grantText{row.AuditorID, row.CompanyID, row.StartsOn, row.EndsOn}))
	}
	if row.EndedAt == nil {
		return nil, nil
	}
	return one(canon.DigestOf(endedText{row.EndedAt.UTC().Format(time.RFC3339)}))
}

func (a *auditing) decisionOf(leaf ledger.Leaf) ([]canon.Digest, error) {
	row, err := a.tx.DecidedProposal(leaf.Subject)
	if err != nil || string(canon.Sum([]byte(row.Record))) != row.RecordDigest {
		return nil, err
	}
	return one(canon.DigestOf(decisionText{row.Decision, row.Digest, row.RecordDigest, row.Why, row.ProposedBy, row.DecidedBy, row.Comment}))
}

// actsOf gives the digests of all acts on a submission of the leaf's kind.
func (a *auditing) actsOf(leaf ledger.Leaf) ([]canon.Digest, error) {
	events, err := a.tx.SubmissionEvents(leaf.Subject)
	if err != nil {
		return nil, err
	}
	var digests []canon.Digest
	for _, event := range events {
		if leafKinds[Act(event.Act)] != leaf.Kind {
			continue
		}
		digest, err := a.eventDigest(event)
		if err != nil {
			return nil, err
		}
		digests = append(digests, digest)
	}
	return digests, nil
}

func (a *auditing) eventDigest(event store.SubmissionEvent) (canon.Digest, error) {
	content := ""
	if Act(event.Act) == Submit {
		handed, err := a.tx.Report(event.ReportID)
		if err != nil {
			return "", err
		}
		content = handed.ContentDigest
	}
	return canon.DigestOf(eventText{
		Act: Act(event.Act), At: event.CreatedAt.UTC().Format(time.RFC3339), Comment: event.Comment, Company: event.CompanyID, Event: event.ID,
		Person: event.PersonID, Report: event.ReportID, Content: content, Submission: event.SubmissionID,
	})
}
