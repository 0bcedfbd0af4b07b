package demo

import (
	_ "embed"
	"encoding/csv"
	"strconv"
	"strings"
	"sync"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/refdata"
)

// Company is an invented member company of the forum.
type Company struct {
	Key      string // "nusa"; short, stable
	Name     string
	Country  refdata.CountryCode
	Sector   refdata.SectorCode
	Language lang.Tag // of its people and of its supplier list
}

// Companies lists the member companies. The first has the long and messy supplier list; most are Indonesian and many make food or clothes (ISIC
// section C), so that the forum report has groups large enough to be shown.
func Companies() []Company {
	return []Company{
		{"nusa", "Nusa Serba Niaga", "IDN", "G47", lang.English},
		{"rasa", "Rasa Lumbung Pangan", "IDN", "C10", lang.Indonesian},
		{"tirta", "Tirta Sandang Kencana", "IDN", "C14", lang.English},
		{"wana", "Wana Graha Lestari", "IDN", "C16", lang.English},
		{"lautan", "Lautan Biru Pangan", "IDN", "C10", lang.Indonesian},
		{"karya", "Karya Bangun Nuswantara", "IDN", "F41", lang.Indonesian},
		{"kiwa", "Kiwa Ridge Trading", "AUS", "G46", lang.English},
		{"segara", "Segara Rempah Nusantara", "IDN", "C10", lang.Indonesian},
		{"cahaya", "Cahaya Busana Abadi", "IDN", "C14", lang.Indonesian},
		{"pelita", "Pelita Tenun Raya", "IDN", "C14", lang.English},
		{"mekar", "Mekar Boga Sentosa", "IDN", "C10", lang.Indonesian},
		{"bara", "Bara Sandang Utama", "IDN", "C14", lang.English},
		{"coral", "Coral Coast Provisions", "AUS", "C10", lang.English},
		{"lotus", "Lotus Weave House", "THA", "C14", lang.English},
		{"andaman", "Andaman Harvest Foods", "THA", "C10", lang.English},
	}
}

// site is one row of sites.csv: a supplier as its buyer writes it down, and how it will answer.
type site struct {
	company, name, local, city, country, siteType, tier, products string
	spend                                                         string
	counts                                                        [5]string // workers, women, migrants, agency, in dormitories; "" = not told
	profile                                                       string    // profiles.go
}

//go:embed sites.csv
var sitesCSV string

var sites = sync.OnceValue(func() []site {
	rows, err := csv.NewReader(strings.NewReader(sitesCSV)).ReadAll()
	if err != nil {
		panic(err) // embedded at build time
	}
	all := make([]site, 0, len(rows)-1)
	for _, r := range rows[1:] {
		all = append(all, site{r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8], [5]string(r[9:14]), r[14]})
	}
	return all
})

// sitesOf gives the suppliers of a company. One that has no rows of its own buys from suppliers of the others, as members of a forum do.
func sitesOf(key string) []site {
	var some []site
	for _, s := range sites() {
		if s.company == key {
			some = append(some, s)
		}
	}
	if len(some) > 0 {
		return some
	}
	for _, s := range sites() {
		if draw(7, key, s.name) == 0 && s.country != "Korea" {
			s.company = key
			some = append(some, s)
		}
	}
	return some
}

// draw gives a number from 0 to n-1 that follows from words alone (FNV-1a), so that demo answers look various and never change.
func draw(n int, words ...string) int {
	const offset, prime = 14695981039346656037, 1099511628211
	hash := uint64(offset)
	for _, b := range []byte(strings.Join(words, "\x00")) {
		hash = (hash ^ uint64(b)) * prime
	}
	hash ^= hash >> 32
	return int(hash % uint64(n))
}

func (s site) address() string {
	roads := []string{"Industrial Road", "Harbour Road", "Mill Lane", "Station Road", "River Road"}
	return strconv.Itoa(1+draw(180, s.name, "number")) + " " + roads[draw(len(roads), s.name, "road")]
}

// mail gives an address under a domain that can belong to nobody (RFC 2606).
func (s site) mail() string {
	return "hr" + strconv.Itoa(100+draw(900, s.name, "mail")) + "@" + s.company + "-supplier.example"
}
