package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/requestid"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
)

const (
	sessionCookie = "telusur_session"
	jsonBytes     = 1 << 20 // no JSON body is larger
)

type contextKey int

const (
	actorKey contextKey = iota
	languageKey
	requestKey
	addressKey
)

func actorOf(ctx context.Context) (identity.Actor, bool) {
	who, ok := ctx.Value(actorKey).(identity.Actor)
	return who, ok
}

func languageOf(ctx context.Context) lang.Tag {
	if tag, ok := ctx.Value(languageKey).(lang.Tag); ok {
		return tag
	}
	return lang.English
}

func requestIDOf(ctx context.Context) string {
	id, _ := ctx.Value(requestKey).(string)
	return id
}

func addressOf(ctx context.Context) string {
	address, _ := ctx.Value(addressKey).(string)
	return address
}

// whoAsks puts the person behind the session, the language and the request's id into the context. An expired session is as none.
func (s *Server) whoAsks(c *fiber.Ctx) error {
	ctx := context.WithValue(c.UserContext(), requestKey, c.GetRespHeader(requestid.ConfigDefault.Header))
	ctx = context.WithValue(ctx, addressKey, c.IP())
	tag := lang.Match(c.Get(fiber.HeaderAcceptLanguage))
	if token := c.Cookies(sessionCookie); token != "" && strings.HasPrefix(c.Path(), "/api/") {
		who, err := s.Identity.Actor(ctx, token)
		switch {
		case err == nil:
			ctx = context.WithValue(ctx, actorKey, who)
			if c.Get(fiber.HeaderAcceptLanguage) == "" {
				tag = who.Language
			}
		case fault.KindOf(err) != fault.SignedOut && fault.KindOf(err) != fault.NotFound:
			return err
		}
	}
	c.SetUserContext(context.WithValue(ctx, languageKey, tag))
	return c.Next()
}

// cookie makes the session's cookie; an empty token ends it.
func (s *Server) cookie(token string) http.Cookie {
	cookie := http.Cookie{ //nolint:gosec // Secure follows from the public address: a demonstration runs on plain localhost
		Name: sessionCookie, Value: token, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: strings.HasPrefix(s.PublicURL, "https://"), MaxAge: int((7 * 24 * time.Hour).Seconds()),
	}
	if token == "" {
		cookie.MaxAge = -1
	}
	return cookie
}

// sameOrigin refuses writes that another site makes a browser send (CSRF), by Sec-Fetch-Site or Origin as net/http does it.
func sameOrigin(c *fiber.Ctx) error {
	request := &http.Request{Method: c.Method(), Host: string(c.Request().Host()), Header: http.Header{}, URL: nil}
	for _, name := range []string{"Sec-Fetch-Site", "Origin"} {
		if value := c.Get(name); value != "" {
			request.Header.Set(name, value)
		}
	}
	if err := http.NewCrossOriginProtection().Check(request); err != nil {
		return fault.New(fault.Forbidden, "fault.cross-site").Because(err)
	}
	return c.Next()
}

// limitBody refuses what is too large before it is read. Fiber's own limit only decides when to stream.
func (s *Server) limitBody(c *fiber.Ctx) error {
	length := c.Request().Header.ContentLength()
	multipart := strings.HasPrefix(c.Get(fiber.HeaderContentType), fiber.MIMEMultipartForm)
	limit := int64(jsonBytes)
	if multipart {
		limit = s.UploadBytes + 64<<10 // the form's own lines
	}
	switch {
	case length < 0 && c.Method() != fiber.MethodGet && c.Method() != fiber.MethodHead && c.Method() != fiber.MethodDelete && c.Get(fiber.HeaderTransferEncoding) != "":
		return fault.New(fault.Invalid, "fault.length-required")
	case int64(length) > limit:
		return fault.New(fault.TooLarge, "fault.too-large", "megabytes", strconv.FormatInt(limit>>20, 10))
	}
	return c.Next()
}

// secureHeaders forbid inline script, framing, sniffing and foreign sources.
func secureHeaders(c *fiber.Ctx) error {
	c.Set(fiber.HeaderContentSecurityPolicy, "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'")
	c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	c.Set(fiber.HeaderReferrerPolicy, "same-origin")
	c.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Set("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
	if strings.HasPrefix(c.Path(), "/api/") {
		c.Set(fiber.HeaderCacheControl, "no-store")
	}
	return c.Next()
}

// accessLog writes one line per request, with the route and never the query (it may hold names). Files of the web app that are served
// well are not worth a line.
func (s *Server) accessLog(c *fiber.Ctx) error {
	start := s.Now()
	err := c.Next()
	if err != nil {
		if err = s.writeProblem(c, err); err != nil {
			return err
		}
	}
	if status := c.Response().StatusCode(); status < fiber.StatusBadRequest && !strings.HasPrefix(c.Path(), "/api/") {
		return nil
	}
	s.Log.Info("request", "method", c.Method(), "route", c.Route().Path, "status", c.Response().StatusCode(),
		"took", s.Now().Sub(start).Round(time.Microsecond).String(), "request", requestIDOf(c.UserContext()))
	return nil
}
