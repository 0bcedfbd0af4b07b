package web

import (
	"context"
	"strings"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/mail"
)

// LinkShown is an invitation's link. It is shown once, to be copied; Mailed tells whether a letter with it is on its way.
type LinkShown struct {
	Link      string `json:"link"`
	Mailed    bool   `json:"mailed"`
	ExpiresAt string `json:"expiresAt" format:"date-time"`
}

// linkOf makes the link of an invitation and puts a letter with it. A letter that cannot be put is no failure: the link is there.
func (s *Server) linkOf(ctx context.Context, who identity.Actor, invited identity.Invited, language lang.Tag) LinkShown {
	shown := LinkShown{Link: strings.TrimSuffix(s.PublicURL, "/") + "/invitations/" + invited.Token, ExpiresAt: timeText(invited.ExpiresAt)}
	words := mail.Compose("invitation", string(lang.Match(string(language))), map[string]string{"organisation": invited.Organisation.Name, "link": shown.Link})
	err := s.Mail.Send(ctx, mail.Letter{
		Organisation: who.OrganisationID, Kind: mail.Invitation, About: invited.Organisation.ID, To: invited.Email, ReplyTo: who.Email,
		Language: string(language), CreatedBy: who.PersonID, Words: words,
	})
	if err != nil {
		s.Log.WarnContext(ctx, "invitation not mailed", "request", requestIDOf(ctx), "error", err)
	}
	shown.Mailed = s.Mail.Delivers() && err == nil
	return shown
}
