package web

import (
	"context"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
)

func (s *Server) organisationRoutes() {
	act(s, get("/api/organisation/people", "people", "The people of one's own organisation, and who is invited"), identity.ReadPeople, s.people)
	act(s, post("/api/organisation/invitations", "inviteColleague", "Invite somebody into one's own organisation"), identity.InviteColleague, s.inviteColleague)
	act(s, remove("/api/organisation/invitations/{invitation}", "revokeInvitation", "Take an open invitation back"), identity.InviteColleague, s.revokeInvitation)
	act(s, post("/api/organisation/people/{person}/disable", "disablePerson", "End a colleague's access"), identity.DisablePerson, s.disablePerson)
}

// PersonShown is a colleague.
type PersonShown struct {
	ID        string        `json:"id"`
	Name      string        `json:"name"`
	Email     string        `json:"email"`
	Role      identity.Role `json:"role" enum:"owner,analyst,officer,auditor"`
	Disabled  bool          `json:"disabled"`
	CreatedAt string        `json:"createdAt" format:"date-time"`
}

// OpenInvitation is an invitation that nobody has accepted yet.
type OpenInvitation struct {
	ID        string        `json:"id"`
	Email     string        `json:"email"`
	Role      identity.Role `json:"role" enum:"owner,analyst,officer,auditor"`
	ExpiresAt string        `json:"expiresAt" format:"date-time"`
}

// PeopleShown is who belongs to an organisation.
type PeopleShown struct {
	People      []PersonShown    `json:"people"`
	Invitations []OpenInvitation `json:"invitations"`
}

func (s *Server) people(ctx context.Context, who identity.Actor, _ *struct{}) (*body[PeopleShown], error) {
	people, invitations, err := s.Identity.People(ctx, who)
	return answer(PeopleShown{
		mapped(people, func(p identity.Person) PersonShown {
			return PersonShown{p.ID, p.Name, p.Email, p.Role, p.Disabled, timeText(p.CreatedAt)}
		}),
		mapped(invitations, func(i identity.Invitation) OpenInvitation {
			return OpenInvitation{i.ID, i.Email, i.Role, timeText(i.ExpiresAt)}
		}),
	}, err)
}

type inviteColleagueInput struct {
	Body struct {
		Email    string        `json:"email" maxLength:"254"`
		Role     identity.Role `json:"role,omitempty" enum:"owner,analyst,officer,auditor" doc:"Left out: the usual one of the organisation"`
		Language lang.Tag      `json:"language,omitempty" enum:"en,id" doc:"Of the letter"`
	}
}

func (s *Server) inviteColleague(ctx context.Context, who identity.Actor, in *inviteColleagueInput) (*body[LinkShown], error) {
	invited, err := s.Identity.InviteColleague(ctx, who, in.Body.Email, in.Body.Role)
	if err != nil {
		return nil, err
	}
	return answer(s.linkOf(ctx, who, invited, in.Body.Language), nil)
}

type invitationInput struct {
	Invitation string `path:"invitation" maxLength:"64"`
}

func (s *Server) revokeInvitation(ctx context.Context, who identity.Actor, in *invitationInput) (*struct{}, error) {
	return nil, s.Identity.Revoke(ctx, who, in.Invitation)
}

type personInput struct {
	Person string `path:"person" maxLength:"64"`
}

func (s *Server) disablePerson(ctx context.Context, who identity.Actor, in *personInput) (*struct{}, error) {
	return nil, s.Identity.Disable(ctx, who, in.Person)
}
