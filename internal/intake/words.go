package intake

import (
	"embed"
	"encoding/csv"
	"strings"
	"sync"

	"github.com/gabf/telusur/internal/lang"
)

// The words by which lists speak, in English, Indonesian, Thai, Vietnamese, Chinese, Spanish and French: headers.csv for columns (field
// "-" is a column that is known and not used), values.csv for what stands in cells.
//
//go:embed words/*.csv
var wordFiles embed.FS

// notUsed is the field of columns that are known by name and fill nothing.
const notUsed Field = "-"

type headerWord struct {
	field Field
	lang  lang.Tag
	words int
}

type lexicon struct {
	headers map[string]headerWord
	dense   []denseHeader // headers in scripts without spaces, to be looked for within others
	values  map[string]map[string]string
}

type denseHeader struct {
	text string
	headerWord
}

// signLists are lists whose words are kept with their signs (lowKey), not folded.
var signLists = map[string]bool{"nothing": true, "currency": true, "approx": true, "unit": true, "yesNo": true}

var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{headers: make(map[string]headerWord), values: make(map[string]map[string]string)}
	for _, row := range mustRows("words/headers.csv") {
		for word := range strings.SplitSeq(row[2], "|") {
			l.addHeader(Field(row[0]), lang.Tag(row[1]), word)
		}
	}
	for _, row := range mustRows("words/values.csv") {
		if l.values[row[0]] == nil {
			l.values[row[0]] = make(map[string]string)
		}
		for word := range strings.SplitSeq(row[2], "|") {
			key := fold(word)
			if signLists[row[0]] {
				key = lowKey(word)
			}
			if _, taken := l.values[row[0]][key]; !taken && key != "" {
				l.values[row[0]][key] = row[1]
			}
		}
	}
	return l
})

func (l *lexicon) addHeader(field Field, tag lang.Tag, word string) {
	key := foldHeader(word)
	if _, taken := l.headers[key]; taken || key == "" {
		return
	}
	found := headerWord{field, tag, strings.Count(key, " ") + 1}
	l.headers[key] = found
	if key[0] >= 0x80 && (tag == "th" || tag == "zh") && len([]rune(key)) > 1 {
		l.dense = append(l.dense, denseHeader{key, found})
	}
}

func mustRows(name string) [][]string {
	file, err := wordFiles.Open(name)
	if err == nil {
		var rows [][]string
		if rows, err = csv.NewReader(file).ReadAll(); err == nil {
			return rows[1:]
		}
	}
	panic(err) // embedded at build time: a broken list is our own broken promise
}

// value looks a word up in one of the lists of values.csv.
func value(list, key string) (string, bool) {
	v, ok := words().values[list][key]
	return v, ok
}

// isNothing tells of the many ways to write that a cell is empty.
func isNothing(text string) bool {
	switch {
	case text == "":
		return true
	case len(text) > 24 || !beginsNothing().has(text):
		return false
	}
	_, ok := value("nothing", lowKey(text))
	return ok
}

// firstBytes marks the first two bytes of the words of a list, in small and capital letters, and all beyond ASCII: most cells are told
// apart from the list by them.
type firstBytes [256][4]uint64

func firstBytesOf(list string) *firstBytes {
	first := new(firstBytes)
	for word := range words().values[list] {
		for _, form := range []string{word, strings.ToUpper(word), strings.ToUpper(word[:1]) + word[1:]} {
			first.mark(form)
		}
	}
	return first
}

func (f *firstBytes) mark(word string) {
	for second := range 256 {
		if len(word) == 1 || int(word[1]) == second || word[0] >= 0x80 || second >= 0x80 || second < '0' {
			f[word[0]][second/64] |= 1 << (second % 64)
		}
	}
}

func (f *firstBytes) has(text string) bool {
	if text[0] >= 0x80 || len(text) == 1 {
		return true
	}
	return f[text[0]][text[1]/64]&(1<<(text[1]%64)) != 0
}

var (
	beginsNothing = sync.OnceValue(func() *firstBytes { return firstBytesOf("nothing") })
	beginsTotal   = sync.OnceValue(func() *firstBytes { return firstBytesOf("total") })
)
