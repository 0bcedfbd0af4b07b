package intake

import "strings"

// nameLink says how two names hang together, the closest first.
type nameLink uint8

const (
	nameEqual   nameLink = iota // but for legal forms, spaces, case and accents
	nameSpelled                 // but for slips, other accents, another order, another script
	nameFiller                  // one says more that tells nothing: "Indonesia", "Trading"
	nameTrade                   // one also says what it makes
	nameBranch                  // one says that it is a branch
	nameGroup                   // one says that it is a group
	nameMore                    // one says more
	namePartial                 // they share words, and each has its own
	nameOpen                    // scripts that cannot be compared
	nameApart
)

// linked is the link of two names and the words by which it was told.
type linked struct {
	link   nameLink
	how    string    // of nameSpelled: which message says it
	left   leftovers // words that only one has
	legal  bool      // their legal forms do not go together
	shared int       // words of the name proper that both have
}

// leftovers sorts out which words of two names are not in the other.
type leftovers struct {
	ours, theirs [maxWords]int32
	n, m         int // how many
	shared       int // plain words in both
	sharedTrade  int
	slips        int // pairs that differ as misspellings do
}

// link compares two names.
func (b *wordBook) link(a, o *nameForm) linked {
	ours, theirs := a.words, o.words
	romanised := false
	if a.script != o.script {
		switch {
		case a.latin != nil && o.script == latinScript:
			ours, romanised = a.latin, true
		case o.latin != nil && a.script == latinScript:
			theirs, romanised = o.latin, true
		case len(a.words) > 0 && len(o.words) > 0 && !b.shareWord(a.words, o.words):
			return linked{link: nameOpen}
		}
	}
	out := b.linkWords(ours, theirs)
	out.legal = a.legal != noLegal && o.legal != noLegal && a.legal != o.legal
	switch {
	case romanised && out.link == nameApart:
		out.link = nameOpen
	case out.link != nameEqual && a.joined == o.joined && !romanised:
		out.link = nameEqual
	case out.link == nameEqual && romanised:
		out.link, out.how = nameSpelled, "intake.evidence.name-romanised"
	case out.link == nameEqual && a.marked != 0 && o.marked != 0 && a.marked != o.marked:
		out.link, out.how = nameSpelled, "intake.evidence.name-marks"
	}
	return out
}

func (b *wordBook) shareWord(ours, theirs []int32) bool {
	for _, w := range ours {
		for _, v := range theirs {
			if w == v && b.words[w].kind == plainWord {
				return true
			}
		}
	}
	return false
}

func (b *wordBook) linkWords(ours, theirs []int32) linked {
	if sameWords(ours, theirs) {
		return linked{link: nameEqual, shared: len(ours)}
	}
	left := b.leftOver(ours, theirs)
	b.pairSlips(&left)
	out := linked{shared: left.shared + left.slips, left: left}
	if left.n == 0 && left.m == 0 {
		out.link, out.how = nameSpelled, "intake.evidence.name-spelling"
		if left.slips == 0 {
			if out.how = "intake.evidence.name-order"; b.samePlainOrder(ours, theirs) {
				out.link = nameEqual // only the words for trade and country stand elsewhere: "Hoa Binh Garment", "Garmen Hoa Binh"
			}
		}
		return out
	}
	out.link = b.linkLeft(&left)
	return out
}

// linkLeft tells by the words that only one name has.
func (b *wordBook) linkLeft(left *leftovers) nameLink {
	mine, yours := b.strongest(left.ours[:left.n]), b.strongest(left.theirs[:left.m])
	if left.shared+left.slips == 0 && (left.sharedTrade == 0 || mine == plainWord || yours == plainWord) {
		return nameApart
	}
	switch {
	case left.n > 0 && left.m > 0 && (isStrong(mine) && isStrong(yours) || mine == placeWord && yours == placeWord):
		if (mine == plainWord || yours == plainWord) && left.shared+left.slips > 0 {
			return namePartial
		}
		return nameApart
	case mine == plainWord && left.n > 0, yours == plainWord && left.m > 0:
		return nameMore
	case has(left, b, tradeWord):
		return nameTrade
	case has(left, b, groupWord):
		return nameGroup
	case has(left, b, branchWord):
		return nameBranch
	}
	return nameFiller
}

func isStrong(kind wordKind) bool { return kind == plainWord || kind == tradeWord }

func has(left *leftovers, b *wordBook, kind wordKind) bool {
	for _, w := range left.ours[:left.n] {
		if b.words[w].kind == kind {
			return true
		}
	}
	for _, w := range left.theirs[:left.m] {
		if b.words[w].kind == kind {
			return true
		}
	}
	return false
}

// strongest gives the kind of the words that tells most; fillerWord for none.
func (b *wordBook) strongest(words []int32) wordKind {
	kind := fillerWord
	for _, w := range words {
		switch k := b.words[w].kind; {
		case k == plainWord:
			return plainWord
		case k == tradeWord:
			kind = tradeWord
		case k == placeWord && kind != tradeWord:
			kind = placeWord
		}
	}
	return kind
}

func sameWords(ours, theirs []int32) bool {
	if len(ours) != len(theirs) {
		return false
	}
	for i, w := range ours {
		if theirs[i] != w {
			return false
		}
	}
	return true
}

// samePlainOrder tells whether the words of the name proper stand in one order.
func (b *wordBook) samePlainOrder(ours, theirs []int32) bool {
	j := 0
	for _, w := range ours {
		if b.words[w].kind != plainWord {
			continue
		}
		for j < len(theirs) && b.words[theirs[j]].kind != plainWord {
			j++
		}
		if j == len(theirs) || theirs[j] != w {
			return false
		}
		j++
	}
	return true
}

func (b *wordBook) leftOver(ours, theirs []int32) leftovers {
	var left leftovers
	var taken [maxWords]bool
	for _, w := range ours {
		found := false
		for j, v := range theirs {
			if !taken[j] && v == w {
				taken[j], found = true, true
				break
			}
		}
		switch {
		case !found:
			left.ours[left.n] = w
			left.n++
		case b.words[w].kind == plainWord:
			left.shared++
		default:
			left.sharedTrade++
		}
	}
	for j, v := range theirs {
		if !taken[j] {
			left.theirs[left.m] = v
			left.m++
		}
	}
	return left
}

// pairSlips takes out pairs of words that are one but for a slip, and two words that are one without the space.
func (b *wordBook) pairSlips(left *leftovers) {
	for i := 0; i < left.n; i++ {
		for j := 0; j < left.m; j++ {
			if b.slip(left.ours[i], left.theirs[j]) {
				left.dropOurs(i)
				left.dropTheirs(j)
				left.slips++
				i--
				break
			}
		}
	}
	b.joinSplit(left)
}

func (l *leftovers) dropOurs(i int)   { copy(l.ours[i:], l.ours[i+1:l.n]); l.n-- }
func (l *leftovers) dropTheirs(j int) { copy(l.theirs[j:], l.theirs[j+1:l.m]); l.m-- }

// joinSplit pairs "blue", "water" with "bluewater".
func (b *wordBook) joinSplit(left *leftovers) {
	if left.n+left.m < 3 {
		return
	}
	if i, j, ok := b.split(left.ours[:left.n], left.theirs[:left.m]); ok {
		left.dropOurs(i)
		left.dropOurs(i)
		left.dropTheirs(j)
		left.slips++
	} else if j, i, ok := b.split(left.theirs[:left.m], left.ours[:left.n]); ok {
		left.dropTheirs(j)
		left.dropTheirs(j)
		left.dropOurs(i)
		left.slips++
	}
}

// split finds two neighbours of parts that are one word of wholes.
func (b *wordBook) split(parts, wholes []int32) (part, whole int, ok bool) {
	for i := 0; i+1 < len(parts); i++ {
		first, second := b.words[parts[i]].text, b.words[parts[i+1]].text
		for j, w := range wholes {
			if text := b.words[w].text; len(text) == len(first)+len(second) && strings.HasPrefix(text, first) && strings.HasSuffix(text, second) {
				return i, j, true
			}
		}
	}
	return 0, 0, false
}

// slip tells whether two words are one but for a slip of the hand or another way to write its sound. Words that many names have are
// not taken for slips of each other: "utama" and "utara".
func (b *wordBook) slip(w, v int32) bool {
	ours, theirs := &b.words[w], &b.words[v]
	if ours.kind != theirs.kind && ours.kind != plainWord && theirs.kind != plainWord {
		return false
	}
	short := min(len(ours.text), len(theirs.text))
	if short >= 3 && ours.sound == theirs.sound {
		return !ours.common || !theirs.common
	}
	allowed := 0
	switch {
	case short >= 9:
		allowed = 2
	case short >= 5, short == 4 && (len(ours.text) != len(theirs.text) || sameLetters(ours.text, theirs.text)):
		allowed = 1 // of short words only a letter more or less, or two exchanged: "rice" and "rise" are two words
	}
	if allowed == 0 || max(len(ours.text), len(theirs.text))-short > 4*allowed || ours.text[0] != theirs.text[0] && short < 7 || ours.common && theirs.common {
		return false
	}
	if isHan(firstRune(ours.text)) || isHan(firstRune(theirs.text)) {
		return false
	}
	return within(ours.sound, theirs.sound, allowed) || within(ours.text, theirs.text, allowed)
}

// sameLetters tells whether two words of one length have the same letters.
func sameLetters(a, b string) bool {
	sum, product := 0, 1
	for i := range len(a) {
		sum += int(a[i]) - int(b[i])
		product = product * int(a[i]) % 65_521
	}
	other := 1
	for i := range len(b) {
		other = other * int(b[i]) % 65_521
	}
	return sum == 0 && product == other
}

func (b *wordBook) text(words []int32) string {
	if len(words) == 0 {
		return ""
	}
	var out strings.Builder
	for i, w := range words {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(b.words[w].text)
	}
	return out.String()
}
