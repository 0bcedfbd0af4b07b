package web

import (
	"context"
	"net/http"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
)

// Me is the person who is signed in.
type Me struct {
	Person struct {
		ID       string   `json:"id"`
		Name     string   `json:"name"`
		Email    string   `json:"email"`
		Language lang.Tag `json:"language" enum:"en,id"`
	} `json:"person"`
	Organisation struct {
		ID      string        `json:"id"`
		Name    string        `json:"name"`
		Kind    identity.Kind `json:"kind" enum:"company,secretariat,auditor"`
		Country string        `json:"country"`
	} `json:"organisation"`
	Role identity.Role  `json:"role" enum:"owner,analyst,officer,auditor"`
	Acts []identity.Act `json:"acts" doc:"What this person may do"`
	Demo bool           `json:"demo"`
}

func (s *Server) me(who identity.Actor) Me {
	var me Me
	me.Person.ID, me.Person.Name, me.Person.Email, me.Person.Language = who.PersonID, who.Name, who.Email, who.Language
	me.Organisation.ID, me.Organisation.Name, me.Organisation.Kind = who.OrganisationID, who.Organisation, who.Kind
	me.Organisation.Country = who.Country
	me.Role, me.Acts, me.Demo = who.Role, who.Acts(), s.Demo
	return me
}

type signedIn struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
	Body      Me
}

type signInInput struct {
	Body struct {
		Email    string `json:"email" maxLength:"254"`
		Password string `json:"password" maxLength:"1024"`
	}
}

type cookieInput struct {
	Token string `cookie:"telusur_session"`
}

func (s *Server) sessionRoutes() {
	open(s, post("/api/sign-in", "signIn", "Sign in with e-mail and password"), func(ctx context.Context, in *signInInput) (*signedIn, error) {
		token, who, err := s.Identity.SignIn(ctx, in.Body.Email, in.Body.Password, addressOf(ctx))
		if err != nil {
			return nil, err
		}
		return &signedIn{s.cookie(token), s.me(who)}, nil
	})
	open(s, post("/api/sign-out", "signOut", "End the session"), func(ctx context.Context, in *cookieInput) (*struct {
		SetCookie http.Cookie `header:"Set-Cookie"`
	}, error,
	) {
		if err := s.Identity.SignOut(ctx, in.Token); err != nil {
			return nil, err
		}
		return &struct {
			SetCookie http.Cookie `header:"Set-Cookie"`
		}{s.cookie("")}, nil
	})
	act(s, get("/api/me", "me", "Who is signed in, and what they may do"), "", func(_ context.Context, who identity.Actor, _ *struct{}) (*body[Me], error) {
		return answer(s.me(who), nil)
	})
	act(s, patch("/api/me", "updateMe", "Change one's own name or language"), "", s.updateMe)
	act(s, post("/api/me/password", "changePassword", "Change one's own password"), "", s.changePassword)
	open(s, get("/api/invitations/{token}", "invitation", "What an invitation is for"), s.invitation)
	open(s, post("/api/invitations/{token}", "acceptInvitation", "Accept an invitation: become a person who can sign in"), s.accept)
}

type updateMeInput struct {
	Body struct {
		Name     *string   `json:"name,omitempty" minLength:"1" maxLength:"200"`
		Language *lang.Tag `json:"language,omitempty" enum:"en,id"`
	}
}

func (s *Server) updateMe(ctx context.Context, who identity.Actor, in *updateMeInput) (*body[Me], error) {
	who, err := s.Identity.UpdateSelf(ctx, who, in.Body.Name, in.Body.Language)
	return answer(s.me(who), err)
}

type changePasswordInput struct {
	Body struct {
		Old string `json:"old" maxLength:"1024"`
		New string `json:"new" maxLength:"1024"`
	}
}

func (s *Server) changePassword(ctx context.Context, who identity.Actor, in *changePasswordInput) (*struct{}, error) {
	return nil, s.Identity.ChangePassword(ctx, who, in.Body.Old, in.Body.New)
}

// TokenInput holds the token of an invitation's link.
type TokenInput struct {
	Token string `path:"token" maxLength:"128"`
}

// InvitationShown is what the holder of a link is invited to.
type InvitationShown struct {
	Organisation string        `json:"organisation"`
	Kind         identity.Kind `json:"kind"`
	Role         identity.Role `json:"role"`
	Email        string        `json:"email"`
	Setup        bool          `json:"setup" doc:"The first link of a new installation: asks for the forum's name too"`
	ExpiresAt    string        `json:"expiresAt" format:"date-time"`
}

func (s *Server) invitation(ctx context.Context, in *TokenInput) (*body[InvitationShown], error) {
	i, err := s.Identity.Invitation(ctx, in.Token)
	if err != nil {
		return nil, err
	}
	return answer(InvitationShown{i.Organisation, i.Kind, i.Role, i.Email, i.Setup, timeText(i.ExpiresAt)}, nil)
}

type acceptInput struct {
	TokenInput
	Body struct {
		Name             string   `json:"name" minLength:"1" maxLength:"200"`
		Email            string   `json:"email,omitempty" maxLength:"254" doc:"Only for the first set-up; else the invited address stands"`
		OrganisationName string   `json:"organisationName,omitempty" maxLength:"200"`
		Password         string   `json:"password" maxLength:"1024"`
		Language         lang.Tag `json:"language" enum:"en,id"`
	}
}

func (s *Server) accept(ctx context.Context, in *acceptInput) (*signedIn, error) {
	token, who, err := s.Identity.Accept(ctx, in.Token, identity.Acceptance{
		Name: in.Body.Name, Email: in.Body.Email, OrganisationName: in.Body.OrganisationName,
		Password: in.Body.Password, Language: in.Body.Language,
	})
	if err != nil {
		return nil, err
	}
	if who.PersonID == "" {
		return nil, fault.New(fault.Internal, "fault.internal")
	}
	return &signedIn{s.cookie(token), s.me(who)}, nil
}
