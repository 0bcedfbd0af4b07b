package web

import (
	"context"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/adaptor"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/gabf/telusur/internal/fault"
)

// Health tells that the process answers and can reach what it rests on.
type Health struct {
	OK      bool   `json:"ok"`
	Version string `json:"version"`
}

func (s *Server) healthRoutes() {
	open(s, get("/api/health", "health", "Whether the installation can work"), func(ctx context.Context, _ *struct{}) (*body[Health], error) {
		if s.Ready != nil {
			if err := s.Ready(ctx); err != nil {
				return nil, fault.New(fault.Unavailable, "fault.unavailable").Because(err)
			}
		}
		return answer(Health{OK: true, Version: s.BuildVersion}, nil)
	})
	s.App.Get("/metrics", func(c *fiber.Ctx) error {
		if !c.IsFromLocal() {
			return fault.New(fault.NotFound, "fault.not-found") // scraped from the same machine or pod only
		}
		return adaptor.HTTPHandler(promhttp.Handler())(c)
	})
}
