package web

import (
	"context"
	"strings"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
)

// LinkShown is an invitation's link. It is shown once, to be copied; Mailed tells whether a letter with it left.
type LinkShown struct {
	Link      string `json:"link"`
	Mailed    bool   `json:"mailed"`
	ExpiresAt string `json:"expiresAt" format:"date-time"`
}

// linkOf makes the link of an invitation and mails it where mail is set up. A letter that does not leave is no failure: the link is there.
func (s *Server) linkOf(ctx context.Context, invited identity.Invited, language lang.Tag) LinkShown {
	shown := LinkShown{Link: strings.TrimSuffix(s.PublicURL, "/") + "/invitations/" + invited.Token, ExpiresAt: timeText(invited.ExpiresAt)}
	if s.Mail == nil {
		return shown
	}
	sent, err := s.Mail.SendInvitation(ctx, invited.Email, invited.Organisation.Name, shown.Link, string(language))
	if err != nil {
		s.Log.WarnContext(ctx, "invitation not mailed", "request", requestIDOf(ctx), "error", err)
	}
	shown.Mailed = sent && err == nil
	return shown
}
