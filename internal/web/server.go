package web

import (
	"context"
	"io/fs"
	"log/slog"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/compress"
	"github.com/gofiber/fiber/v2/middleware/recover"
	"github.com/gofiber/fiber/v2/middleware/requestid"

	"github.com/gabf/telusur/internal/forum"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/mail"
	"github.com/gabf/telusur/internal/portfolio"
)

// Settings are the choices of an installation.
type Settings struct {
	PublicURL    string // "https://telusur.example.org": links in invitations start with it, cookies are Secure when it is https
	UploadBytes  int64  // the largest file taken, in bytes
	Demo         bool   // the sign-in page says that this is a demonstration
	BehindProxy  bool   // trust X-Forwarded-For for the address in rate limits
	ServiceName  string
	BuildVersion string
}

// Areas are what the doors open on.
type Areas struct {
	Identity  *identity.Desk
	Portfolio *portfolio.Desk
	Forum     *forum.Desk
	Mail      *mail.Post
	Frontend  fs.FS // the built web app; index.html at its root
	Log       *slog.Logger
	Now       func() time.Time
	Ready     func(context.Context) error // nil when the installation can work
}

// Server is the HTTP door.
type Server struct {
	Settings
	Areas
	App *fiber.App
	api huma.API
}

// New builds the server with all routes.
func New(settings Settings, areas Areas) *Server {
	s := &Server{Settings: settings, Areas: areas}
	s.App = fiber.New(fiber.Config{
		AppName:                      settings.ServiceName,
		DisableStartupMessage:        true,
		StreamRequestBody:            true,
		DisablePreParseMultipartForm: true,
		BodyLimit:                    jsonBytes,
		ReadTimeout:                  10 * time.Minute, // slow lines upload large workbooks
		WriteTimeout:                 10 * time.Minute,
		IdleTimeout:                  2 * time.Minute,
		Immutable:                    true,
		ErrorHandler:                 s.writeProblem,
		EnableTrustedProxyCheck:      !settings.BehindProxy,
		ProxyHeader:                  proxyHeader(settings.BehindProxy),
	})
	s.App.Use(endBody, requestid.New(), recover.New(), s.accessLog, secureHeaders, compress.New(), s.limitBody, sameOrigin, s.whoAsks)

	config := huma.DefaultConfig("Telusur", settings.BuildVersion)
	config.OpenAPIPath = "/api/openapi"
	config.DocsPath = ""
	config.SchemasPath = "/api/schemas"
	config.CreateHooks = nil // no $schema links in answers
	config.Info.Description = "The API of Telusur. Errors are problem+json (RFC 9457) with a stable code; lists page, sort and filter."
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: sessionCookie},
	}
	s.api = humafiber.New(s.App, config)

	s.sessionRoutes()
	s.wordRoutes()
	s.organisationRoutes()
	s.letterRoutes()
	s.portfolioRoutes()
	s.assessmentRoutes()
	s.whatIfRoutes()
	s.rulebookEditionRoutes()
	s.importRoutes()
	s.screeningRoutes()
	s.reportRoutes()
	s.submissionRoutes()
	s.forumRoutes()
	s.rulebookRoutes()
	s.auditorRoutes()
	s.ledgerRoutes()
	s.healthRoutes()
	s.frontendRoutes()
	return s
}

// OpenAPI gives the OpenAPI 3.1 document as JSON.
func (s *Server) OpenAPI() ([]byte, error) { return s.api.OpenAPI().MarshalJSON() }

// Operations gives the described operations, for the test that walks every route.
func (s *Server) Operations() map[string]*huma.PathItem { return s.api.OpenAPI().Paths }

func proxyHeader(behind bool) string {
	if behind {
		return fiber.HeaderXForwardedFor
	}
	return ""
}
