package intake

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// nameForm is a name taken apart for comparing. Words are numbers of a wordBook.
type nameForm struct {
	words   []int32 // without figures, legal forms and small words, in order
	latin   []int32 // of a Chinese name: as its sounds are written with Latin letters
	figures string  // numbers and letters that tell one site from another: "2", "b"
	marked  uint64  // of the words that have accents; 0 when there are none
	joined  uint64  // of all words without spaces
	legal   legalKind
	script  scriptKind
}

type scriptKind uint8

const (
	latinScript scriptKind = iota
	hanScript
	otherScript
)

// legalKind tells apart what a change of legal form hardly explains.
type legalKind uint8

const (
	noLegal legalKind = iota
	companyLegal
	partnerLegal // CV, UD, firma
	coopLegal
)

var legalKinds = map[string]legalKind{"cv": partnerLegal, "ud": partnerLegal, "firma": partnerLegal, "koperasi": coopLegal, "kop": coopLegal, "yayasan": coopLegal}

// maxWords of a name are compared; what follows is hardly a name.
const maxWords = 14

// wordBook numbers the words of names.
type wordBook struct {
	lexicon *nameLexicon
	at      map[string]int32
	words   []bookWord
	tokens  []string          // of the name being read
	marks   map[string]string // its words with their accents, by those without
}

type bookWord struct {
	text   string
	sound  string
	frame  uint64 // of its consonants: what most misspellings leave
	inner  string // the consonants as they go on within a word
	kind   wordKind
	common bool // many names have it
}

func newWordBook(size int) *wordBook {
	return &wordBook{lexicon: nameWords(), at: make(map[string]int32, size)}
}

func (b *wordBook) number(text string, kind wordKind) int32 {
	if n, ok := b.at[text]; ok {
		return n
	}
	n := int32(len(b.words))
	sound := b.lexicon.sound(text)
	text = strings.Clone(text)
	b.at[text] = n
	frame := frameOf(sound)
	b.words = append(b.words, bookWord{text: text, sound: sound, frame: hashText(frame), inner: strings.TrimLeft(frame, "aeiouh"), kind: kind, common: b.lexicon.common[text]})
	return n
}

// frameOf keeps the first letter and the consonants.
func frameOf(sound string) string {
	if !isASCII(sound) {
		return sound
	}
	out := make([]byte, 0, len(sound))
	for i := range len(sound) {
		if c := sound[i]; i == 0 || !strings.Contains("aeiouh", string(rune(c))) {
			out = append(out, c)
		}
	}
	return string(out)
}

// read takes a name apart.
func (b *wordBook) read(name string) nameForm {
	form := nameForm{}
	if !isASCII(name) {
		form.script = scriptOf(name)
		name = b.spaceDense(name)
	}
	b.marks = b.marksOf(name, form.script)
	tokens := strings.Fields(apartDigits(foldDots(strings.ReplaceAll(name, "&", " and "))))
	kept := b.withoutForms(tokens, &form)
	if len(kept) == 0 {
		kept = tokens
	}
	b.take(kept, &form)
	b.dropInitials(&form)
	if form.script == hanScript {
		b.romanise(&form)
	}
	for _, w := range form.words {
		form.joined = hashMore(form.joined, b.words[w].text)
	}
	return form
}

// withoutForms drops legal forms and small words.
func (b *wordBook) withoutForms(tokens []string, form *nameForm) []string {
	forms := legalForms()
	kept := b.tokens[:0]
	for i := 0; i < len(tokens); {
		length := legalLength(forms, tokens[i:])
		switch {
		case length > 0:
			if form.legal = legalKinds[tokens[i]]; form.legal == noLegal {
				form.legal = companyLegal
			}
			i += length
		case isSmallWord(tokens[i]):
			i++
		default:
			kept = append(kept, tokens[i])
			i++
		}
	}
	b.tokens = kept
	return kept
}

func legalLength(forms [5]map[string]bool, tokens []string) int {
	for n := min(len(forms), len(tokens)); n > 1; n-- {
		if len(forms[n-1]) > 0 && legalBegins()[tokens[0]] && forms[n-1][strings.Join(tokens[:n], " ")] {
			return n
		}
	}
	if len(tokens) > 0 && forms[0][tokens[0]] {
		return 1
	}
	return 0
}

func isSmallWord(token string) bool {
	switch token {
	case "and", "the", "dan", "et", "y", "de", "del", "of", "va":
		return true
	}
	return false
}

// take sorts tokens into words and figures.
func (b *wordBook) take(tokens []string, form *nameForm) {
	var figures []string
	afterUnit := false
	for i := 0; i < len(tokens) && len(form.words) < maxWords; {
		token := tokens[i]
		if number, ok := b.lexicon.figureOfWord(token, afterUnit); ok {
			figures = append(figures, number)
			afterUnit = isDigit(token[0]) // "2B", "2nd"
			i++
			continue
		}
		if afterUnit && i > 0 && isDigit(tokens[i-1][0]) && (token == "nd" || token == "rd" || token == "th" || token == "st") {
			afterUnit = false
			i++
			continue
		}
		afterUnit = b.lexicon.units[token]
		if afterUnit && isNumberSign(token) {
			i++
			continue
		}
		word, length := b.lexicon.phrase(tokens[i:])
		if length == 0 {
			word, length = knownWord{token, plainWord}, 1
		}
		form.words = append(form.words, b.number(word.text, word.kind))
		if marked := b.marks[token]; marked != "" && word.kind == plainWord {
			form.marked = hashMore(form.marked, marked)
		}
		i += length
	}
	form.figures = strings.Join(figures, " ")
}

func isNumberSign(token string) bool {
	return token == "no" || token == "number" || token == "nomor" || token == "so" || token == "lot"
}

// dropInitials drops a word that only repeats the first letters of the others: "SML (Sawit Makmur Lestari)".
func (b *wordBook) dropInitials(form *nameForm) {
	if len(form.words) < 4 {
		return
	}
	for at, w := range form.words {
		text := b.words[w].text
		if len(text) != len(form.words)-1 || !isASCII(text) {
			continue
		}
		i, all := 0, true
		for other, v := range form.words {
			if other != at {
				all = all && b.words[v].text[0] == text[i]
				i++
			}
		}
		if all {
			form.words = slices.Delete(form.words, at, at+1)
			return
		}
	}
}

// spaceDense puts spaces around the known words of names that are written without, and drops their legal forms.
func (b *wordBook) spaceDense(name string) string {
	for _, form := range denseForms {
		name = strings.ReplaceAll(name, form, " ")
	}
	name = asciiDigits(norm.NFKC.String(name))
	if scriptOf(name) != hanScript {
		return name
	}
	var out strings.Builder
	for rest := name; rest != ""; {
		first := firstRune(rest)
		if word, ok := b.denseAt(first, rest); ok {
			out.WriteString(" " + word.knownWord.text + " ")
			rest = rest[len(word.text):]
			continue
		}
		switch digit := strings.IndexRune("一二三四五六七八九十", first); {
		case first == '市' || first == '区' || first == '县': // "佛山市顺德区" and "佛山顺德"
		case first == '第' || first == '号' || first == '省':
			out.WriteByte(' ')
		case digit >= 0 && strings.HasSuffix(out.String(), " ") && strings.Contains(name, "第"):
			out.WriteString(string(rune('1'+digit/3)) + " ")
		default:
			out.WriteRune(first)
		}
		rest = rest[len(string(first)):]
	}
	return out.String()
}

func (b *wordBook) denseAt(first rune, rest string) (denseWord, bool) {
	for _, word := range b.lexicon.dense[first] {
		if strings.HasPrefix(rest, word.text) {
			return word, true
		}
	}
	return denseWord{}, false
}

// romanise writes the Chinese words of a name with Latin letters; a name with a sign that is not known has none.
func (b *wordBook) romanise(form *nameForm) {
	for _, w := range form.words {
		word := b.words[w]
		if !isHan(firstRune(word.text)) {
			form.latin = append(form.latin, w)
			continue
		}
		var out strings.Builder
		for _, r := range word.text {
			sound, ok := b.lexicon.pinyin[r]
			if !ok {
				form.latin = nil
				return
			}
			out.WriteString(sound)
		}
		form.latin = append(form.latin, b.number(out.String(), plainWord))
	}
}

func scriptOf(name string) scriptKind {
	for _, r := range name {
		switch {
		case isHan(r):
			return hanScript
		case r > 0x24f && unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r):
			return otherScript
		}
	}
	return latinScript
}

// marksOf gives the words of a name that have accents, by what they are without.
func (b *wordBook) marksOf(name string, script scriptKind) map[string]string {
	if script != latinScript || isASCII(name) {
		return nil
	}
	marks := make(map[string]string)
	for _, word := range strings.FieldsFunc(norm.NFC.String(strings.ToLower(name)), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if folded := fold(word); folded != word {
			marks[folded] = word
		}
	}
	return marks
}

const hashStart, hashPrime = 14695981039346656037, 1099511628211

func hashText(s string) uint64 { return hashMore(0, s) }

// hashMore goes on with a hash (FNV-1a).
func hashMore(hash uint64, s string) uint64 {
	if hash == 0 {
		hash = hashStart
	}
	for i := range len(s) {
		hash = (hash ^ uint64(s[i])) * hashPrime
	}
	return hash
}
