package portfolio

import (
	"time"

	"github.com/gabf/telusur/internal/lang"
)

// Effect is what a draft would change. Counts that may not be told are nil. Its JSON is what a proposal keeps as its back-test.
type Effect struct {
	AsOf       time.Time     `json:"asOf"` // of the oldest snapshot that was scored
	Suppliers  int           `json:"suppliers"`
	Took       time.Duration `json:"-"`
	Bands      []Counted     `json:"bands"` // from the best to the worst
	Moves      []Move        `json:"moves"`
	Up         *int          `json:"up"` // suppliers that move to a worse band
	Down       *int          `json:"down"`
	Unchanged  *int          `json:"unchanged"`
	Flags      []Counted     `json:"flags"`
	Review     Counted       `json:"review"`
	Confidence [2]*float64   `json:"confidence"` // means before and after; nil where they may not be told
	Countries  []Shifted     `json:"countries"`  // most shifted first
	Sectors    []Shifted     `json:"sectors"`
	Movers     []Mover       `json:"movers,omitempty"` // a company's own suppliers, the farthest first; none for the forum
}

// Counted counts the suppliers of a band, or with a red flag, before and after.
type Counted struct {
	ID     string    `json:"id"`
	Name   lang.Text `json:"name"`
	Before *int      `json:"before"`
	After  *int      `json:"after"`
}

// Move counts suppliers that go from one band to another, or stay.
type Move struct {
	From  string `json:"from"` // band ids
	To    string `json:"to"`
	Count *int   `json:"count"`
}

// Shifted is how the suppliers of a country or a sector shift.
type Shifted struct {
	Code       string   `json:"code"`
	Suppliers  *int     `json:"suppliers"`
	Up         *int     `json:"up"`
	Down       *int     `json:"down"`
	MeanBefore *float64 `json:"meanBefore"` // of the residual risk
	MeanAfter  *float64 `json:"meanAfter"`
}

// Mover is a supplier that moves.
type Mover struct {
	SupplierID string  `json:"supplierId"`
	Name       string  `json:"name"`
	From       string  `json:"from"` // band ids
	To         string  `json:"to"`
	Before     float64 `json:"before"`
	After      float64 `json:"after"`
}
