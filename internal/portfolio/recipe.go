package portfolio

import (
	"encoding/json"
	"fmt"

	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/sheet"
	"github.com/gabf/telusur/internal/store"
)

// Recipe is what a person said about how a file is to be read and taken over. What is not said is found out.
type Recipe struct {
	Form   sheet.Override `json:"form"`             // of a text file: encoding, delimiter
	Policy intake.Policy  `json:"policy,omitempty"` // what becomes of known values
	Mends  []intake.Mend  `json:"mends,omitempty"`
	Chosen bool           `json:"chosen,omitempty"` // the columns were assigned by a person
	Afresh bool           `json:"afresh,omitempty"` // columns remembered from earlier lists are not used
	Whole  bool           `json:"whole,omitempty"`  // of a file that was annotated: take all rows, not the marked ones only
}

func recipeOf(row store.Import) (r Recipe, err error) {
	if err := json.Unmarshal([]byte(row.Recipe), &r); err != nil && row.Recipe != "" {
		return r, fmt.Errorf("import %s, recipe: %w", row.ID, err)
	}
	return r, nil
}

// ImportEffect is what applying an import would do, beyond the counts.
type ImportEffect struct {
	Fields   map[intake.Field]FieldEffect `json:"fields,omitempty"` // of known suppliers
	Moves    []BandMove                   `json:"moves,omitempty"`
	Bands    map[string]lang.Text         `json:"bands,omitempty"`  // names of the bands that moves speak of, by the method in force then
	Compared int                          `json:"compared"`         // changed suppliers whose score was compared
	Higher   int                          `json:"higher"`           // of them with more residual risk than before
	Lower    int                          `json:"lower"`            // with less
	Left     int                          `json:"left"`             // rows that were not marked, and are left out
	Marked   string                       `json:"marked,omitempty"` // the import whose annotated file this is
}

// FieldEffect counts what a list tells of a field of known suppliers.
type FieldEffect struct {
	Replaced int `json:"replaced"` // another value goes over a known one
	Filled   int `json:"filled"`   // a value where none was known
	Kept     int `json:"kept"`     // the policy keeps what is known
}

// BandMove counts changed suppliers by their risk band before and after.
type BandMove struct {
	From  string `json:"from"` // "" for a supplier that is not scored yet
	To    string `json:"to"`
	Count int    `json:"count"`
}

// ImportEffectOf gives what applying an import would do.
func ImportEffectOf(row store.Import) (e ImportEffect) {
	if json.Unmarshal([]byte(row.Effect), &e) != nil {
		return ImportEffect{}
	}
	return e
}

// RecipeOf gives what a person said about an import.
func RecipeOf(row store.Import) Recipe {
	r, err := recipeOf(row)
	if err != nil {
		return Recipe{}
	}
	return r
}
