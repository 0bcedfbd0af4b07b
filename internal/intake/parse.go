package intake

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gabf/telusur/internal/refdata"
)

// ParseSupplier reads a supplier out of its JSON. Portfolios are read a hundred thousand at a time, in the form in which json.Marshal wrote them:
// that form is read in place; whatever else is JSON, by encoding/json.
func ParseSupplier(text string) (s Supplier, err error) {
	if p := (parser{text: text}); utf8.ValidString(text) && p.supplier(&s) {
		return s, nil
	}
	s = Supplier{}
	err = json.Unmarshal([]byte(text), &s)
	return s, err
}

// parser reads one object without white space, escapes and nulls. Each method gives false where the text is of another form.
type parser struct {
	text string
	at   int
	ints []int // room for the numbers of workers
}

func (p *parser) supplier(s *Supplier) bool {
	if !p.sign('{') {
		return false
	}
	for first := true; ; first = false {
		if p.sign('}') {
			return p.at == len(p.text) && !first
		}
		if !first && !p.sign(',') {
			return false
		}
		name, ok := p.words()
		if !ok || !p.sign(':') || !p.field(s, name) {
			return false
		}
	}
}

func (p *parser) sign(c byte) bool {
	if p.at < len(p.text) && p.text[p.at] == c {
		p.at++
		return true
	}
	return false
}

// field reads the value of a field; the names are those of Supplier's tags.
func (p *parser) field(s *Supplier, name string) bool {
	if to := s.textOf(name); to != nil {
		text, ok := p.words()
		*to = text
		return ok
	}
	if to := s.countOf(name); to != nil {
		return p.count(to)
	}
	switch name {
	case "country":
		text, ok := p.words()
		s.Country = refdata.CountryCode(text)
		return ok
	case "sector":
		text, ok := p.words()
		s.Sector = refdata.SectorCode(text)
		return ok
	case "tier":
		n, ok := p.whole()
		s.Tier = int(n)
		return ok
	case "spendMinor":
		n, ok := p.whole()
		s.SpendMinor = &n
		return ok
	case "products":
		return p.list(&s.Products)
	case "productTags":
		return p.list(&s.ProductTags)
	case "latitude":
		return p.float(&s.Latitude)
	case "longitude":
		return p.float(&s.Longitude)
	}
	return false
}

func (s *Supplier) textOf(name string) *string {
	switch name {
	case "reference":
		return &s.Reference
	case "name":
		return &s.Name
	case "localName":
		return &s.LocalName
	case "address":
		return &s.Address
	case "city":
		return &s.City
	case "siteType":
		return &s.SiteType
	case "parent":
		return &s.Parent
	case "siteText":
		return &s.SiteText
	case "sectorText":
		return &s.SectorText
	case "currency":
		return &s.Currency
	case "workersRange":
		return &s.WorkersRange
	case "email":
		return &s.Email
	case "taxId":
		return &s.TaxID
	case "lei":
		return &s.LEI
	case "osHubId":
		return &s.OSHubID
	}
	return nil
}

func (s *Supplier) countOf(name string) **int {
	switch name {
	case "workers":
		return &s.Workers
	case "women":
		return &s.Women
	case "migrants":
		return &s.Migrants
	case "agency":
		return &s.Agency
	case "dormitory":
		return &s.Dormitory
	}
	return nil
}

// words reads a text without escapes.
func (p *parser) words() (string, bool) {
	if !p.sign('"') {
		return "", false
	}
	rest := p.text[p.at:]
	for i := range len(rest) {
		switch c := rest[i]; {
		case c == '"':
			p.at += i + 1
			return rest[:i], true
		case c == '\\' || c < ' ':
			return "", false
		}
	}
	return "", false
}

// number gives the signs of a number that JSON allows, without exponents.
func (p *parser) number(fraction bool) (string, bool) {
	start := p.at
	p.sign('-')
	from := p.at
	p.digits()
	if whole := p.at - from; whole == 0 || whole > 1 && p.text[from] == '0' || whole > 15 {
		return "", false
	}
	if fraction && p.sign('.') {
		if from = p.at; !p.digits() {
			return "", false
		}
	}
	return p.text[start:p.at], p.at < len(p.text) && strings.IndexByte(",}", p.text[p.at]) >= 0
}

func (p *parser) digits() bool {
	from := p.at
	for p.at < len(p.text) && p.text[p.at] >= '0' && p.text[p.at] <= '9' {
		p.at++
	}
	return p.at > from
}

func (p *parser) whole() (int64, bool) {
	signs, ok := p.number(false)
	if !ok {
		return 0, false
	}
	n, err := strconv.ParseInt(signs, 10, 64)
	return n, err == nil
}

func (p *parser) count(to **int) bool {
	n, ok := p.whole()
	if !ok {
		return false
	}
	if len(p.ints) == 0 {
		p.ints = make([]int, 5)
	}
	p.ints[0] = int(n)
	*to, p.ints = &p.ints[0], p.ints[1:]
	return true
}

func (p *parser) float(to **float64) bool {
	signs, ok := p.number(true)
	if !ok {
		return false
	}
	n, err := strconv.ParseFloat(signs, 64)
	*to = &n
	return err == nil
}

// list reads a list of texts.
func (p *parser) list(to *[]string) bool {
	if !p.sign('[') {
		return false
	}
	list := make([]string, 0, 1)
	for !p.sign(']') {
		if len(list) > 0 && !p.sign(',') {
			return false
		}
		text, ok := p.words()
		if !ok {
			return false
		}
		list = append(list, text)
	}
	*to = list
	return true
}
