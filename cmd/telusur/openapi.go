package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"log/slog"
	"testing/fstest"

	"github.com/gabf/telusur/internal/forum"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/web"
)

type openAPICommand struct{}

// Run prints the document that the server serves at /api/openapi.json, without a server.
func (openAPICommand) Run(s *surroundings) error {
	server := web.New(web.Settings{ServiceName: "Telusur", BuildVersion: "1"}, web.Areas{
		Portfolio: &portfolio.Desk{}, Forum: &forum.Desk{}, Frontend: fs.FS(fstest.MapFS{}), Log: slog.Default(), Now: now,
	})
	document, err := server.OpenAPI()
	if err != nil {
		return err
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, document, "", "  "); err != nil {
		return err
	}
	pretty.WriteByte('\n')
	_, err = pretty.WriteTo(s.out)
	return err
}
