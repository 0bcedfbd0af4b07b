package report

import (
	"strings"
	"unicode"
)

// wrap breaks text into lines of at most width em: at spaces, and inside a word only when it alone is too long or belongs to a script
// without spaces. No character is lost but the spaces at the breaks.
func (w *scribe) wrap(s string, in style, width float64) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(s, "\n") {
		lines = append(lines, w.wrapParagraph(clean(paragraph), in, width)...)
	}
	return lines
}

func (w *scribe) wrapParagraph(s string, in style, width float64) []string {
	var lines []string
	line, used := "", 0.0
	space := w.width(" ", in)
	for word := range strings.FieldsSeq(s) {
		wide := w.width(word, in)
		if line != "" && used+space+wide <= width {
			line, used = line+" "+word, used+space+wide
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for wide > width {
			head := w.fitting(word, in, width)
			lines = append(lines, head)
			word = word[len(head):]
			wide = w.width(word, in)
		}
		line, used = word, wide
	}
	return append(lines, line)
}

// fitting gives the longest beginning of a word that fits, at least one cluster. It breaks after a comma, slash, dash or "@" when there is one
// in the second half.
func (w *scribe) fitting(word string, in style, width float64) string {
	end, good := 0, 0
	for i := range word {
		if i == 0 || !mayBreak(word[:i], word[i:]) {
			continue
		}
		if w.width(word[:i], in) > width {
			break
		}
		end = i
		if strings.ContainsAny(word[i-1:i], ",/-_@.") {
			good = i
		}
	}
	switch {
	case good > end/2:
		return word[:good]
	case end > 0:
		return word[:end]
	}
	for i := range word {
		if i > 0 && mayBreak(word[:i], word[i:]) {
			return word[:i]
		}
	}
	return word
}

// Viramas join the consonants around them; Thai and Lao vowels written before their consonant stay with it.
const (
	viramas     = "\u094d\u09cd\u0bcd\u0dca\u1039\u103a\u17d2"
	leadingVows = "เแโใไເແໂໃໄ"
)

func mayBreak(before, after string) bool {
	var last, next rune
	for _, r := range after {
		next = r
		break
	}
	for _, r := range before {
		last = r
	}
	return !unicode.IsMark(next) && next != '\u200d' && next != '\u200c' && last != '\u200d' &&
		!strings.ContainsRune(viramas, last) && !strings.ContainsRune(leadingVows, last) && !strings.ContainsRune("ะาำๅ", next)
}
