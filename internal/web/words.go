package web

import (
	"context"
	"fmt"

	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/rulebook"
)

// Named is an id with its name in the reader's language.
type Named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// BandNamed is a risk band of the rulebook in force.
type BandNamed struct {
	ID   string  `json:"id"`
	Name string  `json:"name"`
	From float64 `json:"from" doc:"Lowest residual risk of the band, points 0-100"`
}

// Words are what menus need, in the reader's language.
type Words struct {
	Bands      []BandNamed `json:"bands"`
	Countries  []Named     `json:"countries"`
	Sectors    []Named     `json:"sectors"`
	Indicators []Named     `json:"indicators"`
	Fields     []Named     `json:"fields" doc:"Fields of a supplier that a column can fill"`
}

func (s *Server) wordRoutes() {
	open(s, get("/api/words", "words", "Words for menus: bands, countries, sectors, indicators, fields"), func(ctx context.Context, _ *struct{}) (*body[Words], error) {
		tag := languageOf(ctx)
		ref := s.Portfolio.Refdata
		var words Words
		for _, band := range rulebook.Default().Bands {
			words.Bands = append(words.Bands, BandNamed{band.ID, band.Name.In(tag), band.From})
		}
		for _, country := range ref.Countries() {
			words.Countries = append(words.Countries, Named{string(country.Alpha3), country.Name.In(tag)})
		}
		for _, sector := range ref.Sectors() {
			words.Sectors = append(words.Sectors, Named{string(sector.Code), sector.Title.In(tag)})
		}
		for i := 1; i <= 11; i++ {
			id := fmt.Sprintf("I%02d", i)
			words.Indicators = append(words.Indicators, Named{id, lang.Say(tag, "report.indicator."+id, nil)})
		}
		for _, field := range append(intake.Fields(), intake.FieldCoordinates) {
			words.Fields = append(words.Fields, Named{string(field), lang.Say(tag, "intake.field."+string(field), nil)})
		}
		return answer(words, nil)
	})
}
