package screening

import (
	"slices"
	"strings"
	"unicode"

	"github.com/gabf/telusur/internal/refdata"
)

// legalForms say what kind of firm it is, not which.
var legalForms = words(`pt cv tbk ud pd co ltd limited llc llp inc incorporated corp corporation company gmbh ag kg sa sas sarl srl spa bv nv sdn bhd
	berhad pte pty plc pvt private public jsc joint stock fze fzco fzc dmcc ltda eireli ooo oao zao pao oy ab as aps kft doo
	tnhh cong ty cp co phan mtv xnk the and of`)

// legalEndings stand at the end (or the beginning) of names in scripts that do not part words; the longest first.
var legalEndings = []string{
	"股份有限公司", "有限责任公司", "有限責任公司", "集团有限公司", "有限公司", "株式会社", "주식회사", "บริษัท", "จํากัด", "จำกัด", "มหาชน", "ក្រុមហ៊ុន",
	"কোম্পানি", "লিমিটেড", "लिमिटेड", "प्राइवेट",
}

// trades say what a firm does; many firms share them, so alone they are no likeness.
var trades = words(`textile textiles garment garments apparel fashion clothing industry industries industrial trading trade group holding holdings
	international import export enterprise enterprises manufacturing factory mill mills technology technologies electronics food foods seafood
	fishery fisheries agriculture agricultural development investment materials material new energy science tech services service china
	indonesia vietnam thailand malaysia india bangladesh supply chain management products production works cotton chemical metal metals mining
	silicon solar aluminum aluminium`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

// plain is a name made ready for comparing.
type plain struct {
	written string
	whole   string   // folded, legal forms left out, words as they stand
	tokens  []string // its words, each once, sorted
	numbers []string // those that are numbers: "Factory 2" is not "Factory 3"
}

func plainOf(written string) plain {
	folded := refdata.Fold(written)
	for _, ending := range legalEndings {
		folded = strings.ReplaceAll(folded, refdata.Fold(ending), " ")
	}
	var kept []string
	for word := range strings.FieldsSeq(folded) {
		if !legalForms[word] {
			kept = append(kept, word)
		}
	}
	if len(kept) == 0 { // a name of legal forms only: better the words than nothing
		kept = strings.Fields(folded)
	}
	p := plain{written: written, whole: strings.Join(kept, " ")}
	for _, word := range kept {
		if slices.Contains(p.tokens, word) {
			continue
		}
		p.tokens = append(p.tokens, word)
		if strings.ContainsFunc(word, unicode.IsDigit) {
			p.numbers = append(p.numbers, word)
		}
	}
	slices.Sort(p.tokens)
	slices.Sort(p.numbers)
	return p
}

// weight says how much of a name a word is: a trade or a letter little, a name of its own much.
func weight(word string) float64 {
	switch {
	case trades[word]:
		return 0.35
	case len(word) <= 2:
		return 0.3
	}
	return 1
}
