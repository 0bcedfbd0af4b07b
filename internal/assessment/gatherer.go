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

// Gatherer gathers for many suppliers. What is known of a country, of its goods or of a sector is gathered, written and digested once,
// however many suppliers share it. It is not for several goroutines at once.
type Gatherer struct {
	sets    map[string]*Set
	noReply map[*questionnaire.Definition]*Set
	begun   *begun // what texts begin with
	scratch []byte
	packed  []byte
}

// Set is known facts that many suppliers share.
type Set struct {
	Key   string // of their bytes; "" when there are none
	Facts fact.Row
	Text  []byte // their canonical JSON, with the brackets
}

// NewGatherer gives a Gatherer that has gathered nothing yet.
func NewGatherer() *Gatherer {
	return &Gatherer{sets: make(map[string]*Set), noReply: make(map[*questionnaire.Definition]*Set), begun: newBegun()}
}

// Gathered is what is known of one supplier: facts that it shares with others, and its own.
type Gathered struct {
	Digest canon.Digest
	Packed string // as they are kept: fact.Unpack with Sets gives Facts again
	Sets   []*Set
	Own    fact.Row
}

// Parts gives the facts as a frame takes them.
func (g Gathered) Parts() fact.Parts {
	parts := fact.Parts{Own: g.Own, Shared: make([]fact.Row, len(g.Sets))}
	for i, set := range g.Sets {
		parts.Shared[i] = set.Facts
	}
	return parts
}

// Facts gives them in one row, as Known(Gather(in)) does.
func (g Gathered) Facts() fact.Row {
	row := slices.Clone(g.Own)
	for _, set := range g.Sets {
		row = append(row, set.Facts...)
	}
	slices.SortFunc(row, func(a, b fact.Given) int { return strings.Compare(string(a.Name), string(b.Name)) })
	return row
}

// Gather gives what is known of a supplier: the same facts, and the same digest, as Gather and Digest give.
func (g *Gatherer) Gather(in *Input) Gathered {
	country, goods, sector := g.country(in), g.goods(in), g.sector(in)
	var room [10]piece
	pieces := room[:0]
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
	if len(in.Screened) > 0 || in.Hit != nil {
		pieces = append(pieces, piece{own: knownOf(screeningFacts(in))})
	}
	pieces = append(pieces, piece{set: sector}, piece{own: knownOf(supplierFacts(in))})
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
	var room [6]string
	keys, owners := room[:0], 0
	for _, p := range pieces {
		if p.set != nil && p.set.Key != "" {
			out.Sets, keys = append(out.Sets, p.set), append(keys, p.set.Key)
		}
		if len(p.own) > 0 {
			if out.Own = p.own; owners > 0 {
				out.Own = nil // of several, below
			}
			owners++
		}
	}
	if owners > 1 {
		for _, p := range pieces {
			out.Own = append(out.Own, p.own...)
		}
	}
	out.Digest = g.digest(pieces)
	g.packed = fact.AppendPacked(g.packed[:0], keys, out.Own)
	out.Packed = string(g.packed)
	return out
}

// digest gives the digest of the canonical JSON of all facts. Texts that begin with the same sets are digested up to there once.
func (g *Gatherer) digest(pieces []piece) canon.Digest {
	at := g.begun
	for len(pieces) > 0 && len(pieces[0].own) == 0 {
		if set := pieces[0].set; set != nil && set.Key != "" {
			at = at.with(set)
		}
		pieces = pieces[1:]
	}
	text, first := g.scratch[:0], !at.holds
	for _, p := range pieces {
		if p.set != nil && p.set.Key != "" {
			text, first = append(separated(text, first), p.set.Text[1:len(p.set.Text)-1]...), false
		}
		if len(p.own) > 0 {
			text, first = fact.AppendCanonical(separated(text, first), p.own), false
		}
	}
	g.scratch = append(text, ']')
	return at.sum(g.scratch)
}

func separated(text []byte, first bool) []byte {
	if first {
		return text
	}
	return append(text, ',')
}

func (g *Gatherer) country(in *Input) *Set {
	return g.shared("country "+string(in.Supplier.Country), func() fact.Row { return in.Refdata.CountryFacts(in.Supplier.Country) })
}

func (g *Gatherer) sector(in *Input) *Set {
	return g.shared("sector "+string(in.Supplier.Sector), func() fact.Row { return in.Refdata.SectorFacts(in.Supplier.Sector) })
}

func (g *Gatherer) goods(in *Input) *Set {
	if len(in.Supplier.ProductTags) == 0 {
		return nil // all Missing
	}
	name := "goods " + string(in.Supplier.Country) + " " + strings.Join(in.Supplier.ProductTags, " ")
	return g.shared(name, func() fact.Row { return in.Refdata.GoodsFacts(in.Supplier.Country, in.Supplier.ProductTags) })
}

// unanswered are the facts about a questionnaire that was not answered.
func (g *Gatherer) unanswered(in *Input) *Set {
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
