package screening_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/screening"
)

const ownList = `name,aliases,country,programme,product,listed_on,id,note
Kuche Baihe Cotton,白河棉花|White River Cotton,China,UFLPA Entity List,cotton,2024-05-17,7,
,,China,,,,,
Mystery Works,,Atlantis,,,,,
`

const openSanctionsList = `"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones","emails","dataset","first_seen","last_seen","last_change"
"a1","Company","Tianshan Yulong Trading","Tian Shan Yulong;天山玉龙","","cn;hk","","","","","","US Trade CSL","2023-01-01","",""
"a2","Person","Somebody Somewhere","","1970","cn","","","","","","US Trade CSL","2023-01-01","",""
`

func TestListsAreReadWithTheirPassport(t *testing.T) {
	list, entities, issues, err := screening.Read(strings.NewReader(ownList), "own.csv", screening.List{ID: "own", Edition: "2024-05-17"}, refdata.Default())
	if err != nil || len(entities) != 2 || list.Entities != 2 || !list.Digest.Valid() {
		t.Fatalf("%+v, %d entities, %v", list, len(entities), err)
	}
	e := entities[0]
	if e.Countries[0] != "CHN" || len(e.Aliases) != 2 || e.Programme != "UFLPA Entity List" || e.On != "2024-05-17" {
		t.Errorf("entity %+v", e)
	}
	want := []issue.Issue{
		{Code: "screening.name-missing", Severity: issue.Refused, At: issue.Place{File: "own.csv", Line: 3}},
		{Code: "screening.country-unknown", Severity: issue.Warned, At: issue.Place{File: "own.csv", Line: 4}, Saw: "Atlantis"},
	}
	if fmt.Sprint(issues) != fmt.Sprint(want) {
		t.Errorf("issues %+v", issues)
	}
	for _, i := range issues {
		if !lang.Has(i.Code) || !lang.Has(i.Code+".fix") {
			t.Errorf("no text for %s", i.Code)
		}
	}
}

func TestOpenSanctionsIsReadWithoutPeople(t *testing.T) {
	_, entities, issues, err := screening.Read(strings.NewReader(openSanctionsList), "targets.simple.csv", screening.List{ID: "os"}, refdata.Default())
	if err != nil || len(issues) > 0 || len(entities) != 1 {
		t.Fatalf("%d entities, %v, %v", len(entities), issues, err)
	}
	if e := entities[0]; e.ID != "a1" || len(e.Countries) != 2 || e.Countries[1] != "HKG" || len(e.Aliases) != 2 {
		t.Errorf("entity %+v", e)
	}
}

func TestAnotherFileIsRefused(t *testing.T) {
	for _, text := range []string{"", "a,b\n1,2\n", "\x00\x01"} {
		_, _, _, err := screening.Read(strings.NewReader(text), "x.csv", screening.List{ID: "x"}, refdata.Default())
		if f, ok := errors.AsType[*fault.Fault](err); !ok || !lang.Has(f.Key) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(ownList))
	f.Add([]byte(openSanctionsList))
	f.Add([]byte("name\n\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, entities, _, err := screening.Read(strings.NewReader(string(data)), "f.csv", screening.List{ID: "f"}, refdata.Default())
		if err != nil {
			return
		}
		x := screening.NewIndex([]screening.List{list}, entities)
		for _, e := range entities[:min(3, len(entities))] {
			for _, hit := range x.Match(e.Name, nil, "") {
				if hit.Score < screening.MinScore || hit.Score > 1 {
					t.Errorf("score %v", hit.Score)
				}
			}
		}
	})
}

func BenchmarkMatchAgainst50000(b *testing.B) {
	var entities []screening.Entity
	syllables := []string{"xin", "jiang", "hua", "rong", "bei", "tai", "lan", "shan", "yu", "long", "ming", "da", "kai", "fu", "zhong", "qing"}
	for i := range 50_000 {
		name := syllables[i%16] + syllables[i/16%16] + " " + syllables[i/256%16] + syllables[i*7%16] + " Textile Co., Ltd."
		entities = append(entities, screening.Entity{ListID: "l", Name: name, Countries: []refdata.CountryCode{"CHN"}})
	}
	x := screening.NewIndex([]screening.List{{ID: "l"}}, entities)
	b.ReportAllocs()
	for b.Loop() {
		x.Match("Công ty TNHH May Mặc Hoàng Phượng", nil, "VNM")
		x.Match("Xinhua Longming Textile", nil, "CHN")
	}
}
