package web

import (
	"context"

	"github.com/gabf/telusur/internal/forum"
	"github.com/gabf/telusur/internal/identity"
)

// auditorRoutes lists what is granted. The reports themselves are read as a company's people read them (reports.go): the actor's grants
// decide, today.
func (s *Server) auditorRoutes() {
	act(s, get("/api/auditor/companies", "audited", "The companies granted to the auditor today"), identity.ReadAudited, s.audited)
}

// AuditedShown is a company that an auditor may see.
type AuditedShown struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Country     string `json:"country"`
	CountryName string `json:"countryName"`
	EndsOn      string `json:"endsOn" format:"date" doc:"The last day, included"`
	Reports     int    `json:"reports" doc:"That are ready"`
}

// AuditedList is what is granted.
type AuditedList struct {
	Rows []AuditedShown `json:"rows"`
}

func (s *Server) audited(ctx context.Context, who identity.Actor, _ *struct{}) (*body[AuditedList], error) {
	companies, err := s.Forum.Audited(ctx, who)
	tag := languageOf(ctx)
	return answer(AuditedList{mapped(companies, func(c forum.Audited) AuditedShown {
		return AuditedShown{c.CompanyID, c.Name, c.Country, s.countryName(c.Country, tag), c.EndsOn, c.Reports}
	})}, err)
}
