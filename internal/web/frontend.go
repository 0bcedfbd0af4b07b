package web

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/gabf/telusur/internal/fault"
)

// frontendRoutes serves the built web app: files by their name, and the app's page for every path that is a screen. Files under
// assets/ carry their digest in the name and may be kept for ever.
func (s *Server) frontendRoutes() {
	s.App.Get("/*", func(c *fiber.Ctx) error {
		name := strings.TrimPrefix(path.Clean("/"+c.Path()), "/")
		if strings.HasPrefix(name, "api/") {
			return fault.New(fault.NotFound, "fault.not-found")
		}
		content, err := fs.ReadFile(s.Frontend, name)
		if err != nil {
			if !errors.Is(err, fs.ErrNotExist) && path.Ext(name) != "" {
				return err
			}
			if path.Ext(name) != "" {
				return fault.New(fault.NotFound, "fault.not-found")
			}
			name = page(name)
			if content, err = fs.ReadFile(s.Frontend, name); err != nil {
				return fault.New(fault.Unavailable, "fault.frontend-missing").Because(err)
			}
		}
		if strings.HasPrefix(name, "assets/") {
			c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
		} else {
			c.Set(fiber.HeaderCacheControl, "no-cache")
		}
		c.Type(strings.TrimPrefix(path.Ext(name), "."), "utf-8")
		return c.Send(content)
	})
}

// page gives the document that a screen's path is served with.
func page(string) string { return "index.html" }
