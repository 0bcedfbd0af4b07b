package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

// Problem is an RFC 9457 problem document. Code is stable; Title and Detail are in the reader's language.
type Problem struct {
	Type      string            `json:"type" doc:"A URI reference for the kind of problem"`
	Title     string            `json:"title" doc:"What went wrong, in the reader's language"`
	Status    int               `json:"status"`
	Detail    string            `json:"detail,omitempty" doc:"What to do about it, in the reader's language"`
	Code      string            `json:"code" doc:"Stable name of the problem"`
	Args      map[string]string `json:"args,omitempty"`
	Issues    []IssueShown      `json:"issues,omitempty" doc:"The places, when what was sent cannot be taken"`
	RequestID string            `json:"requestId,omitempty" doc:"Tell this to the operator"`
}

var problemType = reflect.TypeFor[Problem]()

func (p *Problem) Error() string { return p.Code + ": " + p.Title }

// GetStatus is what huma asks of an error.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is what huma asks of an error's body.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// IssueShown is an issue as people read it.
type IssueShown struct {
	Code     string         `json:"code"`
	Severity issue.Severity `json:"severity"`
	At       issue.Place    `json:"at"`
	Cell     string         `json:"cell,omitempty"`
	Saw      string         `json:"saw,omitempty"`
	Want     string         `json:"want,omitempty"`
	Message  string         `json:"message"`
	Fix      string         `json:"fix,omitempty"`
}

func showIssue(tag lang.Tag, i issue.Issue) IssueShown {
	return IssueShown{
		Code: i.Code, Severity: i.Severity, At: i.At, Cell: i.At.Cell(), Saw: i.Saw, Want: i.Want, Message: i.Message(tag), Fix: i.Fix(tag),
	}
}

func showIssues(tag lang.Tag, issues []issue.Issue) []IssueShown {
	shown := make([]IssueShown, len(issues))
	for i, one := range issues {
		shown[i] = showIssue(tag, one)
	}
	return shown
}

var statusOf = map[fault.Kind]int{
	fault.Invalid:     http.StatusUnprocessableEntity,
	fault.SignedOut:   http.StatusUnauthorized,
	fault.NotFound:    http.StatusNotFound,
	fault.Forbidden:   http.StatusForbidden,
	fault.Conflict:    http.StatusConflict,
	fault.TooLarge:    http.StatusRequestEntityTooLarge,
	fault.TooMany:     http.StatusTooManyRequests,
	fault.Unavailable: http.StatusServiceUnavailable,
	fault.Internal:    http.StatusInternalServerError,
}

// problem turns any error into a problem document in the reader's language, and logs what is ours.
func (s *Server) problem(ctx context.Context, err error) error {
	if p, ok := errors.AsType[*Problem](err); ok {
		return p
	}
	f, ok := errors.AsType[*fault.Fault](err)
	if !ok {
		f = fault.New(fault.Internal, "fault.internal").Because(err)
	}
	tag, id := languageOf(ctx), requestIDOf(ctx)
	if f.Kind == fault.Internal || f.Kind == fault.Unavailable {
		s.Log.LogAttrs(ctx, slog.LevelError, "request failed", slog.String("request", id), slog.Any("error", err))
	}
	p := &Problem{
		Type: "https://telusur.invalid/problems/" + f.Key, Title: lang.Say(tag, f.Key, f.Args), Status: statusOf[f.Kind],
		Code: f.Key, Args: f.Args, Issues: showIssues(tag, f.Issues), RequestID: id,
	}
	if fix := f.Key + ".fix"; lang.Has(fix) {
		p.Detail = lang.Say(tag, fix, f.Args)
	}
	if f.Kind == fault.TooMany {
		if seconds := f.Args["seconds"]; seconds != "" {
			return huma.ErrorWithHeaders(p, http.Header{"Retry-After": {seconds}})
		}
	}
	return p
}

// writeProblem is Fiber's error handler: for plain routes, middleware and routes that do not exist.
func (s *Server) writeProblem(c *fiber.Ctx, err error) error {
	if e, ok := errors.AsType[*fiber.Error](err); ok {
		err = faultOfStatus(e.Code).Because(err)
	}
	var p *Problem
	if !errors.As(s.problem(c.UserContext(), err), &p) {
		p = &Problem{Status: http.StatusInternalServerError, Code: "fault.internal"}
	}
	if seconds := p.Args["seconds"]; p.Status == http.StatusTooManyRequests && seconds != "" {
		c.Set(fiber.HeaderRetryAfter, seconds)
	}
	return c.Status(p.Status).JSON(p, "application/problem+json")
}

func faultOfStatus(status int) *fault.Fault {
	switch status {
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		return fault.New(fault.NotFound, "fault.not-found")
	case http.StatusRequestEntityTooLarge:
		return fault.New(fault.TooLarge, "fault.too-large")
	case http.StatusUnauthorized:
		return fault.New(fault.SignedOut, "fault.signed-out")
	case http.StatusForbidden:
		return fault.New(fault.Forbidden, "fault.forbidden")
	}
	if status >= http.StatusBadRequest && status < http.StatusInternalServerError {
		return fault.New(fault.Invalid, "fault.invalid-request")
	}
	return fault.New(fault.Internal, "fault.internal")
}

// huma has one place for this in the process, so it is set once, before any server is made.
func init() { huma.NewErrorWithContext = problemFromHuma }

// problemFromHuma gives huma's own findings (a missing field, a wrong type) our form.
func problemFromHuma(ctx huma.Context, status int, message string, errs ...error) huma.StatusError {
	tag := lang.English
	var id string
	if ctx != nil {
		c := humafiber.Unwrap(ctx)
		tag, id = languageOf(c.UserContext()), requestIDOf(c.UserContext())
	}
	f := faultOfStatus(status)
	p := &Problem{Type: "https://telusur.invalid/problems/" + f.Key, Title: lang.Say(tag, f.Key, nil), Status: status, Code: f.Key, Detail: message, RequestID: id}
	for _, err := range errs {
		if p2, ok := errors.AsType[*Problem](err); ok {
			return p2
		}
		var detailed huma.ErrorDetailer
		if errors.As(err, &detailed) {
			d := detailed.ErrorDetail()
			p.Issues = append(p.Issues, IssueShown{Code: "fault.field", Severity: issue.Refused, At: issue.Place{Header: d.Location}, Message: d.Message})
		}
	}
	return p
}
