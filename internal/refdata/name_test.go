package refdata_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/refdata"
)

func TestACountryIsFoundHoweverItIsWritten(t *testing.T) {
	set := refdata.Default()
	cases := []struct {
		name, written string
		hint          lang.Tag
		code          refdata.CountryCode
		how           refdata.How
	}{
		{"alpha-2 code", "VN", "", "VNM", refdata.ByName},
		{"alpha-3 code", "VNM", "", "VNM", refdata.ByName},
		{"numeric code", "704", "", "VNM", refdata.ByCode},
		{"small letters", "vietnam", "", "VNM", refdata.ByAlias},
		{"two words", "Viet Nam", "", "VNM", refdata.ByAlias},
		{"marks", "Việt Nam", "", "VNM", refdata.ByAlias},
		{"blanks around it", "  Thailand ", "", "THA", refdata.ByName},
		{"Indonesian", "Kamboja", "", "KHM", refdata.ByName},
		{"Indonesian for the United States", "Amerika Serikat", lang.Indonesian, "USA", refdata.ByAlias},
		{"AS in an Indonesian list is the United States", "AS", lang.Indonesian, "USA", refdata.ByAlias},
		{"AS elsewhere is American Samoa", "AS", lang.English, "ASM", refdata.ByCode},
		{"dots", "U.S.A.", "", "USA", refdata.ByAlias},
		{"Thai", "เวียดนาม", "", "VNM", refdata.ByName},
		{"Chinese", "中国", "", "CHN", refdata.ByName},
		{"Chinese, long", "中华人民共和国", "", "CHN", refdata.ByAlias},
		{"Japanese", "日本", "", "JPN", refdata.ByName},
		{"Korean", "대한민국", "", "KOR", refdata.ByName},
		{"Burmese", "မြန်မာ", "", "MMR", refdata.ByName},
		{"Khmer", "កម្ពុជា", "", "KHM", refdata.ByName},
		{"Bengali", "বাংলাদেশ", "", "BGD", refdata.ByName},
		{"Hindi", "भारत", "", "IND", refdata.ByName},
		{"Arabic", "قطر", "", "QAT", refdata.ByName},
		{"Russian", "Китай", "", "CHN", refdata.ByName},
		{"French, the other apostrophe", "Côte d'Ivoire", "", "CIV", refdata.ByAlias},
		{"German", "Kambodscha", "", "KHM", refdata.ByName},
		{"other order", "Korea, Republic of", "", "KOR", refdata.ByAlias},
		{"state form left out", "Bolivia, the Plurinational State", "", "BOL", refdata.ByPart},
		{"words turned round", "Guinea, Equatorial", "", "GNQ", refdata.ByWords},
		{"ampersand", "Trinidad & Tobago", "", "TTO", refdata.ByName},
		{"short for saint", "St Lucia", "", "LCA", refdata.ByName},
		{"code and name", "VN - Vietnam", "", "VNM", refdata.ByPart},
		{"name with code in brackets", "Bangladesh (BD)", "", "BGD", refdata.ByPart},
		{"province before it", "Guangdong, China", "", "CHN", refdata.ByPart},
		{"Hong Kong with China", "Hong Kong, China", "", "HKG", refdata.ByAlias},
		{"Macau", "Macau", "", "MAC", refdata.ByAlias},
		{"Myanmar", "Myanmar", "", "MMR", refdata.ByAlias},
		{"frequent slip", "Phillipines", "", "PHL", refdata.ByAlias}, //nolint:misspell // on purpose
		{"Niger is not Nigeria", "Niger", "", "NER", refdata.ByName},
		{"Dominica is not the Dominican Republic", "Dominica", "", "DMA", refdata.ByName},
		{"renamed", "Swaziland", "", "SWZ", refdata.ByAlias},
		{"renamed since", "Eswatini", "", "SWZ", refdata.ByName},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var hints []lang.Tag
			if c.hint != "" {
				hints = append(hints, c.hint)
			}
			got := set.FindCountry(c.written, hints...)
			if got.Code != c.code || got.How != c.how {
				t.Errorf("FindCountry(%q) = %+v, want %s by %s", c.written, got, c.code, c.how)
			}
		})
	}
}

func TestANameOfSeveralCountriesIsAskedAbout(t *testing.T) {
	set := refdata.Default()
	for written, want := range map[string]string{
		"Congo": "COD COG", "kongo": "COD COG", "Korea": "KOR PRK", "Republic of China": "CHN TWN",
		"Virgin Islands": "VGB VIR", "Georgia, USA": "GEO USA", "China/Vietnam": "CHN VNM",
	} {
		got := set.FindCountry(written)
		var codes []string
		for _, code := range got.Candidates {
			codes = append(codes, string(code))
		}
		if got.Code != "" || strings.Join(codes, " ") != want || got.How != refdata.Ambiguous {
			t.Errorf("FindCountry(%q) = %+v, want the candidates %s", written, got, want)
		}
	}
}

func TestAnUnknownNameIsNeverGuessed(t *testing.T) {
	set := refdata.Default()
	for written, near := range map[string]refdata.CountryCode{
		"Vietnm": "VNM", "Indonisia": "IDN", "Malaisya": "MYS", "Atlantis": "", "n/a": "", "123": "", "Total": "",
	} {
		got := set.FindCountry(written)
		if got.Code != "" || got.Candidates != nil {
			t.Errorf("FindCountry(%q) = %+v, want nothing", written, got)
		}
		if near != "" && !slices.Contains(got.Near, near) || near == "" && got.Near != nil {
			t.Errorf("FindCountry(%q) suggests %v, want %q", written, got.Near, near)
		}
	}
	if got := set.FindCountry("  "); got.How != refdata.Empty {
		t.Errorf("a blank cell = %+v", got)
	}
}

func TestEveryCountryIsFoundByItsOwnNamesAndCodes(t *testing.T) {
	set := refdata.Default()
	countries := set.Countries()
	if len(countries) != 250 {
		t.Errorf("%d countries, want 250", len(countries))
	}
	for _, country := range countries {
		for _, written := range []string{country.Alpha2, string(country.Alpha3), country.Numeric, country.Name["en"], country.Name["id"]} {
			if written == "" && country.Alpha3 == "XKX" {
				continue
			}
			if got := set.FindCountry(written); got.Code != country.Alpha3 {
				t.Errorf("FindCountry(%q) = %+v, want %s", written, got, country.Alpha3)
			}
		}
	}
}

func FuzzFindCountry(f *testing.F) {
	for _, seed := range []string{"", "VN", "Congo, Dem. Rep.", "เวียดนาม", "a/b,c;d", "\xff\xfe", "İstanbul"} {
		f.Add(seed)
	}
	set := refdata.Default()
	f.Fuzz(func(t *testing.T, written string) {
		got := set.FindCountry(written, lang.Indonesian)
		if _, ok := set.Country(got.Code); got.Code != "" && !ok {
			t.Errorf("FindCountry(%q) = %s, which is no country", written, got.Code)
		}
		if got.Code != "" && got.Candidates != nil || len(got.Candidates) == 1 {
			t.Errorf("FindCountry(%q) = %+v is at odds with itself", written, got)
		}
		set.FindSector(written)
	})
}

func BenchmarkFindCountry(b *testing.B) {
	set := refdata.Default()
	for _, written := range []string{"Vietnam", "Viet Nam", "VIET NAM", "Việt Nam", "Guangdong, China", "Vietnm"} {
		b.Run(written, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				set.FindCountry(written)
			}
		})
	}
}
