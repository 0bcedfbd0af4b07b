package assessment

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/questionnaire"
)

// Gatherer gathers for many suppliers. What is known of a country, of its goods or of a sector is gathered and written once, however many
// suppliers share it. It is not for several goroutines at once.
type Gatherer struct {
	sets    map[string]*Set
	noReply map[*questionnaire.Definition]*Set
	scratch []byte
}

// Set is known facts that many suppliers share.
type Set struct {
	Key   string // of their bytes; "" when there are none
	Facts fact.Row
	Text  []byte // their canonical JSON, with the brackets
}

// NewGatherer gives a Gatherer that has gathered nothing yet.
func NewGatherer() *Gatherer {
	return &Gatherer{sets: make(map[string]*Set), noReply: make(map[*questionnaire.Definition]*Set)}
}

// Gathered is what is known of one supplier.
type Gathered struct {
	Facts  fact.Row // as Known(Gather(in)) gives them
	Digest canon.Digest
	Packed string // as they are kept: fact.Unpack with Sets gives Facts again
	Sets   []*Set
}

// Gather gives what is known of a supplier: the same facts, and the same digest, as Gather and Digest give.
func (g *Gatherer) Gather(in Input) Gathered {
	country, goods, sector := g.country(in), g.goods(in), g.sector(in)
	pieces := make([]piece, 0, 10)
	if in.Response == nil {
		pieces = append(pieces, piece{set: g.unanswered(in)}, piece{set: country})
	} else {
		said := knownOf(in.Definition.Facts(in.Response, in.AsOf))
		evidence, _ := slices.BinarySearchFunc(said, "evidence.", func(g fact.Given, prefix string) int { return strings.Compare(string(g.Name), prefix) })
		meta := knownOf(in.Definition.MetaFacts(in.Response, in.AsOf))
		pieces = append(pieces, piece{own: said[:evidence]}, piece{own: meta}, piece{own: knownOf(patternFacts(in))}, piece{set: country},
			piece{own: said[evidence:]})
	}
	pieces = append(pieces, piece{set: goods})
	if in.Earlier != nil {
		pieces = append(pieces, piece{own: knownOf(earlierFacts(in))})
	}
	pieces = append(pieces, piece{own: knownOf(screeningFacts(in))}, piece{set: sector}, piece{own: knownOf(supplierFacts(in))})
	return g.join(pieces)
}

// piece is a part of a row: shared facts, or the supplier's own.
type piece struct {
	set *Set
	own fact.Row
}

// join puts the pieces together; they come in the order of their names, as in Gather.
func (g *Gatherer) join(pieces []piece) Gathered {
	var out Gathered
	var keys []string
	var own fact.Row
	size := 0
	for _, p := range pieces {
		if p.set != nil {
			size += len(p.set.Facts)
		}
		size += len(p.own)
	}
	out.Facts = make(fact.Row, 0, size)
	text := append(g.scratch[:0], '[')
	for _, p := range pieces {
		from := len(text)
		if p.set != nil && p.set.Key != "" {
			out.Facts = append(out.Facts, p.set.Facts...)
			out.Sets, keys = append(out.Sets, p.set), append(keys, p.set.Key)
			text = append(text, p.set.Text[1:len(p.set.Text)-1]...)
		}
		out.Facts, own = append(out.Facts, p.own...), append(own, p.own...)
		if text = fact.AppendCanonical(text, p.own); len(text) > from {
			text = append(text, ',')
		}
	}
	text = append(text[:max(1, len(text)-1)], ']')
	if len(out.Facts) == 0 {
		text = append(text[:0], "[]"...)
	}
	out.Digest = canon.Sum(text)
	g.scratch = fact.AppendPacked(text[:0], keys, own)
	out.Packed = string(g.scratch)
	return out
}

func (g *Gatherer) country(in Input) *Set {
	return g.shared("country "+string(in.Supplier.Country), func() fact.Row { return in.Refdata.CountryFacts(in.Supplier.Country) })
}

func (g *Gatherer) sector(in Input) *Set {
	return g.shared("sector "+string(in.Supplier.Sector), func() fact.Row { return in.Refdata.SectorFacts(in.Supplier.Sector) })
}

func (g *Gatherer) goods(in Input) *Set {
	if len(in.Supplier.ProductTags) == 0 {
		return nil // all Missing
	}
	name := "goods " + string(in.Supplier.Country) + " " + strings.Join(in.Supplier.ProductTags, " ")
	return g.shared(name, func() fact.Row { return in.Refdata.GoodsFacts(in.Supplier.Country, in.Supplier.ProductTags) })
}

// unanswered are the facts about a questionnaire that was not answered.
func (g *Gatherer) unanswered(in Input) *Set {
	if set, ok := g.noReply[in.Definition]; ok {
		return set
	}
	set := newSet(append(in.Definition.Facts(nil, in.AsOf), in.Definition.MetaFacts(nil, in.AsOf)...))
	g.noReply[in.Definition] = set
	return set
}

func (g *Gatherer) shared(name string, gather func() fact.Row) *Set {
	set, ok := g.sets[name]
	if !ok {
		set = newSet(gather())
		g.sets[name] = set
	}
	return set
}

func newSet(row fact.Row) *Set {
	set := &Set{Facts: knownOf(row)}
	if len(set.Facts) == 0 {
		return set
	}
	set.Text = append(fact.AppendCanonical([]byte("["), set.Facts), ']')
	set.Key = SetKey(set.Text)
	return set
}

// SetKey names the text of a set: 128 bits of its SHA-256.
func SetKey(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}

func knownOf(row []fact.Given) fact.Row {
	return slices.DeleteFunc(row, func(g fact.Given) bool { return g.Value.State == fact.Missing })
}
