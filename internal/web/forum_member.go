package web

import (
	"context"

	"github.com/gabf/telusur/internal/forum"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/store"
)

func (s *Server) memberRoutes() {
	act(s, get("/api/forum/members", "members", "Member companies by name"), identity.ReadMembers, s.members)
	act(s, post("/api/forum/members", "inviteMember", "Add a member company and invite its owner"), identity.InviteCompany, s.inviteMember)
	act(s, post("/api/forum/members/{member}/invitations", "inviteOwner", "Invite another owner of a member company"), identity.InviteCompany, s.inviteOwner)
	act(s, get("/api/forum/auditors", "auditors", "Auditors' firms by name"), identity.ReadGrants, s.auditors)
	act(s, post("/api/forum/auditors", "inviteAuditor", "Add an auditor's firm and invite its first auditor"), identity.InviteAuditor, s.inviteAuditor)
	act(s, get("/api/forum/grants", "grants", "Which auditor may see which company, and until when"), identity.ReadGrants, s.grants)
	act(s, post("/api/forum/grants", "giveGrant", "Let an auditor see a company's reports"), identity.GiveGrant, s.giveGrant)
	act(s, post("/api/forum/grants/{grant}/end", "endGrant", "Take a grant back"), identity.GiveGrant, s.endGrant)
}

// MemberShown is a member company as the secretariat lists it.
type MemberShown struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Country     string `json:"country"`
	CountryName string `json:"countryName"`
	Sector      string `json:"sector"`
	People      int    `json:"people" doc:"Who can sign in"`
	Invited     bool   `json:"invited" doc:"An invitation is open"`
	CreatedAt   string `json:"createdAt" format:"date-time"`
}

type membersInput struct {
	Paging
	Search string `query:"search" maxLength:"200"`
}

func (s *Server) members(ctx context.Context, who identity.Actor, in *membersInput) (*body[List[MemberShown]], error) {
	rows, total, err := s.Forum.Members(ctx, who, in.Search, store.Page{Offset: in.Offset, Limit: in.Limit})
	tag := languageOf(ctx)
	return answer(listOf(total, mapped(rows, func(m store.Member) MemberShown {
		return MemberShown{m.ID, m.Name, m.Country, s.countryName(m.Country, tag), m.Sector, m.People, m.Invited, timeText(m.CreatedAt)}
	})), err)
}

type inviteMemberInput struct {
	Body struct {
		Name     string   `json:"name" maxLength:"400"`
		Country  string   `json:"country" maxLength:"3" doc:"ISO 3166-1 alpha-3"`
		Sector   string   `json:"sector,omitempty" maxLength:"3" doc:"ISIC Rev.4 section and division"`
		Email    string   `json:"email" maxLength:"254"`
		Language lang.Tag `json:"language,omitempty" enum:"en,id" doc:"Of the letter"`
	}
}

// InvitedMember is a company that was added, with the link for its owner.
type InvitedMember struct {
	Company Named `json:"company"`
	LinkShown
}

func (s *Server) inviteMember(ctx context.Context, who identity.Actor, in *inviteMemberInput) (*body[InvitedMember], error) {
	if err := s.Forum.CheckMember(in.Body.Country, in.Body.Sector); err != nil {
		return nil, err
	}
	invited, err := s.Identity.InviteCompany(ctx, who, identity.NewOrganisation{
		Name: in.Body.Name, Country: in.Body.Country, Sector: in.Body.Sector, Email: in.Body.Email,
	})
	if err != nil {
		return nil, err
	}
	return answer(InvitedMember{Named{invited.Organisation.ID, invited.Organisation.Name}, s.linkOf(ctx, who, invited, in.Body.Language)}, nil)
}

type inviteOwnerInput struct {
	Member string `path:"member" maxLength:"64"`
	Body   struct {
		Email    string   `json:"email" maxLength:"254"`
		Language lang.Tag `json:"language,omitempty" enum:"en,id" doc:"Of the letter"`
	}
}

func (s *Server) inviteOwner(ctx context.Context, who identity.Actor, in *inviteOwnerInput) (*body[LinkShown], error) {
	invited, err := s.Identity.InviteInto(ctx, who, in.Member, in.Body.Email)
	if err != nil {
		return nil, err
	}
	return answer(s.linkOf(ctx, who, invited, in.Body.Language), nil)
}

// AuditorShown is an auditor's firm.
type AuditorShown struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	People int    `json:"people" doc:"Who can sign in"`
	Grants int    `json:"grants" doc:"Companies granted today"`
}

// AuditorList is all auditors' firms.
type AuditorList struct {
	Rows []AuditorShown `json:"rows"`
}

func (s *Server) auditors(ctx context.Context, who identity.Actor, _ *struct{}) (*body[AuditorList], error) {
	firms, err := s.Forum.Auditors(ctx, who)
	return answer(AuditorList{mapped(firms, func(m store.Member) AuditorShown {
		return AuditorShown{m.ID, m.Name, m.People, m.Grants}
	})}, err)
}

type inviteAuditorInput struct {
	Body struct {
		Name     string   `json:"name" maxLength:"400"`
		Email    string   `json:"email" maxLength:"254"`
		Language lang.Tag `json:"language,omitempty" enum:"en,id" doc:"Of the letter"`
	}
}

// InvitedAuditor is a firm that was added, with the link for its first auditor.
type InvitedAuditor struct {
	Auditor Named `json:"auditor"`
	LinkShown
}

func (s *Server) inviteAuditor(ctx context.Context, who identity.Actor, in *inviteAuditorInput) (*body[InvitedAuditor], error) {
	invited, err := s.Identity.InviteAuditor(ctx, who, identity.NewOrganisation{Name: in.Body.Name, Email: in.Body.Email})
	if err != nil {
		return nil, err
	}
	return answer(InvitedAuditor{Named{invited.Organisation.ID, invited.Organisation.Name}, s.linkOf(ctx, who, invited, in.Body.Language)}, nil)
}

// GrantShown lets an auditor's firm see a company's reports.
type GrantShown struct {
	ID        string `json:"id"`
	AuditorID string `json:"auditorId"`
	Auditor   string `json:"auditor"`
	CompanyID string `json:"companyId"`
	Company   string `json:"company"`
	StartsOn  string `json:"startsOn" format:"date"`
	EndsOn    string `json:"endsOn" format:"date" doc:"The last day, included"`
	Active    bool   `json:"active" doc:"Holds today"`
	Ended     bool   `json:"ended" doc:"Taken back, or its last day is over"`
}

// GrantList is all grants.
type GrantList struct {
	Rows []GrantShown `json:"rows"`
}

func (s *Server) grants(ctx context.Context, who identity.Actor, _ *struct{}) (*body[GrantList], error) {
	grants, err := s.Forum.Grants(ctx, who)
	return answer(GrantList{mapped(grants, func(g forum.Grant) GrantShown { return GrantShown(g) })}, err)
}

type giveGrantInput struct {
	Body struct {
		AuditorID string `json:"auditorId" maxLength:"64"`
		CompanyID string `json:"companyId" maxLength:"64"`
		StartsOn  string `json:"startsOn" maxLength:"10" doc:"YYYY-MM-DD"`
		EndsOn    string `json:"endsOn" maxLength:"10" doc:"YYYY-MM-DD: the last day, included"`
	}
}

func (s *Server) giveGrant(ctx context.Context, who identity.Actor, in *giveGrantInput) (*body[GrantShown], error) {
	grant, err := s.Forum.GiveGrant(ctx, who, forum.GrantGiving(in.Body))
	return answer(GrantShown(grant), err)
}

type grantInput struct {
	Grant string `path:"grant" maxLength:"64"`
}

func (s *Server) endGrant(ctx context.Context, who identity.Actor, in *grantInput) (*struct{}, error) {
	return nil, s.Forum.EndGrant(ctx, who, in.Grant)
}
