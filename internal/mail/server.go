package mail

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"time"

	smtp "github.com/wneessen/go-mail"
)

// Server is a mail server as the operator names it.
type Server struct {
	options []smtp.Option
	host    string
}

// serverWait is the longest that the server may take for one step.
const serverWait = 30 * time.Second

// NewServer reads the address of a mail server: smtp://user:password@host:587, where the line is encrypted by STARTTLS, or
// smtps://…:465, where it is from the first byte. Without a user, and on this machine, an unencrypted server is taken too;
// ?tls=required, ?tls=try and ?tls=none say otherwise.
func NewServer(address string) (*Server, error) {
	at, err := url.Parse(address)
	if err != nil || at.Scheme != "smtp" && at.Scheme != "smtps" || at.Hostname() == "" {
		return nil, fmt.Errorf("the mail server must be like smtp://user:password@host:587")
	}
	s := &Server{host: at.Hostname(), options: []smtp.Option{smtp.WithTimeout(serverWait)}}
	policy, err := policyOf(at)
	if err != nil {
		return nil, err
	}
	s.options = append(s.options, smtp.WithTLSPolicy(policy))
	if at.Scheme == "smtps" {
		s.options = append(s.options, smtp.WithSSLPort(false))
	}
	if port := at.Port(); port != "" {
		number, err := strconv.Atoi(port)
		if err != nil {
			return nil, fmt.Errorf("the port of the mail server: %w", err)
		}
		s.options = append(s.options, smtp.WithPort(number))
	}
	if at.User != nil {
		password, _ := at.User.Password()
		s.options = append(s.options, smtp.WithSMTPAuth(smtp.SMTPAuthAutoDiscover), smtp.WithUsername(at.User.Username()), smtp.WithPassword(password))
	}
	_, err = smtp.NewClient(s.host, s.options...)
	return s, err
}

func policyOf(at *url.URL) (smtp.TLSPolicy, error) {
	near := at.Hostname() == "localhost" || net.ParseIP(at.Hostname()).IsLoopback()
	switch wanted := at.Query().Get("tls"); {
	case wanted == "required", wanted == "" && at.User != nil && !near:
		return smtp.TLSMandatory, nil // a password never goes over an open line
	case wanted == "none":
		return smtp.NoTLS, nil
	case wanted == "try", wanted == "":
		return smtp.TLSOpportunistic, nil
	default:
		return 0, fmt.Errorf("?tls=%s of the mail server must be required, try or none", wanted)
	}
}

// outgoing is a letter with its words open.
type outgoing struct {
	ID, To, ReplyTo string
	Words
	At time.Time
}

// message makes a mail of a letter. From is "Name <address>" or an address.
func message(from string, o outgoing) (*smtp.Msg, error) {
	sender, err := mail.ParseAddress(from)
	if err != nil {
		return nil, &Failure{Key: "mail.fault.sender", Cause: err}
	}
	to, err := mail.ParseAddress(oneLine(o.To))
	if err != nil || oneLine(o.To) != o.To {
		return nil, &Failure{Key: "mail.fault.address", Permanent: true, Cause: err}
	}
	m := smtp.NewMsg()
	m.SetUserAgent("Telusur")
	m.SetMessageIDWithValue(o.ID + "@" + sender.Address[slices.Index([]byte(sender.Address), '@')+1:])
	m.SetDateWithValue(o.At)
	m.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: answering machines keep still
	m.Subject(oneLine(o.Subject))
	m.SetBodyString(smtp.TypeTextPlain, o.Body)
	m.FromMailAddress(sender)
	m.ToMailAddress(&mail.Address{Address: to.Address})
	if reply, err := mail.ParseAddress(oneLine(o.ReplyTo)); err == nil {
		m.ReplyToMailAddress(&mail.Address{Address: reply.Address})
	}
	return m, nil
}

// line is an open connection to the mail server.
type line struct{ client *smtp.Client }

func (s *Server) dial(ctx context.Context) (*line, error) {
	client, err := smtp.NewClient(s.host, s.options...)
	if err != nil {
		return nil, err
	}
	if err := client.DialWithContext(ctx); err != nil {
		return nil, dialFailure(err)
	}
	return &line{client}, nil
}

func (l *line) send(m *smtp.Msg) error {
	if err := l.client.Send(m); err != nil {
		return sendFailure(err)
	}
	return nil
}

func (l *line) close() { _ = l.client.Close() } // what was taken is taken

// write writes a mail as a file that every mail program opens.
func write(w io.Writer, m *smtp.Msg) error {
	_, err := m.WriteTo(w)
	return err
}
