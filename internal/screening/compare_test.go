package screening_test

import (
	"testing"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/screening"
)

// pairs are names of our own making, labelled by hand: is the supplier the entity on the list, as far as a name can say?
var pairs = []struct {
	name                     string
	supplier                 string
	country                  refdata.CountryCode
	listed                   string
	aliases                  []string
	listedIn                 refdata.CountryCode
	same                     bool
	otherCountryMustNotMatch bool
}{
	{name: "the same name", supplier: "Kuche Baihe Cotton Ginning Factory", country: "CHN", listed: "Kuche Baihe Cotton Ginning Factory", listedIn: "CHN", same: true},
	{name: "another legal form", supplier: "Rimba Sawit Utama Sdn Bhd", country: "MYS", listed: "Rimba Sawit Utama Berhad", listedIn: "MYS", same: true},
	{name: "no legal form", supplier: "Hefei Lanshan Meiling", country: "CHN", listed: "Hefei Lanshan Meiling Co., Ltd.", listedIn: "CHN", same: true},
	{name: "a slip in a word", supplier: "Hotan Taida Aparel Co Ltd", country: "CHN", listed: "Hotan Taida Apparel Co., Ltd.", listedIn: "CHN", same: true},
	{name: "words in another order", supplier: "Baihe Kuche Cotton", country: "CHN", listed: "Kuche Baihe Cotton", listedIn: "CHN", same: true},
	{name: "by an alias", supplier: "Golden Horse Diesel", country: "CHN", listed: "Yunnan Machinery Works", aliases: []string{"Golden Horse Diesel Factory"}, listedIn: "CHN", same: true},
	{name: "Chinese characters", supplier: "库车白河棉花加工厂", country: "CHN", listed: "Kuche Baihe", aliases: []string{"库车白河棉花加工厂有限公司"}, listedIn: "CHN", same: true},
	{name: "marks left out", supplier: "Cong ty TNHH Det Hoang Phuong", country: "VNM", listed: "Công ty TNHH Dệt Hoàng Phượng", listedIn: "VNM", same: true},
	{name: "country not known", supplier: "Aksu Huabei Shengda Textile", country: "", listed: "Aksu Huabei Shengda Textile Co., Ltd.", listedIn: "CHN", same: true},

	{name: "only trades shared", supplier: "Vietnam Textile Garment Co.", country: "VNM", listed: "Vietnam Garment Textile Industries", listedIn: "VNM"},
	{name: "one word shared of several", supplier: "Hotan Meijia Furniture", country: "CHN", listed: "Hotan Taida Apparel", listedIn: "CHN"},
	{name: "another factory number", supplier: "Sinar Jaya Factory 2", country: "IDN", listed: "Sinar Jaya Factory 3", listedIn: "IDN"},
	{name: "same name, other country", supplier: "Golden Star Apparel", country: "BGD", listed: "Golden Star Apparel", listedIn: "KHM", same: true, otherCountryMustNotMatch: false},
	{name: "like name, other country", supplier: "Golden Star Apparels", country: "BGD", listed: "Golden Stars Garment", listedIn: "KHM"},
	{name: "a part of a longer name", supplier: "Lotus", country: "THA", listed: "Lotus Blossom Marine Holdings", listedIn: "THA"},
	{name: "short words that differ in a letter", supplier: "Yili Co", country: "CHN", listed: "Yuli Co", listedIn: "CHN"},
	{name: "Chinese names that differ in one sign", supplier: "深圳蓝星电子", country: "CHN", listed: "深圳红星电子", listedIn: "CHN"},
	{name: "a common family name", supplier: "Nguyen Van An Seafood", country: "VNM", listed: "Nguyen Thi Binh Seafood", listedIn: "VNM"},
	{name: "a city and a trade", supplier: "Jakarta Food Services", country: "IDN", listed: "Jakarta Food Products", listedIn: "IDN"},
}

func TestLabelledPairs(t *testing.T) {
	for _, p := range pairs {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			x := screening.NewIndex([]screening.List{{ID: "l", Title: "List"}}, []screening.Entity{
				{ListID: "l", Name: p.listed, Aliases: p.aliases, Countries: []refdata.CountryCode{p.listedIn}},
			})
			hits := x.Match(p.supplier, nil, p.country)
			if (len(hits) > 0) != p.same {
				t.Fatalf("hits: %+v, want a hit: %v", hits, p.same)
			}
			if len(hits) > 0 && (hits[0].Score < screening.MinScore || hits[0].Score > 1 || len(hits[0].Reasons) == 0 || hits[0].List.Title != "List") {
				t.Errorf("hit without score or reasons: %+v", hits[0])
			}
			for _, hit := range hits {
				for _, reason := range hit.Reasons {
					if key := "screening.reason." + reason.Key; !lang.Has(key) {
						t.Errorf("no text for %s", key)
					}
				}
			}
		})
	}
}

func TestTheSameNameInAnotherCountryScoresLower(t *testing.T) {
	x := screening.NewIndex([]screening.List{{ID: "l"}}, []screening.Entity{{ListID: "l", Name: "Golden Star Apparel", Countries: []refdata.CountryCode{"KHM"}}})
	at, elsewhere, unknown := x.Match("Golden Star Apparel", nil, "KHM"), x.Match("Golden Star Apparel", nil, "BGD"), x.Match("Golden Star Apparel", nil, "")
	if at[0].Score != 1 || unknown[0].Score != 0.97 || elsewhere[0].Score != 0.85 {
		t.Errorf("same %v, unknown %v, other %v", at[0].Score, unknown[0].Score, elsewhere[0].Score)
	}
}

func TestTheLocalNameIsComparedToo(t *testing.T) {
	x := screening.NewIndex([]screening.List{{ID: "l"}}, []screening.Entity{{ListID: "l", Name: "库车白河棉花加工厂", Countries: []refdata.CountryCode{"CHN"}}})
	if hits := x.Match("White River Ginnery", []string{"库车白河棉花加工厂"}, "CHN"); len(hits) != 1 || hits[0].Written != "库车白河棉花加工厂" {
		t.Errorf("got %+v", hits)
	}
}
