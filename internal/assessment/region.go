package assessment

import (
	"strings"
	"unicode"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/intake"
)

// listedRegion are the names by which an address tells that a site stands in the region whose goods the United States bar (Uyghur Forced
// Labor Prevention Act, Public Law 117-78, section 3: the Xinjiang Uyghur Autonomous Region): the region and its prefectures and large
// cities. From general knowledge, not from a list.
var listedRegion = []string{
	"xinjiang", "sinkiang", "uyghur autonomous region", "uighur autonomous region", "xuar", "urumqi", "urumchi", "kashgar", "kashi prefecture", "hotan",
	"khotan", "aksu", "turpan", "karamay", "korla", "bayingolin", "ili kazakh", "yining", "shihezi", "hami",
	"新疆", "乌鲁木齐", "烏魯木齊", "喀什", "和田", "阿克苏", "吐鲁番", "克拉玛依", "库尔勒", "石河子", "伊犁", "哈密",
}

// street are the words that make a street of the name: there is a Xinjiang Road in several Chinese cities.
var street = []string{"road", "rd", "street", "st", "lu", "avenue", "ave", "路", "街"}

// regionFact tells whether the address names that region. It is a likeness of names and no proof. Missing when no address is told.
func regionFact(in *Input) fact.Given {
	s := in.Supplier
	given := fact.Given{Name: "supplier.listed_region", Value: fact.Absent(fact.Bool, fact.Missing), Origin: in.at(intake.FieldAddress)}
	if s.Address == "" {
		given.Origin = in.at(intake.FieldCity)
	}
	if s.Address+s.City == "" || s.Country == "" {
		return given
	}
	given.Value = fact.OfBool(s.Country == "CHN" && (namesRegion(s.Address) || namesRegion(s.City)))
	return given
}

func namesRegion(text string) bool {
	folded := " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ") + " "
	for _, name := range listedRegion {
		if unicode.Is(unicode.Han, []rune(name)[0]) {
			if before, after, found := strings.Cut(folded, name); found && !startsWithAny(after, street) && before != "" {
				return true
			}
			continue
		}
		if _, after, found := strings.Cut(folded, " "+name+" "); found && !startsWithAny(after+" ", street) {
			return true
		}
	}
	return false
}

// startsWithAny tells whether a text begins with one of some words.
func startsWithAny(text string, words []string) bool {
	for _, word := range words {
		if rest, ok := strings.CutPrefix(text, word); ok && (unicode.Is(unicode.Han, []rune(word)[0]) || strings.HasPrefix(rest, " ")) {
			return true
		}
	}
	return false
}
