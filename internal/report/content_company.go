package report

// CompanyContent is the report on all suppliers of one company.
type CompanyContent struct {
	Company   Party         `json:"company"`
	AsOf      string        `json:"asOf,omitempty"` // YYYY-MM-DD
	Totals    Totals        `json:"totals"`
	Bands     []BandCount   `json:"bands"`     // low to critical, zeros included
	Countries []GroupCount  `json:"countries"` // most suppliers in the upper two bands first
	Sectors   []GroupCount  `json:"sectors"`
	Flags     []FlagCount   `json:"flags"` // by rule, most suppliers first
	Decile    Decile        `json:"worstDecile"`
	Suppliers []Ranked      `json:"suppliers"` // all of them, highest risk first
	Grid      [5][3]int     `json:"grid"`      // suppliers by band rank (low to critical) and confidence (low, moderate, good)
	Findings  *FindingCount `json:"findings,omitempty"`
	Inputs    *Inputs       `json:"inputs,omitempty"` // facts of all suppliers, in the order of Suppliers

	// Added since the first reports were issued: those do not have them, and stay as they are.
	Workers     *Workers     `json:"workers,omitempty"`
	Changes     *Changes     `json:"changes,omitempty"` // nil when there is no report of an earlier cycle
	Ageing      *Ageing      `json:"ageing,omitempty"`
	Commitments []Commitment `json:"commitments,omitempty"` // none: not told
}

// Totals are the company's numbers on one line. Workers count only where a supplier reported them.
type Totals struct {
	Suppliers       int     `json:"suppliers"`
	Responded       int     `json:"responded"` // suppliers with any answer
	Flagged         int     `json:"flagged"`   // suppliers with at least one red flag
	Review          int     `json:"review"`
	Countries       int     `json:"countries"`
	Sectors         int     `json:"sectors"`
	Workers         int     `json:"workers"`
	WorkersReported int     `json:"workersReported"` // suppliers that reported a number
	Answered        float64 `json:"answered"`        // mean share of questions answered, 0-1
	Median          float64 `json:"medianResidual"`  // points 0-100
	WorkerWeighted  float64 `json:"workerWeightedResidual"`
}

// BandCount counts suppliers and their workers in a band.
type BandCount struct {
	Band        string  `json:"band"`
	Suppliers   int     `json:"suppliers"`
	Share       float64 `json:"share"` // of suppliers, 0-1
	Workers     int     `json:"workers"`
	WorkerShare float64 `json:"workerShare"` // of reported workers, 0-1
}

// GroupCount counts the suppliers of a country or a sector by band.
type GroupCount struct {
	Code      string  `json:"code"` // "" = not known
	Name      string  `json:"name"`
	Suppliers int     `json:"suppliers"`
	Bands     [5]int  `json:"bands"` // low to critical
	Workers   int     `json:"workers"`
	Flagged   int     `json:"flagged"`
	Median    float64 `json:"medianResidual"`
}

// FlagCount counts the suppliers for which a rule raised a red flag.
type FlagCount struct {
	Rule      string `json:"rule"`
	Name      string `json:"name"`
	Indicator string `json:"indicator,omitempty"`
	Severity  string `json:"severity,omitempty"`
	Suppliers int    `json:"suppliers"`
	Workers   int    `json:"workers"`
}

// Decile is the tenth of the suppliers with the highest residual risk (at least one).
type Decile struct {
	Suppliers int     `json:"suppliers"`
	From      float64 `json:"from"` // lowest residual risk within it, points
	Mean      float64 `json:"mean"` // points
	Workers   int     `json:"workers"`
	Flagged   int     `json:"flagged"`
}

// FindingCount counts the company's findings.
type FindingCount struct {
	Open     int `json:"open"`
	Critical int `json:"critical"` // of the open ones
	Overdue  int `json:"overdue"`
	Closed   int `json:"closed"`
}

// Ranked is one supplier in the company's list.
type Ranked struct {
	Rank       int      `json:"rank"` // 1 is the highest risk; equal scores keep the order of names
	ID         string   `json:"id"`
	Reference  string   `json:"reference,omitempty"`
	Name       string   `json:"name"`
	Country    string   `json:"country,omitempty"` // ISO 3166-1 alpha-3; names stand in Countries
	Sector     string   `json:"sector,omitempty"`
	Workers    *int     `json:"workers,omitempty"`
	Residual   float64  `json:"residual"`
	Inherent   float64  `json:"inherent"`
	Control    float64  `json:"control"`
	Confidence float64  `json:"confidence"`
	Answered   float64  `json:"answered"`
	Band       string   `json:"band"`
	Flags      []string `json:"flags,omitempty"` // rule ids; names stand in Content.Company.Flags
	Review     bool     `json:"review,omitempty"`
	Change     *Change  `json:"change,omitempty"` // nil for a supplier that is new since Changes.Report
}

// Summary is what the forum may add up about a submitted company: counts only. It is kept with the submission.
type Summary struct {
	Suppliers int            `json:"suppliers"`
	Responded int            `json:"responded"`
	Flagged   int            `json:"flagged"`
	Workers   int            `json:"workers"`
	Bands     [5]int         `json:"bands"` // low to critical
	Countries []SummaryGroup `json:"countries"`
	Sectors   []SummaryGroup `json:"sectors"`
}

// SummaryGroup counts a company's suppliers in one country or sector by band.
type SummaryGroup struct {
	Code  string `json:"code"`
	Bands [5]int `json:"bands"`
}
