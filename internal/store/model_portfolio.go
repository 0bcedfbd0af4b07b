package store

import "time"

// Supplier is a supplier of a company with its newest assessment. Fields that hold JSON say of which type.
type Supplier struct {
	ID        string `gorm:"primaryKey"`
	CompanyID string
	Name      string
	Country   string // ISO 3166-1 alpha-3, or ""
	Sector    string // ISIC Rev.4, or ""
	Reference string
	Workers   *int
	Search    string // lower case: what a search looks in
	Fields    string // intake.Supplier
	Origins   string // field -> fact.Origin
	CreatedAt time.Time
	UpdatedAt time.Time `gorm:"autoUpdateTime:false"`

	AssessmentID string  // "" while unscored
	Inherent     float64 // points 0-100
	Control      float64 // share 0-1
	Residual     float64 // points 0-100
	Confidence   float64 // share 0-1
	Answered     float64 // share 0-1
	Band         string
	BandRank     int      // 0-4; -1 while unscored
	Flags        []string `gorm:"serializer:json"` // rule ids
	FlagCount    int
	Review       bool
}

// Import is an uploaded file on its way into the portfolio.
type Import struct {
	ID             string `gorm:"primaryKey"`
	CompanyID      string
	Kind           string // suppliers, responses
	FileName       string
	BlobKey        string
	Digest         string
	Bytes          int64
	State          string  // reading, ready, importing, imported, refused, discarded
	Mapping        string  // intake.Mapping
	Shape          string  // intake.Reading without issues
	RowsRead       int     // so far
	ShareRead      float64 // 0-1 of the file's bytes
	CountNew       int
	CountChanged   int
	CountUnchanged int
	CountDuplicate int
	CountRefused   int
	CountIssues    int
	Fault          string // key and arguments when refused (JSON)
	CreatedBy      string
	CreatedAt      time.Time
	ImportedAt     *time.Time
}

// ImportRow is a row of an uploaded file and what the import would do with it.
type ImportRow struct {
	ImportID   string `gorm:"primaryKey"`
	RowNumber  int    `gorm:"primaryKey;autoIncrement:false"`
	CompanyID  string
	Action     string // new, changed, unchanged, duplicate, refused
	SupplierID string
	Name       string
	Content    string // suppliers: fields and origins; responses: questionnaire.Response
	Changes    string // []intake.Change
}

// ImportIssue is an issue found in an uploaded file.
type ImportIssue struct {
	ImportID  string `gorm:"primaryKey"`
	Position  int    `gorm:"primaryKey;autoIncrement:false"`
	CompanyID string
	Code      string
	Severity  string
	RowNumber int
	Content   string // issue.Issue
}

// Response is a supplier's filled questionnaire.
type Response struct {
	ID         string `gorm:"primaryKey"`
	CompanyID  string
	SupplierID string
	ImportID   string
	Definition string // digest of the questionnaire
	Content    string // questionnaire.Response
	Digest     string
	FilledOn   string // YYYY-MM-DD, or ""
	CreatedAt  time.Time
}

// Assessment is a score with what it was made from.
type Assessment struct {
	ID             string `gorm:"primaryKey"`
	CompanyID      string
	SupplierID     string
	ResponseID     string
	RulebookDigest string
	RefdataDigest  string
	InputsDigest   string
	Facts          string // fact.Row
	Result         string // scoring.Result
	AsOf           string // YYYY-MM-DD
	CreatedAt      time.Time
}

// Finding is a raised red flag that asks for action.
type Finding struct {
	ID         string `gorm:"primaryKey"`
	CompanyID  string
	SupplierID string
	Rule       string
	Indicator  string // I01-I11, or ""
	Severity   string // critical, major, minor
	State      string // open, closed
	DueOn      string // YYYY-MM-DD
	OpenedAt   time.Time
	ClosedAt   *time.Time
}

// Report is a report that is being made, or was.
type Report struct {
	ID            string `gorm:"primaryKey"`
	CompanyID     string // the forum's own reports carry the secretariat's id
	Kind          string // supplier, company, forum
	SupplierID    string
	CycleID       string
	Language      string
	State         string // making, ready, failed
	Title         string
	ContentDigest string
	PDFDigest     string
	PDFBytes      int64
	Pages         int
	LeafIndex     int64 // -1 while not in the log
	Fault         string
	RequestedBy   string
	CreatedAt     time.Time
	ReadyAt       *time.Time
}
