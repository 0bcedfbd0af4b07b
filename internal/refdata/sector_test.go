package refdata_test

import (
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/refdata"
)

func TestASectorIsFoundInWords(t *testing.T) {
	set := refdata.Default()
	for name, c := range map[string]struct {
		text string
		code refdata.SectorCode
		tags string
	}{
		"a code":                            {"C14", "C14", ""},
		"division digits":                   {"14", "C14", ""},
		"a class":                           {"1410", "C14", ""},
		"a class with its section":          {"C1410", "C14", ""},
		"a class with a dot":                {"14.10", "C14", ""},
		"a section":                         {"C", "C", ""},
		"a code and its title":              {"C14 - Manufacture of wearing apparel", "C14", ""},
		"a code with its system":            {"ISIC 14", "C14", ""},
		"a title":                           {"Construction of buildings", "F41", "construction"},
		"an Indonesian title":               {"Industri furnitur", "C31", "furniture"},
		"an English word":                   {"Garments", "C14", "garments"},
		"its singular":                      {"garment factory", "C14", "garments"},
		"the longest word wins":             {"Minyak sawit mentah", "C10", "palm oil"},
		"the plant itself":                  {"kebun sawit", "A01", "palm oil"},
		"rubber gloves are not rubber":      {"Nitrile gloves", "C22", "rubber gloves"},
		"cotton yarn is spun, not grown":    {"Cotton yarn", "C13", "textiles"},
		"two products":                      {"Shoes, garments", "C14", "footwear,garments"},
		"a trade word does not hide goods":  {"supplier of furniture", "C31", "furniture,wholesale"},
		"a trade word alone":                {"trading", "G46", "wholesale"},
		"a product of the goods list":       {"Tomato paste", "C10", "food products,tomato products"},
		"a product without a sector word":   {"Sesame", "A01", "sesame"},
		"a fine product in a broad sector":  {"Bananas", "A01", "bananas,crops"},
		"a word within a word counts not":   {"steaming", "", ""},
		"a code that does not exist":        {"C99", "", ""},
		"nothing known":                     {"miscellaneous", "", ""},
		"a number that is no class":         {"2024", "C20", ""},
		"a section that does not fit":       {"A14", "", ""},
		"marks and case do not matter":      {"GARMÉNTS", "C14", "garments"},
		"a hyphen is a space":               {"T-Shirt", "C14", "garments"},
		"an Indonesian phrase":              {"pengalengan ikan", "C10", "fish"},
		"shrimp is a fish for the tag list": {"Frozen shrimp", "C10", "fish"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, tags, ok := set.FindSector(c.text)
			if code != c.code || strings.Join(tags, ",") != c.tags || ok != (c.code != "") {
				t.Errorf("FindSector(%q) = %q, %v, %v; want %q, %s", c.text, code, tags, ok, c.code, c.tags)
			}
		})
	}
}

func TestEveryTagOnTheGoodsListCanBeWritten(t *testing.T) {
	set := refdata.Default()
	for _, country := range set.Countries() {
		for _, good := range set.Goods(country.Alpha3, nil) {
			code, tags, ok := set.FindSector(good.Tag)
			if !ok && !unwritten[good.Tag] {
				t.Errorf("no keyword leads to the tag %q of %s (%v, %v)", good.Tag, good.Good, code, tags)
			}
		}
	}
}

// unwritten are listed goods that no supplier list names: drugs, pornography, and goods of one country only.
var unwritten = map[string]bool{
	"coca": true, "khat": true, "poppies": true, "pornography": true, "palm thatch": true, "trona": true,
}

func TestGoodsFactsKnowTheListAndWhatTheyDoNotKnow(t *testing.T) {
	set := refdata.Default()
	for name, c := range map[string]struct {
		country           refdata.CountryCode
		tags              []string
		forced, child, pr any
	}{
		"garments from Malaysia":                 {"MYS", []string{"garments"}, true, false, false},
		"palm fruit from Indonesia":              {"IDN", []string{"palm oil"}, true, true, false},
		"garments from Vietnam":                  {"VNM", []string{"garments"}, true, true, false},
		"cotton from China":                      {"CHN", []string{"cotton"}, true, true, true},
		"shrimp from Thailand, removed in 2024":  {"THA", []string{"crops"}, false, false, false},
		"furniture from Sweden is not listed":    {"SWE", []string{"furniture"}, false, false, false},
		"no product understood: nothing is said": {"CHN", nil, nil, nil, nil},
		"no country: nothing is said":            {"", []string{"cotton"}, nil, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got := map[fact.Name]any{}
			for _, given := range set.GoodsFacts(c.country, c.tags) {
				if given.Value.State == fact.Present {
					got[given.Name] = given.Value.Bool
				}
			}
			if got["goods.forced_labour"] != c.forced || got["goods.child_labour"] != c.child || got["goods.uflpa_priority"] != c.pr {
				t.Errorf("got %v, want forced %v, child %v, priority %v", got, c.forced, c.child, c.pr)
			}
		})
	}
}

func TestCountryFactsSayWhatWasNotChecked(t *testing.T) {
	facts := map[fact.Name]fact.Given{}
	for _, given := range refdata.Default().CountryFacts("VNM") {
		facts[given.Name] = given
	}
	if got := facts["country.c087"].Origin.Source; !strings.Contains(got, "not verified") {
		t.Errorf("a remembered ratification says %q", got)
	}
	if got := facts["country.tip_tier"]; got.Value.Choice == "" || got.Origin.Edition != "2025" {
		t.Errorf("the tier is %+v", got)
	}
	if got := facts["country.prevalence"].Value.State; got != fact.Missing {
		t.Errorf("without Walk Free's workbook the prevalence is %v", got)
	}
}

func TestSectorsInSevenLanguages(t *testing.T) {
	set := refdata.Default()
	for text, want := range map[string]refdata.SectorCode{
		"Pakaian jadi": "C14", "garments": "C14", "Hàng may mặc": "C14", "ตัดเย็บเสื้อผ้า": "C14", "服装生产": "C14", "Confección de prendas de vestir": "C14", "Habillement": "C14",
		"Chế biến thủy sản": "C10", "กุ้งแช่แข็งส่งออก": "C10", "冷冻虾出口": "C10", "Camarón congelado": "C10",
		"ถุงมือยาง": "C22", "橡胶手套制造": "C22", "Guantes de látex": "C22", "Giày dép": "C15", "制鞋厂": "C15", "Đồ gỗ nội thất": "C31",
		"The best of all": "", "in an office": "", "go to the shop": "", "carbon copy": "",
	} {
		code, _, known := set.FindSector(text)
		if want != "" && code != want || want == "" && (code == "A01" || code == "B05" || code == "C16" || code == "C18") {
			t.Errorf("%q is %s (%v), want %s", text, code, known, want)
		}
	}
}
