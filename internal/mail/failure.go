package mail

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"net/textproto"
	"strings"

	smtp "github.com/wneessen/go-mail"

	"github.com/gabf/telusur/internal/lang"
)

// Failure is why a letter was not taken, for people to act on.
type Failure struct {
	Key       string            `json:"key"` // of the message
	Args      map[string]string `json:"args,omitempty"`
	Permanent bool              `json:"-"` // trying again would not help
	Cause     error             `json:"-"`
}

func (f *Failure) Error() string {
	if f.Cause == nil {
		return f.Key
	}
	return f.Key + ": " + f.Cause.Error()
}

func (f *Failure) Unwrap() error { return f.Cause }

// text is the failure as a row keeps it.
func (f *Failure) text() string {
	text, err := json.Marshal(f)
	if err != nil {
		return ""
	}
	return string(text)
}

// Say says in a language why a letter was not taken, and what to do.
func (f *Failure) Say(tag lang.Tag) string { return lang.Say(tag, f.Key, f.Args) }

// SayFailure says what a row keeps of a failure; "" for none.
func SayFailure(text string, tag lang.Tag) string {
	var f Failure
	if text == "" || json.Unmarshal([]byte(text), &f) != nil {
		return ""
	}
	return f.Say(tag)
}

// failureOf gives any error the form of a failure.
func failureOf(err error) *Failure {
	if f, ok := errors.AsType[*Failure](err); ok {
		return f
	}
	return &Failure{Key: "mail.fault.other", Cause: err}
}

// dialFailure tells why no letter can leave. It may pass, or the operator mends it: the letter is tried again.
func dialFailure(err error) *Failure {
	answer, answered := errors.AsType[*textproto.Error](err)
	_, unknown := errors.AsType[x509.UnknownAuthorityError](err)
	_, mismatch := errors.AsType[x509.HostnameError](err)
	_, record := errors.AsType[tls.RecordHeaderError](err)
	_, verify := errors.AsType[*tls.CertificateVerificationError](err)
	switch {
	case answered && (answer.Code == 535 || answer.Code == 534 || answer.Code == 530):
		return &Failure{Key: "mail.fault.sign-in", Args: answerArgs(answer.Error()), Cause: err}
	case unknown || mismatch || record || verify || strings.Contains(err.Error(), "STARTTLS"):
		return &Failure{Key: "mail.fault.tls", Args: answerArgs(err.Error()), Cause: err}
	case strings.Contains(err.Error(), "SMTP AUTH"):
		return &Failure{Key: "mail.fault.sign-in", Args: answerArgs(err.Error()), Cause: err}
	default:
		return &Failure{Key: "mail.fault.unreachable", Args: answerArgs(err.Error()), Cause: err}
	}
}

// sendFailure tells why one letter was refused.
func sendFailure(err error) *Failure {
	refused, ok := errors.AsType[*smtp.SendError](err)
	if !ok {
		return &Failure{Key: "mail.fault.other", Args: answerArgs(err.Error()), Cause: err}
	}
	said, _, _ := strings.Cut(err.Error(), ", affected recipient(s): ")
	said, _, _ = strings.Cut(said, ", affected message ID: ")
	said = strings.TrimPrefix(said, refused.Reason.String()+": ")
	f := &Failure{Key: "mail.fault.letter", Args: answerArgs(said), Permanent: !refused.IsTemp() && refused.ErrorCode() >= 500, Cause: err}
	switch refused.Reason {
	case smtp.ErrSMTPRcptTo, smtp.ErrGetRcpts:
		f.Key = "mail.fault.recipient"
	case smtp.ErrSMTPMailFrom, smtp.ErrGetSender:
		f.Key, f.Permanent = "mail.fault.sender", false // the operator's to mend, not the letter's
	case smtp.ErrConnCheck:
		f.Key, f.Permanent = "mail.fault.unreachable", false
	}
	return f
}

// mostSaid is how much of a server's own words is kept: runes.
const mostSaid = 200

func answerArgs(said string) map[string]string {
	runes := []rune(oneLine(said))
	return map[string]string{"answer": string(runes[:min(len(runes), mostSaid)])}
}
