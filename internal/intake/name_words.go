package intake

import (
	"strconv"
	"strings"
	"sync"
)

// wordKind says what a word tells about the firm whose name it stands in.
type wordKind uint8

const (
	plainWord   wordKind = iota // the name proper
	tradeWord                   // what is made: "garment"
	fillerWord                  // "trading", "factory"
	groupWord                   // "group", "holding": a parent, perhaps
	branchWord                  // "branch", "cabang"
	countryWord                 // "Indonesia"
	placeWord                   // a city
)

var kindNames = map[string]wordKind{
	"trade": tradeWord, "filler": fillerWord, "group": groupWord, "branch": branchWord, "country": countryWord, "place": placeWord,
}

// known is a word of names.csv: the one word for all its forms, and its kind.
type knownWord struct {
	text string
	kind wordKind
}

// nameLexicon are the words of names.csv and pinyin.csv.
type nameLexicon struct {
	known    map[string]knownWord // also of two words: "palm oil"
	begins   map[string]bool      // first words of those of two and three
	dense    map[rune][]denseWord // of scripts without spaces, by first sign, the longest first
	units    map[string]bool      // after which a letter or a word for a number tells sites apart
	figures  map[string]string    // words for numbers
	common   map[string]bool      // words of many names, which are no misspelling of each other
	road     map[string]bool      // words of addresses that say nothing
	city     map[string]bool
	spelling *strings.Replacer // one way to write a sound
	pinyin   map[rune]string
}

type denseWord struct {
	text string
	knownWord
}

var nameWords = sync.OnceValue(func() *nameLexicon {
	l := &nameLexicon{
		known: make(map[string]knownWord), begins: make(map[string]bool), dense: make(map[rune][]denseWord), units: make(map[string]bool),
		figures: make(map[string]string), common: make(map[string]bool), road: make(map[string]bool), city: make(map[string]bool), pinyin: make(map[rune]string),
	}
	var pairs []string
	for _, row := range mustRows("words/names.csv") {
		forms := strings.Split(row[2], "|")
		switch row[0] {
		case "unit":
			setAll(l.units, append(forms, row[1]))
		case "common":
			setAll(l.common, forms)
		case "road":
			setAll(l.road, forms)
		case "cityword":
			setAll(l.city, forms)
		case "figure":
			for _, form := range forms {
				l.figures[form] = row[1]
			}
		case "spelling":
			for _, form := range forms {
				from, to, _ := strings.Cut(form, "=")
				pairs = append(pairs, from, to)
			}
		default:
			l.addKnown(knownWord{row[1], kindNames[row[0]]}, append(forms, row[1]))
		}
	}
	l.spelling = strings.NewReplacer(pairs...)
	for _, row := range mustRows("words/pinyin.csv") {
		for _, r := range row[1] {
			l.pinyin[r] = row[0]
		}
	}
	return l
})

func setAll(set map[string]bool, words []string) {
	for _, word := range words {
		set[fold(word)] = true
	}
}

func (l *nameLexicon) addKnown(word knownWord, forms []string) {
	for _, form := range forms {
		folded := fold(form)
		if isHan(firstRune(folded)) || isThai(firstRune(folded)) {
			first := firstRune(folded)
			l.dense[first] = append(l.dense[first], denseWord{folded, word})
			for at := len(l.dense[first]) - 1; at > 0 && len(l.dense[first][at].text) > len(l.dense[first][at-1].text); at-- {
				l.dense[first][at], l.dense[first][at-1] = l.dense[first][at-1], l.dense[first][at]
			}
			continue
		}
		if _, taken := l.known[folded]; taken || folded == "" {
			continue
		}
		l.known[folded] = word
		if first, _, several := strings.Cut(folded, " "); several {
			l.begins[first] = true
		}
	}
}

// phrase finds the longest known word at the beginning of tokens, and how many it takes.
func (l *nameLexicon) phrase(tokens []string) (knownWord, int) {
	if l.begins[tokens[0]] {
		for n := min(3, len(tokens)); n > 1; n-- {
			if word, ok := l.known[strings.Join(tokens[:n], " ")]; ok {
				return word, n
			}
		}
	}
	if word, ok := l.known[tokens[0]]; ok {
		return word, 1
	}
	if one, several := strings.CutSuffix(tokens[0], "s"); several && len(one) > 4 {
		if word, ok := l.known[one]; ok {
			return word, 1
		}
	}
	return knownWord{}, 0
}

// sound writes a word as it sounds: old and new spellings alike, double letters once. Only for Latin letters.
func (l *nameLexicon) sound(word string) string {
	if !isASCII(word) {
		return word
	}
	s := l.spelling.Replace(word)
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if len(out) == 0 || out[len(out)-1] != s[i] {
			out = append(out, s[i])
		}
	}
	return string(out)
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func isHan(r rune) bool { return r >= 0x3400 && r <= 0x9fff }

func isThai(r rune) bool { return r >= 0x0e00 && r <= 0x0e7f }

// figureOfWord gives the number that a word is: digits, a Roman numeral above one, and after a word such as "factory" also a letter or a
// word: "Plant B", "Factory One", "Unit I".
func (l *nameLexicon) figureOfWord(token string, afterUnit bool) (string, bool) {
	if number, ok := numberWord(token); ok {
		return number, true
	}
	if !afterUnit {
		return "", false
	}
	if number, ok := l.figures[token]; ok {
		return number, true
	}
	if len(token) != 1 || token[0] < 'a' || token[0] > 'z' {
		return "", false
	}
	if at := strings.IndexByte("i...v....x", token[0]); at >= 0 && token != "." {
		return strconv.Itoa(at + 1), true
	}
	return token, true
}
