package store

import (
	"cmp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// SupplierFilter narrows a list of suppliers. Zero fields do not.
type SupplierFilter struct {
	Company  string
	Search   string // words that must all stand in Supplier.Search, in any order
	Band     string // "unscored" for those without a score
	Country  string
	Sector   string
	Flagged  bool
	Review   bool
	Answered *bool
	IDs      []string
	State    string // "" is active: those that count; "archived", "merged"
}

var supplierSorts = map[string]string{
	"residual": "residual", "name": "name", "country": "country", "sector": "sector", "confidence": "confidence",
	"inherent": "inherent", "control": "control",
}

// ranked is the order of attention: the worst band first, then the highest residual risk.
var ranked = []clause.OrderByColumn{descending("band_rank"), descending("residual"), ascending("name")}

// Suppliers gives a page of suppliers, the ones that need attention first unless the page says otherwise, and the count of all that fit.
func (tx *Tx) Suppliers(filter SupplierFilter, want Page) ([]Supplier, int, error) {
	order := ranked
	if want.Sort == "workers" { // unknown numbers come last, whichever way: the databases disagree about where NULL belongs
		workers := clause.OrderByColumn{Column: clause.Column{Name: "workers"}, Desc: want.Descending}
		order = []clause.OrderByColumn{{Column: clause.Column{Name: "workers IS NULL", Raw: true}}, workers}
		want.Sort = ""
	}
	return page[Supplier](tx.filtered(filter), want, supplierSorts, order, "id")
}

// SupplierIDs gives the ids of all suppliers that fit, in the order of attention.
func (tx *Tx) SupplierIDs(filter SupplierFilter) ([]string, error) {
	var ids []string
	err := tx.filtered(filter).Order(clause.OrderBy{Columns: append(ranked, ascending("id"))}).Pluck("id", &ids).Error
	return ids, told(err)
}

func (tx *Tx) filtered(filter SupplierFilter) *gorm.DB {
	query := tx.scoped(&Supplier{}).Where("company_id = ? AND state = ?", filter.Company, cmp.Or(filter.State, SupplierActive))
	for _, word := range strings.Fields(Searched(filter.Search)) {
		query = query.Where(`search LIKE ? ESCAPE '\'`, "%"+likeEscaper.Replace(word)+"%")
	}
	switch filter.Band {
	case "":
	case "unscored":
		query = query.Where("band = ''")
	default:
		query = query.Where("band = ?", filter.Band)
	}
	if filter.Country != "" {
		query = query.Where("country = ?", filter.Country)
	}
	if filter.Sector != "" {
		query = query.Where("sector = ?", filter.Sector)
	}
	if filter.Flagged {
		query = query.Where("flag_count > 0")
	}
	if filter.Review {
		query = query.Where("review = ?", true)
	}
	if len(filter.IDs) > 0 {
		query = query.Where("id IN ?", filter.IDs)
	}
	if filter.Answered != nil {
		responded := tx.scoped(&Response{}).Select("supplier_id").Where("company_id = ? AND withdrawn_at IS NULL", filter.Company)
		if *filter.Answered {
			query = query.Where("id IN (?)", responded)
		} else {
			query = query.Where("id NOT IN (?)", responded)
		}
	}
	return query
}

// Searched gives texts as a search compares them: lower case, without accents and tone marks, one text a line. "Cần Thơ" is found by
// "can tho", which is what an English keyboard can type.
func Searched(texts ...string) string {
	size := len(texts)
	for _, text := range texts {
		size += len(text)
	}
	out := make([]byte, 0, size)
	for i, text := range texts {
		if i > 0 {
			out = append(out, '\n')
		}
		if !isPlain(text) {
			out = append(out, searched(text)...)
			continue
		}
		for k := range len(text) {
			c := text[k]
			if c >= 'A' && c <= 'Z' {
				c |= 0x20
			}
			out = append(out, c)
		}
	}
	return string(out)
}

// searched is for a text with signs that an English keyboard does not have.
func searched(text string) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r) || r == 0 || r == unicode.ReplacementChar:
			return -1
		case r == 'đ' || r == 'Đ':
			return 'd'
		case r == 'ø' || r == 'Ø':
			return 'o'
		case r == 'ł' || r == 'Ł':
			return 'l'
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(strings.ToValidUTF8(text, "")))
	return norm.NFC.String(plain)
}

// isPlain tells whether a text has only signs that an English keyboard has.
func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] == 0 || text[i] >= 0x80 {
			return false
		}
	}
	return true
}

var likeEscaper = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Tally is a count of suppliers, and of the workers known there, that share a value.
type Tally struct {
	Value   string
	Count   int
	Workers int64
	Worst   int // the worst band rank among them; -1 when none is scored
}

// TallySuppliers counts suppliers that fit by one column: band, country or sector. The largest group comes first.
func (tx *Tx) TallySuppliers(filter SupplierFilter, column string) ([]Tally, error) {
	by, ok := map[string]string{"band": "band", "country": "country", "sector": "sector"}[column]
	if !ok {
		return nil, ErrRefused
	}
	rows := []Tally{}
	err := tx.filtered(filter).
		Select(by + " AS value, COUNT(*) AS count, COALESCE(SUM(workers), 0) AS workers, MAX(band_rank) AS worst").
		Group(by).Order("COUNT(*) DESC, " + by).Find(&rows).Error
	return rows, told(err)
}

// CountSuppliers counts those that fit.
func (tx *Tx) CountSuppliers(filter SupplierFilter) (int, error) {
	var count int64
	err := tx.filtered(filter).Count(&count).Error
	return int(count), told(err)
}
