package screening

import (
	"slices"

	"github.com/gabf/telusur/internal/refdata"
)

// Index holds lists ready for matching. It does not change after NewIndex and may be read by many at once.
type Index struct {
	lists    []List
	entities []Entity
	names    []indexed
	byStart  map[string][]int32 // first letters of a word of its own → names that have it
}

// indexed is one name or alias of an entity.
type indexed struct {
	plain
	entity int32
	starts int // how many beginnings it is found by
}

// NewIndex makes an index of lists and their entities. An entity whose list is not among them is left out.
func NewIndex(lists []List, entities []Entity) *Index {
	x := &Index{lists: slices.Clone(lists), byStart: map[string][]int32{}}
	for _, entity := range entities {
		if !slices.ContainsFunc(lists, func(l List) bool { return l.ID == entity.ListID }) {
			continue
		}
		at := int32(len(x.entities))
		x.entities = append(x.entities, entity)
		for _, name := range append([]string{entity.Name}, entity.Aliases...) {
			p := plainOf(name)
			if p.whole == "" {
				continue
			}
			n := int32(len(x.names))
			found := starts(p)
			x.names = append(x.names, indexed{p, at, len(found)})
			for _, start := range found {
				x.byStart[start] = append(x.byStart[start], n)
			}
		}
	}
	return x
}

// Lists gives the passports of the lists, in the order in which they were handed in.
func (x *Index) Lists() []List { return slices.Clone(x.lists) }

// starts gives the beginnings of the words by which a name is found: three letters of each word that is no trade; of all words when
// there is no other.
func starts(p plain) []string {
	var all []string
	for _, proper := range []bool{true, false} {
		for _, word := range p.tokens {
			if trades[word] == proper {
				continue
			}
			letters := []rune(word)
			if start := string(letters[:min(3, len(letters))]); !slices.Contains(all, start) {
				all = append(all, start)
			}
		}
		if len(all) > 0 {
			break
		}
	}
	return all
}

// Match gives the entities whose names are like the supplier's, best first, each entity once; at most ten. Country "" means not known. It
// never fails and costs some 20 µs against a list of a thousand names.
func (x *Index) Match(name string, aliases []string, country refdata.CountryCode) []Hit {
	best := map[int32]Hit{}
	for _, written := range append([]string{name}, aliases...) {
		p := plainOf(written)
		if p.whole == "" {
			continue
		}
		for _, n := range x.candidates(p) {
			other := x.names[n]
			hit, ok := compare(p, other.plain, country, x.entities[other.entity])
			if ok && hit.Score > best[other.entity].Score {
				best[other.entity] = hit
			}
		}
	}
	hits := make([]Hit, 0, len(best))
	for _, hit := range best {
		hit.List = x.lists[slices.IndexFunc(x.lists, func(l List) bool { return l.ID == hit.Entity.ListID })]
		hits = append(hits, hit)
	}
	slices.SortFunc(hits, compareHits)
	return hits[:min(10, len(hits))]
}

// candidates gives the names that share a beginning with a name, two of them when both names have two: with fewer words in common no two
// names are alike enough.
func (x *Index) candidates(p plain) []int32 {
	mine := starts(p)
	var all []int32
	for _, start := range mine {
		all = append(all, x.byStart[start]...)
	}
	slices.Sort(all)
	few := all[:0]
	for i := 0; i < len(all); {
		n, count := all[i], 0
		for ; i < len(all) && all[i] == n; i++ {
			count++
		}
		if count >= min(2, len(mine), x.names[n].starts) {
			few = append(few, n)
		}
	}
	return few
}
