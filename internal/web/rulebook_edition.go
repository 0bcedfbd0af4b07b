package web

import (
	"context"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/portfolio"
)

func (s *Server) rulebookEditionRoutes() {
	act(s, get("/api/rulebooks", "rulebookEditions", "Published rulebooks, the newest first"), identity.CheckRulebook, s.rulebookEditions)
}

// RulebookEdition is a published rulebook in a list.
type RulebookEdition struct {
	Digest      string `json:"digest"`
	Name        string `json:"name" doc:"The id inside the file"`
	Version     string `json:"version"`
	Title       string `json:"title"`
	PublishedAt string `json:"publishedAt" format:"date-time"`
	InForce     bool   `json:"inForce" doc:"Scores are made with it today"`
}

// RulebookEditions is all published rulebooks.
type RulebookEditions struct {
	Rows []RulebookEdition `json:"rows"`
}

func (s *Server) rulebookEditions(ctx context.Context, who identity.Actor, _ *struct{}) (*body[RulebookEditions], error) {
	list, err := s.Portfolio.PublishedRulebooks(ctx, who)
	tag := languageOf(ctx)
	return answer(RulebookEditions{mapped(list, func(r portfolio.PublishedRulebook) RulebookEdition {
		return RulebookEdition{r.Digest, r.Name, r.Version, r.Title.In(tag), timeText(r.PublishedAt), r.InForce}
	})}, err)
}
