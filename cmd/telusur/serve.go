package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"strings"
	"time"

	"github.com/gabf/telusur/frontend"
	"github.com/gabf/telusur/internal/web"
)

type serveCommand struct {
	settings
	NoWorker bool `env:"TELUSUR_NO_WORKER" help:"Leave the jobs to separate workers (telusur worker)."`
}

func (c *serveCommand) Run(s *surroundings) error {
	h, err := openHouse(s.ctx, c.settings)
	if err != nil {
		return err
	}
	defer h.close()
	return h.serve(s, serving{work: !c.NoWorker, ready: func() error { return h.printSetupLink(s) }})
}

type workerCommand struct{ settings }

func (c *workerCommand) Run(s *surroundings) error {
	if c.DatabaseURL == "" {
		return errors.New("a separate worker needs PostgreSQL (DATABASE_URL): with SQLite, telusur serve does the jobs itself")
	}
	h, err := openHouse(s.ctx, c.settings)
	if err != nil {
		return err
	}
	defer h.close()
	if err := h.queue.Start(s.ctx); err != nil {
		return err
	}
	h.log.Info("worker is ready")
	<-s.ctx.Done()
	return h.stopQueue()
}

type migrateCommand struct{ settings }

func (c *migrateCommand) Run(s *surroundings) error {
	h, err := openHouse(s.ctx, c.settings) // migrates
	if err != nil {
		return err
	}
	h.close()
	_, err = fmt.Fprintln(s.out, "The database is up to date.")
	return err
}

// printSetupLink prints, on an empty database, the link with which the first officer sets up.
func (h *house) printSetupLink(s *surroundings) error {
	token, needed, err := h.identity.SetupLink(s.ctx)
	if err != nil || !needed {
		return err
	}
	_, err = fmt.Fprintf(s.out, "\nThis installation is empty. The first secretariat officer sets it up here (once, within 24 hours):\n\n  %s\n\n", h.link(token))
	return err
}

// link gives the address that accepts an invitation.
func (h *house) link(token string) string {
	return strings.TrimSuffix(h.settings.PublicURL, "/") + "/invitations/" + token
}

// serving says how to serve.
type serving struct {
	work  bool
	demo  bool
	ready func() error // called once the server answers
}

// serve runs until the context ends, then lets requests and jobs finish.
func (h *house) serve(s *surroundings, how serving) error {
	listener, err := net.Listen("tcp", h.settings.Listen)
	if err != nil {
		return fmt.Errorf("cannot listen on %s (TELUSUR_LISTEN): %w", h.settings.Listen, err)
	}
	server, err := h.server(how.demo)
	if err != nil {
		return err
	}
	if how.work {
		if err := h.queue.Start(s.ctx); err != nil {
			return err
		}
	}
	failed := make(chan error, 1)
	go func() { failed <- server.App.Listener(listener) }()
	h.log.Info("Telusur is ready", "at", h.settings.PublicURL, "database", h.store.Dialect())
	if how.ready != nil {
		if err := how.ready(); err != nil {
			return err
		}
	}
	select {
	case err = <-failed:
	case <-s.ctx.Done():
		err = server.App.ShutdownWithTimeout(20 * time.Second)
	}
	if how.work {
		err = errors.Join(err, h.stopQueue())
	}
	return err
}

func (h *house) server(demo bool) (*web.Server, error) {
	built, err := fs.Sub(frontend.Files, "dist")
	if err != nil {
		return nil, err
	}
	return web.New(web.Settings{
		PublicURL: h.settings.PublicURL, UploadBytes: h.settings.UploadMB << 20, Demo: demo, BehindProxy: h.settings.BehindProxy,
		ServiceName: "Telusur", BuildVersion: version,
	}, web.Areas{
		Identity: h.identity, Portfolio: h.portfolio, Forum: h.forum, Mail: h.post, Frontend: built, Log: h.log, Now: now, Ready: h.store.Ping,
	}), nil
}

func (h *house) stopQueue() error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	return h.queue.Stop(ctx)
}
