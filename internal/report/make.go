package report

import (
	"math"
	"strings"
	"time"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/scoring"
)

// content begins a Content with what all kinds share.
func (p Passport) content(kind Kind) Content {
	c := Content{
		Schema: Schema, Kind: kind, ID: p.ID, Language: p.Language, Issuer: p.Issuer, Cycle: p.Cycle,
		Made: p.Made.UTC().Truncate(time.Second).Format(time.RFC3339), Questionnaire: p.Questionnaire, Reference: p.Reference,
		Sources: append([]Source{}, p.Sources...), Bands: []Band{},
	}
	if c.Language == "" {
		c.Language = lang.English
	}
	if c.Issuer == "" {
		c.Issuer = c.say("report.issuer")
	}
	if r := p.Rulebook; r != nil {
		c.Rulebook = Edition{ID: r.ID, Version: r.Version, Title: r.Title.In(c.Language), Digest: r.Digest()}
		for _, band := range r.Bands {
			c.Bands = append(c.Bands, Band{ID: band.ID, Name: band.Name.In(c.Language), From: band.From})
		}
	}
	return c
}

func (p Passport) asOf() string { return day(p.AsOf) }

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

// say gives a message in the report's language. Args are pairs of name and value.
func (c Content) say(key string, args ...string) string { return say(c.Language, key, args...) }

func say(tag lang.Tag, key string, args ...string) string {
	named := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		named[args[i]] = args[i+1]
	}
	return lang.Say(tag, key, named)
}

// bandName gives a band's name in the report's language.
func (c Content) bandName(id string) string {
	for _, band := range c.Bands {
		if band.ID == id {
			return band.Name
		}
	}
	return id
}

// bandRank gives a band's place, 0 for the lowest risk; -1 when there is none of that id.
func (c Content) bandRank(id string) int {
	for rank, band := range c.Bands {
		if band.ID == id {
			return rank
		}
	}
	return -1
}

// bandAt gives the band of residual risk in points.
func (c Content) bandAt(points float64) string {
	id := ""
	for _, band := range c.Bands {
		if points >= band.From {
			id = band.ID
		}
	}
	return id
}

// JSON gives the canonical bytes of the content: what is attached to the PDF and named by Digest.
func (c Content) JSON() ([]byte, error) { return canon.JSON(c) }

// Digest names the content. A Content that these functions made always has one; "" otherwise.
func (c Content) Digest() canon.Digest {
	digest, err := canon.DigestOf(c)
	if err != nil {
		return ""
	}
	return digest
}

// Title gives the report's title in its language, for lists and file names.
func (c Content) Title() string {
	switch {
	case c.Supplier != nil:
		return c.say("report.title.supplier", "name", c.Supplier.Site.Name)
	case c.Company != nil:
		return c.say("report.title.company", "name", c.Company.Company.Name)
	case c.Forum != nil && c.Cycle != nil:
		return c.say("report.title.forum", "name", c.Cycle.Name)
	default:
		return c.say("report.title.forum", "name", "")
	}
}

// FileName gives a name for the report's file, of letters, digits and dashes, with an extension (".pdf").
func (c Content) FileName(extension string) string {
	name := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' {
			return r
		}
		return '-'
	}, strings.ToLower(c.subjectName()))
	for strings.Contains(name, "--") {
		name = strings.ReplaceAll(name, "--", "-")
	}
	name = strings.Trim(name, "-")
	if len(name) > 60 {
		name = strings.TrimRight(name[:60], "-")
	}
	id, _, _ := strings.Cut(c.ID, "-")
	return strings.Trim("telusur-"+string(c.Kind)+"-"+name+"-"+id, "-") + extension
}

func (c Content) subjectName() string {
	switch {
	case c.Supplier != nil:
		return c.Supplier.Site.Name
	case c.Company != nil:
		return c.Company.Company.Name
	case c.Cycle != nil:
		return c.Cycle.Name
	}
	return ""
}

// recorded keeps a result as JSON can hold it: NaN becomes null.
func recorded(r scoring.Result) Recorded {
	out := Recorded{
		Inherent: r.Inherent, Control: r.Control, Residual: r.Residual, Confidence: r.Confidence, Answered: r.Answered,
		Band: r.Band, Flags: append([]string{}, r.Flags...), Open: append([]string{}, r.Open...), Checks: append([]string{}, r.Checks...), Review: r.Review,
	}
	for i, points := range r.Indicators {
		if !math.IsNaN(points) {
			out.Indicators[i] = &points
		}
	}
	return out
}

func points(v float64) float64 { return math.Round(v*10) / 10 }
func share(v float64) float64  { return math.Round(v*100) / 100 }

func part(of, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return share(of / whole)
}
