package intake

import (
	"slices"
	"strings"
	"unicode"
)

// endsOfRange gives both ends of "100-200", for the user to choose.
func endsOfRange(text string) []string {
	parts := strings.FieldsFunc(asciiDigits(text), func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' })
	if len(parts) != 2 {
		return nil
	}
	for _, part := range parts {
		if f, fault := readFigure(part, 0); fault != figureFine || f.ambiguous {
			return nil
		}
	}
	return parts
}

// nearWords gives words of a list of values.csv that are one but for a slip: for each value the first in the alphabet.
func nearWords(list, key string) []string {
	if len(key) < 4 || len(key) > 40 {
		return nil
	}
	best := make(map[string]string)
	for word, value := range words().values[list] {
		if len(word) > 3 && word[0] == key[0] && within(key, word, 1+len(key)/9) && (best[value] == "" || word < best[value]) {
			best[value] = word
		}
	}
	var out []string
	for _, word := range best {
		out = append(out, word)
	}
	slices.Sort(out)
	return out[:min(3, len(out))]
}

var emailSlips = strings.NewReplacer(" at ", "@", "(at)", "@", "[at]", "@", " dot ", ".", "(dot)", ".", "[dot]", ".", "@@", "@", "..", ".", ",", ".", " ", "")

// mendedEmail gives an address without the usual slips, when that makes one.
func mendedEmail(text string) []string {
	mended := strings.TrimRight(emailSlips.Replace(strings.ToLower(text)), ".;")
	if strings.Count(mended, "@") == 1 && isEmail(mended) && isASCII(mended) {
		if address, _, d := readEmail(mended); d.code == "" && address == mended {
			return []string{mended}
		}
	}
	return nil
}

// mendedLEI tries the letters that are taken for digits, and the reverse, until the check digits fit.
func mendedLEI(id string) []string {
	if len(id) != 20 {
		return nil
	}
	for _, slip := range []string{"O0", "0O", "I1", "1I", "S5", "5S", "B8", "8B"} {
		for i := range len(id) {
			if id[i] == slip[0] {
				if mended := id[:i] + slip[1:] + id[i+1:]; isLEI(mended) {
					return []string{mended}
				}
			}
		}
	}
	return nil
}
