package intake

import (
	"math"
	"strings"
)

// blocks finds seats by what they share. A block that is full tells nothing: a word that thousands of names have is not looked up.
type blocks struct {
	heads map[uint64]block
	links []blockLink
}

type block struct{ last, count int32 }

type blockLink struct{ seat, before int32 }

const (
	exactLimit = 64 // seats of one name or identifier that are looked at
	wordLimit  = 24 // seats that share a word
	chainSites = 3  // so many sites of one name are those of a chain
)

func newBlocks(size int) blocks {
	return blocks{make(map[uint64]block, 6*size), make([]blockLink, 0, 6*size)}
}

func (b *blocks) add(key uint64, seat, limit int32) {
	head, ok := b.heads[key]
	if !ok {
		head.last = -1
	}
	head.count++
	if head.count <= limit {
		b.links = append(b.links, blockLink{seat, head.last})
		head.last = int32(len(b.links) - 1)
	}
	b.heads[key] = head
}

// first gives the newest link of a block; -1 when there is none, or too many share the word.
func (b *blocks) first(key uint64, limit int32) int32 {
	head, ok := b.heads[key]
	if !ok || limit < exactLimit && head.count > limit {
		return -1
	}
	return head.last
}

func (b *blocks) count(key uint64) int32 { return b.heads[key].count }

// Kinds of keys, mixed into their hashes.
const (
	keyName uint64 = iota + 1
	keyNamePlace
	keyJoined
	keyWord
	keyWords
	keyAddress
	keyEmail
	keyCell
	keyID
	keyPrefix = keyID + uint64(len(idFields))
)

func mix(kind, hash uint64) uint64 { return (hash ^ kind*0x9e3779b97f4a7c15) * hashPrime }

// nameHash is of the words and figures of a name.
func nameHash(name *nameForm) uint64 {
	hash := uint64(hashStart)
	for _, w := range name.words {
		hash = (hash ^ uint64(w)) * hashPrime
	}
	return mix(keyName, hashMore(hash, name.figures))
}

// keys gives the blocks of a seat to each, the surest first, with their limits, until each has enough.
func (m *Matcher) keys(s *seat, each func(key uint64, limit int32) bool) {
	for i, id := range s.ids {
		if id != "" && !each(mix(keyID+uint64(i), hashText(id)), exactLimit) {
			return
		}
	}
	exact := nameHash(&s.name)
	if s.supplier.Address != "" || s.supplier.City != "" {
		place := mix(keyNamePlace, hashMore(hashMore(exact, s.supplier.Address), s.supplier.City))
		city := mix(keyNamePlace, hashMore(exact, s.supplier.City))
		if !each(place, exactLimit) || !each(city, exactLimit) {
			return
		}
	}
	if !each(exact, exactLimit) || s.local != nil && !each(nameHash(s.local), exactLimit) {
		return
	}
	if !each(mix(keyJoined, s.name.joined), wordLimit) || !m.wordKeys(s.name.words, each) || !m.wordKeys(s.name.latin, each) {
		return
	}
	if s.local != nil && (!m.wordKeys(s.local.words, each) || !m.wordKeys(s.local.latin, each)) {
		return
	}
	s.placeKeys(each)
}

// wordKeys gives a block for each word of a name proper, and one for each two of the first ones.
func (m *Matcher) wordKeys(words []int32, each func(uint64, int32) bool) bool {
	var frames [4]uint64
	n := 0
	for pass := plainWord; pass <= tradeWord && n < 2; pass++ { // what is made counts where the name proper is one word
		for _, w := range words {
			if m.book.words[w].kind == pass && n < len(frames) {
				frames[n] = m.book.words[w].frame
				n++
			}
		}
	}
	for i := range n {
		for j := range i {
			if !each(mix(keyWords, frames[i]+frames[j]), wordLimit) { // a sum: in whatever order
				return false
			}
		}
		if !each(mix(keyWord, frames[i]), wordLimit) {
			return false
		}
	}
	for i := 0; i+1 < len(words); i++ { // "blue water" where the other writes "bluewater"
		first, second := &m.book.words[words[i]], &m.book.words[words[i+1]]
		if first.kind == plainWord && second.kind == plainWord && !each(mix(keyWord, hashMore(first.frame, second.inner)), wordLimit) {
			return false
		}
	}
	return n == 0 || m.prefixKeys(words, each)
}

// prefixKeys gives blocks for the beginnings of names that are one word, and of those that are written without spaces.
func (m *Matcher) prefixKeys(words []int32, each func(uint64, int32) bool) bool {
	for _, w := range words {
		word := &m.book.words[w]
		if word.kind != plainWord {
			continue
		}
		signs := 5
		if !isASCII(word.sound) {
			signs = 2
		}
		at, n := len(word.sound), 0
		for i := range word.sound {
			if n == signs {
				at = i
				break
			}
			n++
		}
		return each(mix(keyPrefix, hashText(word.sound[:at])), wordLimit)
	}
	return true
}

// placeKeys gives blocks for the address, the e-mail and the coordinates.
func (s *seat) placeKeys(each func(uint64, int32) bool) {
	if key := addressKey(&s.supplier); key != 0 && !each(key, wordLimit) {
		return
	}
	if s.supplier.Email != "" && !each(mix(keyEmail, hashText(strings.ToLower(s.supplier.Email))), wordLimit) {
		return
	}
	if s.supplier.Latitude == nil || s.supplier.Longitude == nil {
		return
	}
	const cells = 200 // for a degree: about 550 m
	north, east := *s.supplier.Latitude*cells, *s.supplier.Longitude*cells
	for _, dn := range []float64{-0.5, 0.5} {
		for _, de := range []float64{-0.5, 0.5} {
			cell := uint64(int64(math.Floor(north+dn)))<<32 ^ uint64(uint32(int64(math.Floor(east+de))))
			if !each(mix(keyCell, cell), wordLimit) {
				return
			}
		}
	}
}

// addressKey is of the numbers of an address in its country; 0 when there are too few to tell.
func addressKey(s *Supplier) uint64 {
	hash, digits := hashText(string(s.Country)), 0
	inNumber := false
	for i := range len(s.Address) {
		c := s.Address[i]
		switch {
		case isDigit(c) && (c != '0' || inNumber):
			hash = (hash ^ uint64(c)) * hashPrime
			digits++
			inNumber = true
		case inNumber:
			hash = (hash ^ ' ') * hashPrime
			inNumber = false
		}
	}
	if digits < 2 {
		return 0
	}
	if inNumber {
		hash = (hash ^ ' ') * hashPrime
	}
	return mix(keyAddress, hash)
}

// compactID writes an identifier without spaces and signs.
func compactID(id string) string {
	if id == "" {
		return ""
	}
	out := make([]byte, 0, len(id))
	plain := true
	for i := range len(id) {
		c := id[i]
		switch {
		case c >= 'a' && c <= 'z', isDigit(c):
			out = append(out, c)
			continue
		case c >= 'A' && c <= 'Z':
			out = append(out, c|0x20)
		case c >= 0x80:
			return strings.ReplaceAll(fold(id), " ", "")
		}
		plain = false
	}
	if plain {
		return id
	}
	return string(out)
}
