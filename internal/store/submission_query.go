package store

import (
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// NotStarted is the state of a member without a submission: it has no row.
const NotStarted = "not-started"

// BoardFilter says which members of a cycle are wanted. Empty fields do not narrow.
type BoardFilter struct {
	Cycle   string    // id
	Until   time.Time // members that joined later are not of this cycle
	State   string
	Country string // ISO 3166-1 alpha-3
	Search  string // part of the name
	Page
}

// BoardRow is one member in a cycle. Submission fields are empty while it has not started.
type BoardRow struct {
	CompanyID    string
	Name         string
	Country      string
	Sector       string
	State        string
	StateRank    int // 0 not started, 1 in progress, 2 returned, 3 submitted, 4 accepted
	SubmissionID string
	ReportID     string
	Summary      string
	SubmittedAt  *time.Time
	ReviewedAt   *time.Time
}

const boardColumns = `organisations.id AS company_id, organisations.name, organisations.country, organisations.sector,
	COALESCE(submissions.state, 'not-started') AS state,
	CASE submissions.state WHEN 'in-progress' THEN 1 WHEN 'returned' THEN 2 WHEN 'submitted' THEN 3 WHEN 'accepted' THEN 4 ELSE 0 END AS state_rank,
	COALESCE(submissions.id, '') AS submission_id, COALESCE(submissions.report_id, '') AS report_id,
	submissions.submitted_at, submissions.reviewed_at`

// Board gives a page of the members of a cycle and the count of all that fit. Its own order puts first who has least behind them:
// past the due date these are the late ones. Only for the forum's scope (ErrScope else).
func (tx *Tx) Board(filter BoardFilter) ([]BoardRow, int, error) {
	query, err := tx.board(filter)
	if err != nil {
		return nil, 0, err
	}
	sorts := map[string]string{"name": "organisations.name", "country": "organisations.country", "state": "state_rank", "late": "state_rank"}
	own := []clause.OrderByColumn{ascending("state_rank"), ascending("organisations.name")}
	return page[BoardRow](query.Select(boardColumns), filter.Page, sorts, own, "organisations.id")
}

// BoardWhole gives all members of a cycle with their summaries, by id: what a forum report adds up.
func (tx *Tx) BoardWhole(cycleID string, until time.Time) ([]BoardRow, error) {
	query, err := tx.board(BoardFilter{Cycle: cycleID, Until: until})
	if err != nil {
		return nil, err
	}
	return all[BoardRow](query.Select(boardColumns + ", COALESCE(submissions.summary, '') AS summary").Order("organisations.id"))
}

// BoardCounts counts the members of a cycle by state.
func (tx *Tx) BoardCounts(cycleID string, until time.Time) (map[string]int, error) {
	query, err := tx.board(BoardFilter{Cycle: cycleID, Until: until})
	if err != nil {
		return nil, err
	}
	rows, err := all[struct {
		State   string
		Members int
	}](query.Select("COALESCE(submissions.state, 'not-started') AS state, COUNT(*) AS members").Group("COALESCE(submissions.state, 'not-started')"))
	counts := make(map[string]int, len(rows))
	for _, row := range rows {
		counts[row.State] = row.Members
	}
	return counts, err
}

// board joins members with their submissions by hand: a member without a submission has no row there. The wall does not reach joined
// tables, so the query is for the forum alone.
func (tx *Tx) board(filter BoardFilter) (*gorm.DB, error) {
	if !tx.scope.forum {
		return nil, fmt.Errorf("board of cycle %s: %w", filter.Cycle, ErrScope)
	}
	query := tx.orm.Model(&Organisation{}).
		Joins("LEFT JOIN submissions ON submissions.company_id = organisations.id AND submissions.cycle_id = ?", filter.Cycle).
		Where("organisations.kind = ? AND organisations.created_at < ?", "company", filter.Until)
	if filter.State != "" {
		query = query.Where("COALESCE(submissions.state, 'not-started') = ?", filter.State)
	}
	if filter.Country != "" {
		query = query.Where("organisations.country = ?", filter.Country)
	}
	return named(query, filter.Search), nil
}
