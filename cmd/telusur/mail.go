package main

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"github.com/wneessen/go-mail"

	"github.com/gabf/telusur/internal/lang"
)

// mailer sends letters when SMTP is set up.
type mailer struct {
	url  string // smtp://user:password@host:port, or smtps://…; "" for no mail
	from string
}

// SendInvitation sends a link; sent is false when no mail is set up.
func (m mailer) SendInvitation(ctx context.Context, to, organisation, link, language string) (sent bool, err error) {
	if m.url == "" {
		return false, nil
	}
	tag := lang.Match(language)
	words := map[string]string{"organisation": organisation, "link": link}
	letter := mail.NewMsg()
	if err := letter.From(m.from); err != nil {
		return false, fmt.Errorf("mail: sender: %w", err)
	}
	if err := letter.To(to); err != nil {
		return false, fmt.Errorf("mail: recipient: %w", err)
	}
	letter.Subject(lang.Say(tag, "mail.invitation.subject", words))
	letter.SetBodyString(mail.TypeTextPlain, lang.Say(tag, "mail.invitation.body", words))
	client, err := m.client()
	if err != nil {
		return false, err
	}
	if err := client.DialAndSendWithContext(ctx, letter); err != nil {
		return false, fmt.Errorf("mail to the server of TELUSUR_SMTP_URL: %w", err)
	}
	return true, nil
}

func (m mailer) client() (*mail.Client, error) {
	server, err := url.Parse(m.url)
	if err != nil {
		return nil, fmt.Errorf("mail: %w", err)
	}
	options := []mail.Option{mail.WithTLSPolicy(mail.TLSOpportunistic)}
	if server.Scheme == "smtps" {
		options = append(options, mail.WithSSL())
	}
	if port, err := strconv.Atoi(server.Port()); err == nil {
		options = append(options, mail.WithPort(port))
	}
	if server.User != nil {
		password, _ := server.User.Password()
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(server.User.Username()), mail.WithPassword(password))
	}
	return mail.NewClient(server.Hostname(), options...)
}
