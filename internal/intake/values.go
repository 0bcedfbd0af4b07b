package intake

import (
	"slices"
	"strings"
	"unicode"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/sheet"
)

// valueKinds says what the values of a column look like: shares (0-1) of those looked at.
type valueKinds struct {
	count    int // values looked at
	country  float64
	email    float64
	lei      float64
	osHub    float64
	currency float64
	number   float64
	tier     float64
	siteType float64
	sector   float64
	degrees  float64 // numbers from -180 to 180
	text     float64 // with letters
	firm     float64 // names with a legal form: "PT …", "… Co., Ltd"
	distinct float64
	length   float64 // characters on average
	samples  []string
}

const lookedAt = 200 // values of a column

// lookAt looks at the values of a column.
func lookAt(rows []sheet.Row, number int, look *lookups) valueKinds {
	var v valueKinds
	seen := make(map[string]bool)
	for _, row := range rows {
		cell := row.Cell(number)
		text := clean(sheet.PlainText(cell.Text))
		if cell.Kind == sheet.Empty || cell.Kind == sheet.Error || isNothing(text) {
			continue
		}
		v.see(&cell, text, look)
		if !seen[text] && len(seen) < 5 {
			v.samples = append(v.samples, text)
		}
		seen[text] = true
		if v.count++; v.count == lookedAt {
			break
		}
	}
	if v.count == 0 {
		return v
	}
	n := float64(v.count)
	for _, share := range []*float64{&v.country, &v.email, &v.lei, &v.osHub, &v.currency, &v.number, &v.tier, &v.siteType, &v.sector, &v.degrees, &v.text, &v.firm, &v.length} {
		*share /= n
	}
	v.distinct = float64(len(seen)) / n
	return v
}

// see adds one value.
func (v *valueKinds) see(cell *sheet.Cell, text string, look *lookups) {
	add := func(to *float64, is bool) {
		if is {
			*to++
		}
	}
	v.length += float64(len([]rune(text)))
	f, d := figureOf(cell, text, 0)
	isNumber := d.code == ""
	add(&v.number, isNumber)
	if isNumber {
		degrees, ok := parseDegrees(text)
		add(&v.degrees, ok && degrees >= -180 && degrees <= 180 || f.value >= -180 && f.value <= 180)
	} else if _, ok := parseDegrees(text); ok {
		v.degrees++
	}
	_, d = readTier(cell, text)
	add(&v.tier, d.code == "")
	if cell.Kind != sheet.String {
		return
	}
	add(&v.text, strings.IndexFunc(text, unicode.IsLetter) >= 0)
	add(&v.email, strings.Contains(text, "@") && isEmail(text))
	_, d = readLEI(text)
	add(&v.lei, d.code == "")
	_, d = readOSHubID(text)
	add(&v.osHub, d.code == "")
	code, _ := readCurrency(text)
	add(&v.currency, code != "" && len(text) <= 4)
	if len(text) <= 60 {
		add(&v.country, !isNumber && look.country(text).Code != "")
		_, d = readSiteType(text)
		add(&v.siteType, d.code == "")
	}
	add(&v.sector, look.sector(text).known)
	add(&v.firm, hasLegalForm(text))
}

// fits tells how well the values suit a field; known is false where values say nothing.
func (v valueKinds) fits(field Field) (share float64, known bool) {
	switch field {
	case FieldCountry:
		return v.country, true
	case FieldEmail:
		return v.email, true
	case FieldLEI:
		return v.lei, true
	case FieldOSHubID:
		return v.osHub, true
	case FieldCurrency:
		return v.currency, true
	case FieldTier:
		return v.tier, true
	case FieldWorkers, FieldWomen, FieldMigrants, FieldAgency, FieldDormitory, FieldSpend:
		return v.number, true
	case FieldLatitude, FieldLongitude:
		return v.degrees, true
	case FieldSiteType:
		return max(v.siteType, 0.2), true
	case FieldName:
		return v.text, true
	case FieldCity, FieldParent, FieldLocalName:
		return max(v.text, 0.2), true
	default:
		return 0, false
	}
}

// lookups remembers what reference data said of a text: lists repeat a few countries and trades thousands of times.
type lookups struct {
	ref       *refdata.Set
	hints     []lang.Tag
	countries map[string]refdata.CountryMatch
	sectors   map[string]sectorMatch
	suggested int
	sites     map[string]siteMatch
	lists     map[string][]string // of products
}

type siteMatch struct {
	code      string
	doubt     doubt
	tellsMore bool // the text says more than the code
}

type sectorMatch struct {
	code  refdata.SectorCode
	tags  []string
	known bool
	near  []string // words that are known, when it is not
}

const maxSuggested = 300 // different texts of sectors for which near words are looked for

const maxRemembered = 20_000

func newLookups(ref *refdata.Set, hints ...lang.Tag) *lookups {
	return &lookups{
		ref: ref, hints: hints, countries: make(map[string]refdata.CountryMatch), sectors: make(map[string]sectorMatch),
		sites: make(map[string]siteMatch), lists: make(map[string][]string),
	}
}

func (l *lookups) country(text string) refdata.CountryMatch {
	match, ok := l.countries[text]
	if !ok {
		match = l.ref.FindCountry(text, l.hints...)
		if len(l.countries) < maxRemembered {
			l.countries[text] = match
		}
	}
	return match
}

func (l *lookups) sector(text string) sectorMatch {
	match, ok := l.sectors[text]
	if !ok {
		match.code, match.tags, match.known = l.ref.FindSector(text)
		if !match.known && l.suggested < maxSuggested {
			l.suggested++
			match.near = l.ref.NearSectors(text)
		}
		if len(l.sectors) < maxRemembered {
			l.sectors[text] = match
		}
	}
	return match
}

func (l *lookups) siteType(text string) siteMatch {
	match, ok := l.sites[text]
	if !ok {
		match.code, match.doubt = readSiteType(text)
		match.tellsMore = fold(text) != match.code
		if len(l.sites) < maxRemembered {
			l.sites[text] = match
		}
	}
	return match
}

// products splits a list of products. The slice is shared: who adds to it clips it.
func (l *lookups) products(text string) []string {
	list, ok := l.lists[text]
	if !ok {
		list = slices.Clip(splitProducts(text))
		if len(l.lists) < maxRemembered {
			l.lists[text] = list
		}
	}
	return list
}
