package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// candidates are the encodings in which lists come that are not Unicode. At equal score the earlier one is taken.
var candidates = []struct {
	name     string
	encoding encoding.Encoding
	letters  string // beyond ASCII, common in the languages written in it
	multi    multiByte
	rare     float64 // points off: seldom met today
}{
	{"windows-1252", charmap.Windows1252, "éèàçêëïîôöüäßñáíóúãõâåæøÄÖÜÉÑÇÅØ", nil, 0},
	{"windows-1250", charmap.Windows1250, "ąćęłńóśźżčďěňřšťůýžáéíúőűöüăâîşţđŁŚŻČŠŽĆ", nil, 0},
	{"windows-1251", charmap.Windows1251, russian, nil, 0},
	{"windows-1253", charmap.Windows1253, "αοιετσνηυρπκλμόίάέήύώςΑΟΙΕΤΣΝΗΥΡΠΚΛΜ", nil, 0},
	{"windows-1254", charmap.Windows1254, "çğıöşüÇĞİÖŞÜâ", nil, 0},
	{"windows-1255", charmap.Windows1255, "יוהלארתבשמנםדעקחפט", nil, 0},
	{"windows-1256", charmap.Windows1256, "اليمنورتبةعدسفحكقه", nil, 0},
	{"windows-1257", charmap.Windows1257, "āčēģīķļņšūžąęėįųõäöü", nil, 0},
	{"windows-1258", charmap.Windows1258, "ăâđêôơưĐƠƯÂÔÊàáèéìíòóùú\u0300\u0301\u0303\u0309\u0323", nil, 0},
	{"windows-874", charmap.Windows874, "", nil, 0},
	{"GB18030", simplifiedchinese.GB18030, "", scoreGB, 0},
	{"Big5", traditionalchinese.Big5, "", scoreBig5, 0},
	{"Shift_JIS", japanese.ShiftJIS, "", scoreShiftJIS, 0},
	{"EUC-JP", japanese.EUCJP, "", scoreEUCJP, 0},
	{"EUC-KR", korean.EUCKR, "", scoreEUCKR, 0},
	{"macintosh", charmap.Macintosh, "éèàçêëïîôöüäßñáíóúãõâåæøÄÖÜÉÑÇÅØ", nil, 0.4},
	{"KOI8-R", charmap.KOI8R, russian, nil, 0.1},
	{"IBM850", charmap.CodePage850, "éèàçêëïîôöüäßñáíóúãõâåæøÄÖÜÉÑÇÅØ", nil, 0.4},
}

const russian = "оеаинтсрвлкмдпуяыОЕАИНТСРВЛКМДПУ"

// guessEncoding takes the encoding in which the sample reads most like words.
func guessEncoding(sample []byte) foundEncoding {
	best, bestScore := foundEncoding{name: candidates[0].name, encoding: candidates[0].encoding}, -1e9
	for _, candidate := range candidates {
		var score float64
		if candidate.multi != nil {
			score = scoreMulti(sample, candidate.multi)
		} else {
			score = scoreSingle(sample, candidate.encoding, candidate.letters) - candidate.rare
		}
		if score > bestScore+1e-9 {
			best, bestScore = foundEncoding{name: candidate.name, encoding: candidate.encoding}, score
		}
	}
	return best
}

// scoreSingle gives points per byte beyond ASCII for an encoding of one byte a character.
func scoreSingle(sample []byte, enc encoding.Encoding, letters string) float64 {
	decoded, err := enc.NewDecoder().Bytes(sample)
	if err != nil {
		return -1e9
	}
	common := make(map[rune]bool, len(letters))
	for _, r := range letters {
		common[r] = true
	}
	runes := []rune(string(decoded))
	points, high := 0.0, 0
	for i, r := range runes {
		if r < utf8.RuneSelf {
			continue
		}
		high++
		before, after := ' ', ' '
		if i > 0 {
			before = runes[i-1]
		}
		if i+1 < len(runes) {
			after = runes[i+1]
		}
		points += scoreRune(before, r, after, common)
	}
	if high == 0 {
		return 0
	}
	return points / float64(high)
}

// scoreRune gives points for a character between two others.
func scoreRune(before, r, after rune, common map[rune]bool) float64 {
	switch {
	case r == utf8.RuneError:
		return -50
	case r < 0xa0:
		return -20
	case unicode.Is(unicode.Thai, r):
		return scoreThai(before, r)
	case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
		return scoreLetter(before, r, after, common)
	case r == '’' && unicode.IsLetter(before) && unicode.IsLetter(after):
		return 1.5
	case unicode.IsLetter(before) && unicode.IsLetter(after):
		return -4 // a sign within a word
	case unicode.IsPunct(r), r == 0xa0, r == '®', r == '™', r == '©', r == '°', r == 'º', r == 'ª', unicode.Is(unicode.Sc, r):
		return 1
	}
	return -2
}

func scoreLetter(before, r, after rune, common map[rune]bool) float64 {
	points := 1.0
	if common[r] {
		points = 3
	}
	if unicode.Is(unicode.Mn, r) && !carries(before, r) {
		return -6
	}
	script := scriptOf(r)
	for _, neighbour := range []rune{before, after} {
		if unicode.IsLetter(neighbour) && scriptOf(neighbour) != script && !unicode.Is(unicode.Mn, r) {
			points -= 6
		}
	}
	if script != latinScript {
		points += 1.5
	}
	if strings.ContainsRune("ךםןףץ", r) && unicode.IsLetter(after) {
		points -= 6 // forms that end a Hebrew word
	}
	if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
		points = min(points, 0.5) // a letter alone is hardly a word
	}
	switch {
	case unicode.IsUpper(r) && unicode.IsLower(before):
		points -= 5
	case unicode.IsUpper(r) && unicode.IsLower(after) && unicode.IsLetter(before):
		points -= 3
	case unicode.IsLower(r) && unicode.IsUpper(before) && unicode.IsUpper(after):
		points -= 4
	}
	return points
}

// carries tells whether a letter can have a mark: those of Hebrew and Arabic stand on their own letters, others not on blanks.
func carries(letter, mark rune) bool {
	for _, script := range []*unicode.RangeTable{unicode.Hebrew, unicode.Arabic} {
		if unicode.Is(script, mark) {
			return unicode.Is(script, letter) || unicode.Is(unicode.Mn, letter)
		}
	}
	return unicode.IsLetter(letter) || unicode.Is(unicode.Mn, letter)
}

// rareThai are the obsolete letters, digits and signs, which names hardly hold.
const rareThai = "ฃฅฺ๏๚๛๐๑๒๓๔๕๖๗๘๙"

// scoreThai: vowel signs and tone marks stand on a letter.
func scoreThai(before, r rune) float64 {
	if strings.ContainsRune(rareThai, r) {
		return -6
	}
	if unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Thai, before) {
		return -6
	}
	if unicode.IsLetter(before) && !unicode.Is(unicode.Thai, before) {
		return -3
	}
	return 3
}

type scriptName uint8

const (
	latinScript scriptName = iota
	cyrillicScript
	greekScript
	otherScript
)

func scriptOf(r rune) scriptName {
	switch {
	case unicode.Is(unicode.Latin, r):
		return latinScript
	case unicode.Is(unicode.Cyrillic, r):
		return cyrillicScript
	case unicode.Is(unicode.Greek, r):
		return greekScript
	}
	return otherScript
}
