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
	Origins   string // field -> fact.Origin, or portfolio's short form of it
	CreatedAt time.Time
	UpdatedAt time.Time `gorm:"autoUpdateTime:false"`

	State      string `gorm:"default:active"` // active, archived, merged
	MergedInto string // the supplier that this one was found to be
	ImportID   string // the import that created it

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

	Recipe       string // portfolio.Recipe: how to read it and what to take over
	Effect       string // portfolio.ImportEffect: what applying it would do
	HeaderShape  string // names lists with the same headers
	Remembered   string // id of the remembered mapping that was used
	CountRenamed int
	CountAbsent  int
	UndoState    string // "", undoing, undone
	UndoneAt     *time.Time
}

// ImportPage is some hundred rows of an uploaded file.
type ImportPage struct {
	ImportID  string `gorm:"primaryKey"`
	FirstRow  int    `gorm:"primaryKey;autoIncrement:false"`
	LastRow   int
	CompanyID string
	Counts    string // action -> rows (JSON)
	Content   string // import_page.go
}

// ImportAbsent is a known supplier that a re-uploaded list no longer holds.
type ImportAbsent struct {
	ImportID   string `gorm:"primaryKey"`
	SupplierID string `gorm:"primaryKey"`
	CompanyID  string
	Name       string
	Decision   string // keep, archive
}

// ImportChange is what a supplier was before an import changed it.
type ImportChange struct {
	ImportID   string `gorm:"primaryKey"`
	SupplierID string `gorm:"primaryKey"`
	CompanyID  string
	Fields     string
	Origins    string
	State      string
	ChangedAt  time.Time // the supplier's UpdatedAt after the import
}

// MappingMemory is how a company's lists with a certain header are read.
type MappingMemory struct {
	ID           string `gorm:"primaryKey"`
	CompanyID    string
	HeaderShape  string
	Headers      string // []string
	Mapping      string // intake.Mapping
	FileName     string
	RememberedBy string
	UsedAt       time.Time
}

// SupplierPair is two that may be one supplier, and what a person said.
type SupplierPair struct {
	ID         string `gorm:"primaryKey"`
	CompanyID  string
	PairKey    string
	ImportID   string
	RowNumber  int
	OtherRow   int
	LeftID     string
	RightID    string
	LeftSide   string // intake.Supplier
	RightSide  string
	Reasons    string
	Score      float64
	Answer     string // "", same, different, later
	AnsweredBy string
	AnsweredAt *time.Time
	CreatedAt  time.Time
}

// SupplierMerge is two suppliers that were found to be one.
type SupplierMerge struct {
	ID         string `gorm:"primaryKey"`
	CompanyID  string
	KeptID     string
	MergedID   string
	PairID     string
	KeptBefore string
	Moved      string
	KeptAfter  time.Time
	MergedBy   string
	MergedAt   time.Time
	UndoneBy   string
	UndoneAt   *time.Time
}

// PortfolioEvent is who did what to a portfolio.
type PortfolioEvent struct {
	ID         string `gorm:"primaryKey"`
	CompanyID  string
	Act        string
	Subject    string
	Name       string
	Detail     string
	PersonID   string
	PersonName string
	CreatedAt  time.Time
}

// FactSet is facts that many assessments share. They are of no company.
type FactSet struct {
	Digest string `gorm:"primaryKey"`
	Facts  string
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

	WithdrawnAt *time.Time // its import was undone: it no longer counts
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
	Facts          string // fact.Row, or its short form (internal/portfolio/facts.go)
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
