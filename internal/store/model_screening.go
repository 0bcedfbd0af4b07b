package store

import "time"

// EntityList is an edition of an entity list that the operator has loaded. Its file is the blob lists/<digest>.
type EntityList struct {
	Digest    string `gorm:"primaryKey"` // of the file
	List      string // the id that its editions share
	Title     string
	Publisher string
	Edition   string
	URL       string
	Licence   string
	Entities  int
	LoadedAt  time.Time
	RetiredAt *time.Time
}

// ScreeningHit is a supplier whose name is like an entity's, and what people have decided about it.
type ScreeningHit struct {
	ID         string `gorm:"primaryKey"`
	CompanyID  string
	SupplierID string
	List       string
	Entity     string  // the list's own id, or name and country
	Hit        string  // screening.Hit
	Score      float64 // 0-1
	State      string  // open, confirmed, dismissed
	Present    bool    // whether the lists in use still give it
	Decisions  string  // []portfolio.Decision
	FoundAt    time.Time
}
