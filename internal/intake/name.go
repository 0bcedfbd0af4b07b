package intake

import (
	"strings"
	"sync"
)

// legalForms are the folded legal forms, by their number of words.
var legalForms = sync.OnceValue(func() [5]map[string]bool {
	var forms [5]map[string]bool
	for i := range forms {
		forms[i] = make(map[string]bool)
	}
	for form := range words().values["legal"] {
		if n := strings.Count(form, " "); n < len(forms) {
			forms[n][form] = true
		}
	}
	return forms
})

// denseForms are legal forms that stand in names without spaces.
var denseForms = []string{"股份有限公司", "有限责任公司", "責任有限公司", "有限公司", "株式会社", "有限会社", "주식회사", "บริษัท", "จำกัด (มหาชน)", "จำกัด", "มหาชน", "ห้างหุ้นส่วน"}

// hasLegalForm tells whether a name carries a legal form: "PT …", "… Co., Ltd", "…有限公司".
func hasLegalForm(name string) bool {
	if len(name) < 4 || len(name) > 200 {
		return false
	}
	for _, form := range denseForms {
		if strings.Contains(name, form) {
			return true
		}
	}
	tokens := strings.Fields(foldDots(name))
	if len(tokens) < 2 {
		return false
	}
	forms := legalForms()[0]
	first, last := tokens[0], tokens[len(tokens)-1]
	return forms[first] && (first == "pt" || first == "cv" || first == "ud" || first == "cong") || forms[last] || len(tokens) > 2 && forms[tokens[len(tokens)-2]] || strings.HasPrefix(strings.Join(tokens, " "), "cong ty")
}

// foldDots folds a name and writes abbreviations as one word: "P.T." is "pt", "Co.,Ltd." is "co ltd".
func foldDots(name string) string {
	if strings.Contains(name, ".") {
		var out strings.Builder
		for i := 0; i < len(name); i++ {
			// A point between single letters joins them.
			if name[i] == '.' && i > 0 && singleLetterBefore(name, i) {
				continue
			}
			out.WriteByte(name[i])
		}
		name = out.String()
	}
	return fold(name)
}

func singleLetterBefore(s string, at int) bool {
	letter := s[at-1] | 0x20
	return letter >= 'a' && letter <= 'z' && (at == 1 || s[at-2] == '.' || s[at-2] == ' ' || s[at-2] == '(')
}

// legalBegins are the first words of legal forms of several words.
var legalBegins = sync.OnceValue(func() map[string]bool {
	begins := make(map[string]bool)
	for _, forms := range legalForms() {
		for form := range forms {
			first, _, _ := strings.Cut(form, " ")
			begins[first] = true
		}
	}
	return begins
})

// apartDigits puts a space between letters and digits: "factory2" is "factory 2".
func apartDigits(s string) string {
	var out strings.Builder
	for i := range len(s) {
		if i > 0 && s[i] != ' ' && s[i-1] != ' ' && isDigit(s[i]) != isDigit(s[i-1]) {
			out.WriteByte(' ')
		}
		out.WriteByte(s[i])
	}
	return out.String()
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// numberWord gives the number that a word is: digits, or a Roman numeral above one.
func numberWord(token string) (string, bool) {
	if isDigit(token[0]) {
		if bare := strings.TrimLeft(token, "0"); bare != "" {
			return bare, true
		}
		return "0", true
	}
	roman, ok := romans[token]
	return roman, ok
}

var romans = map[string]string{"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
