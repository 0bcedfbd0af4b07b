package web

import (
	"context"

	"github.com/gabf/telusur/internal/forum"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
)

func (s *Server) rulebookRoutes() {
	act(s, get("/api/forum/rulebooks", "publishedRulebooks", "Published rulebooks, the newest first, with what led to them"), identity.ReadPublications, s.publishedRulebooks)
	act(s, get("/api/forum/rulebooks/{digest}/text", "publishedRulebookText", "A published rulebook as it was published (YAML)"), identity.ReadPublications, s.rulebookText)
	act(s, get("/api/forum/rulebooks/drafts", "rulebookDrafts", "Drafts that are not published, the ones changed last first"), identity.DraftRulebook, s.rulebookDrafts)
	act(s, post("/api/forum/rulebooks/drafts", "newRulebookDraft", "Begin a draft"), identity.DraftRulebook, s.newRulebookDraft)
	act(s, get("/api/forum/rulebooks/drafts/{draft}", "rulebookDraft", "A draft with its text"), identity.DraftRulebook, s.rulebookDraft)
	act(s, put("/api/forum/rulebooks/drafts/{draft}", "saveRulebookDraft", "Write a draft that has not changed since it was read"), identity.DraftRulebook, s.saveRulebookDraft)
	act(s, remove("/api/forum/rulebooks/drafts/{draft}", "dropRulebookDraft", "Take a draft out of the list"), identity.DraftRulebook, s.dropRulebookDraft)
	act(s, post("/api/forum/rulebooks/drafts/{draft}/propose", "proposeRulebook", "Put a draft before another officer, with its difference and back-test"), identity.DraftRulebook, s.proposeRulebook)
	act(s, post("/api/forum/rulebooks/drafts/{draft}/publish", "publishRulebook", "Publish what another officer has proposed"), identity.PublishRulebook, s.publishRulebook)
	act(s, post("/api/forum/rulebooks/drafts/{draft}/decline", "declineRulebook", "Give a proposal back with a comment"), identity.DraftRulebook, s.declineRulebook)
}

// DraftShown is a draft of a rulebook.
type DraftShown struct {
	ID        string           `json:"id"`
	Title     string           `json:"title"`
	Text      string           `json:"text" doc:"\"\" in a list"`
	BasedOn   string           `json:"basedOn" doc:"Digest of a published rulebook, or \"\""`
	Revision  int              `json:"revision" doc:"Send it back when you save"`
	State     forum.DraftState `json:"state" enum:"draft,proposed,published"`
	UpdatedBy string           `json:"updatedBy" doc:"A name"`
	CreatedAt string           `json:"createdAt" format:"date-time"`
	UpdatedAt string           `json:"updatedAt" format:"date-time"`
	Proposal  *ProposalShown   `json:"proposal" doc:"The newest; null before the first"`
}

// ProposalShown is a draft as it was put before another officer.
type ProposalShown struct {
	Why          string            `json:"why"`
	Digest       string            `json:"digest" doc:"Of the rulebook"`
	Against      string            `json:"against" doc:"Digest of the rulebook that it is compared with"`
	Diff         []DifferenceShown `json:"diff"`
	BackTest     EffectShown       `json:"backTest"`
	RecordDigest string            `json:"recordDigest" doc:"Of difference and back-test, as the log names them"`
	ProposedBy   string            `json:"proposedBy" doc:"A name"`
	ProposedAt   string            `json:"proposedAt" format:"date-time"`
	Mine         bool              `json:"mine" doc:"You proposed it, so another officer must publish it"`
	Decision     string            `json:"decision" enum:",published,declined" doc:"\"\" while it waits"`
	DecidedBy    string            `json:"decidedBy"`
	DecidedAt    *string           `json:"decidedAt"`
	Comment      string            `json:"comment"`
}

func (s *Server) proposalShown(p *forum.Proposal, who identity.Actor, tag lang.Tag) *ProposalShown {
	if p == nil {
		return nil
	}
	return &ProposalShown{
		Why: p.Why, Digest: p.Digest, Against: p.Record.Against, BackTest: s.effectShown(&p.Record.BackTest, tag), RecordDigest: p.RecordDigest,
		Diff: mapped(p.Record.Diff, func(d forum.DifferenceRecord) DifferenceShown {
			return DifferenceShown{d.Section, d.Rule, d.Text.In(tag)}
		}),
		ProposedBy: p.ProposedByName, ProposedAt: timeText(p.ProposedAt), Mine: p.ProposedBy == who.PersonID,
		Decision: p.Decision, DecidedBy: p.DecidedByName, DecidedAt: timeOrNil(p.DecidedAt), Comment: p.Comment,
	}
}

func (s *Server) draftShown(d forum.RulebookDraft, who identity.Actor, tag lang.Tag) DraftShown {
	return DraftShown{
		ID: d.ID, Title: d.Title, Text: d.Text, BasedOn: d.BasedOn, Revision: d.Revision, State: d.State, UpdatedBy: d.UpdatedBy,
		CreatedAt: timeText(d.CreatedAt), UpdatedAt: timeText(d.UpdatedAt), Proposal: s.proposalShown(d.Proposal, who, tag),
	}
}

func (s *Server) answerDraft(ctx context.Context, who identity.Actor, d forum.RulebookDraft, err error) (*body[DraftShown], error) {
	return answer(s.draftShown(d, who, languageOf(ctx)), err)
}

// DraftList is all drafts that are not published.
type DraftList struct {
	Rows []DraftShown `json:"rows"`
}

func (s *Server) rulebookDrafts(ctx context.Context, who identity.Actor, _ *struct{}) (*body[DraftList], error) {
	drafts, err := s.Forum.Drafts(ctx, who)
	tag := languageOf(ctx)
	return answer(DraftList{mapped(drafts, func(d forum.RulebookDraft) DraftShown { return s.draftShown(d, who, tag) })}, err)
}

type newDraftInput struct {
	Body struct {
		Title   string `json:"title" maxLength:"200"`
		Text    string `json:"text" doc:"YAML, at most 512 kB; need not be a rulebook yet"`
		BasedOn string `json:"basedOn,omitempty" maxLength:"80" doc:"Digest of a published rulebook"`
	}
}

func (s *Server) newRulebookDraft(ctx context.Context, who identity.Actor, in *newDraftInput) (*body[DraftShown], error) {
	draft, err := s.Forum.NewDraft(ctx, who, forum.DraftText{Title: in.Body.Title, Text: in.Body.Text}, in.Body.BasedOn)
	return s.answerDraft(ctx, who, draft, err)
}

// DraftInput names a draft in the path. It is exported because huma fills embedded types only then.
type DraftInput struct {
	Draft string `path:"draft" maxLength:"64"`
}

func (s *Server) rulebookDraft(ctx context.Context, who identity.Actor, in *DraftInput) (*body[DraftShown], error) {
	draft, err := s.Forum.Draft(ctx, who, in.Draft)
	return s.answerDraft(ctx, who, draft, err)
}

type saveDraftInput struct {
	DraftInput
	Body struct {
		Title    string `json:"title" maxLength:"200"`
		Text     string `json:"text" doc:"YAML, at most 512 kB; need not be a rulebook yet"`
		Revision int    `json:"revision" minimum:"1" doc:"That was read; when it has changed since, nothing is written (409)"`
	}
}

func (s *Server) saveRulebookDraft(ctx context.Context, who identity.Actor, in *saveDraftInput) (*body[DraftShown], error) {
	draft, err := s.Forum.SaveDraft(ctx, who, in.Draft, in.Body.Revision, forum.DraftText{Title: in.Body.Title, Text: in.Body.Text})
	return s.answerDraft(ctx, who, draft, err)
}

func (s *Server) dropRulebookDraft(ctx context.Context, who identity.Actor, in *DraftInput) (*struct{}, error) {
	return nil, s.Forum.DropDraft(ctx, who, in.Draft)
}

type proposeInput struct {
	DraftInput
	Body struct {
		Why      string `json:"why" maxLength:"4000"`
		Revision int    `json:"revision,omitempty" minimum:"0" doc:"That was read; 0 or left out: whatever stands there now"`
	}
}

func (s *Server) proposeRulebook(ctx context.Context, who identity.Actor, in *proposeInput) (*body[DraftShown], error) {
	draft, err := s.Forum.Propose(ctx, who, in.Draft, in.Body.Revision, in.Body.Why)
	return s.answerDraft(ctx, who, draft, err)
}

func (s *Server) publishRulebook(ctx context.Context, who identity.Actor, in *DraftInput) (*body[DraftShown], error) {
	draft, err := s.Forum.Publish(ctx, who, in.Draft)
	return s.answerDraft(ctx, who, draft, err)
}

type declineInput struct {
	DraftInput
	Body struct {
		Comment string `json:"comment" maxLength:"4000"`
	}
}

func (s *Server) declineRulebook(ctx context.Context, who identity.Actor, in *declineInput) (*body[DraftShown], error) {
	draft, err := s.Forum.Decline(ctx, who, in.Draft, in.Body.Comment)
	return s.answerDraft(ctx, who, draft, err)
}

// RulebookShown is a published rulebook with what led to it.
type RulebookShown struct {
	Digest      string            `json:"digest"`
	Name        string            `json:"name" doc:"The id inside the file"`
	Version     string            `json:"version"`
	Title       string            `json:"title"`
	PublishedAt string            `json:"publishedAt" format:"date-time"`
	ProposedBy  string            `json:"proposedBy" doc:"A name; \"\" for those that came with the program"`
	PublishedBy string            `json:"publishedBy"`
	Why         string            `json:"why"`
	Diff        []DifferenceShown `json:"diff"`
	BackTest    *EffectShown      `json:"backTest" doc:"null for those that came with the program"`
	InForce     bool              `json:"inForce"`
}

// RulebookList is all published rulebooks.
type RulebookList struct {
	Rows []RulebookShown `json:"rows"`
}

func (s *Server) publishedRulebooks(ctx context.Context, who identity.Actor, _ *struct{}) (*body[RulebookList], error) {
	rulebooks, err := s.Forum.PublishedRulebooks(ctx, who)
	tag := languageOf(ctx)
	return answer(RulebookList{mapped(rulebooks, func(r forum.PublishedRulebook) RulebookShown {
		shown := RulebookShown{
			Digest: r.Digest, Name: r.Name, Version: r.Version, Title: r.Title.In(tag), PublishedAt: timeText(r.PublishedAt), InForce: r.InForce,
			Diff: []DifferenceShown{},
		}
		if p := s.proposalShown(r.Proposal, who, tag); p != nil {
			shown.ProposedBy, shown.PublishedBy, shown.Why, shown.Diff, shown.BackTest = p.ProposedBy, p.DecidedBy, p.Why, p.Diff, &p.BackTest
		}
		return shown
	})}, err)
}
