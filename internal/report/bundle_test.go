package report

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

var made = time.Date(2026, 11, 24, 8, 30, 0, 0, time.UTC)

// rules are a frozen copy of the first rulebook, so that these tests change only with this package and the engine.
var rules = sync.OnceValue(func() *rulebook.Rulebook {
	data, err := os.ReadFile("testdata/rulebook.yaml")
	if err != nil {
		panic(err)
	}
	r, issues := rulebook.Load(data, "rulebook.yaml")
	if r == nil {
		panic(issues)
	}
	return r
})

var program = sync.OnceValue(func() *scoring.Program {
	p, err := scoring.Compile(rules())
	if err != nil {
		panic(err)
	}
	return p
})

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// plausible makes facts that fit the rulebook: the lower care is, the worse the answers; silence is the share of facts that are absent.
func plausible(r *rand.Rand, care, silence float64) fact.Row {
	var row fact.Row
	for _, def := range rules().Facts {
		group, word, _ := strings.Cut(string(def.Name), ".")
		if r.Float64() < silence && group != "supplier" {
			continue
		}
		origin := fact.Origin{Kind: fact.FromAnswer, Question: word, File: "jawaban-2026.xlsx", Sheet: "Kuesioner", Cell: fmt.Sprintf("D%d", 5+r.IntN(60)), On: "2026-09-14"}
		switch group {
		case "supplier":
			origin = fact.Origin{Kind: fact.FromList, File: "pemasok 2026.xlsx", Sheet: "Suppliers", Cell: fmt.Sprintf("K%d", 2+r.IntN(80))}
		case "country", "sector", "goods":
			origin = fact.Origin{Kind: fact.FromReference, Source: "US Department of Labor, List of Goods Produced by Child Labor or Forced Labor", Edition: "2024"}
		case "screening":
			origin = fact.Origin{Kind: fact.FromScreening, Source: "UFLPA Entity List", Edition: "2026-10"}
		case "evidence_age", "answers_meta":
			origin = fact.Origin{Kind: fact.FromDerived, Source: "answers"}
		}
		row = append(row, fact.Given{Name: def.Name, Value: plausibleValue(r, def, care), Origin: origin})
	}
	return row
}

func plausibleValue(r *rand.Rand, def fact.Def, care float64) fact.Value {
	switch def.Type {
	case fact.Number:
		switch def.Unit {
		case "share":
			return fact.OfNumber(float64(r.IntN(60)) / 100)
		case "level":
			return fact.OfNumber(float64(r.IntN(5)))
		case "hours":
			return fact.OfNumber(40 + float64(r.IntN(30)))
		case "years":
			return fact.OfNumber(18)
		case "persons":
			return fact.OfNumber(float64(20 + r.IntN(900)))
		}
		return fact.OfNumber(float64(r.IntN(12)))
	case fact.Bool:
		return fact.OfBool(r.Float64() < 0.15+0.3*care && !strings.Contains(string(def.Name), "screening") && !strings.Contains(string(def.Name), "children"))
	case fact.Choice:
		at := 0
		if r.Float64() > care {
			at = r.IntN(len(def.Choices))
		}
		return fact.OfChoice(def.Choices[at])
	case fact.Choices:
		return fact.OfChoices(def.Choices[:1])
	default:
		return fact.OfText("as told")
	}
}

func passport(tag lang.Tag) Passport {
	return Passport{
		ID: "3f2a1c7e-5f41-4f9e-9d1b-2b7c0c9be001", Language: tag, Made: made, AsOf: made, Rulebook: rules(),
		Cycle:         &Cycle{ID: "c1", Name: "Cycle 2026", OpensOn: "2026-09-01", DueOn: "2026-11-30", ClosesOn: "2026-12-31"},
		Questionnaire: Edition{ID: "bali-supplier-self-assessment", Version: "1.0.0", Digest: canon.Sum([]byte("questionnaire"))},
		Reference:     canon.Sum([]byte("reference")),
		Sources: []Source{
			{ID: "dol-tvpra", Title: "List of Goods Produced by Child Labor or Forced Labor", Publisher: "US Department of Labor", Edition: "2024", Licence: "public domain"},
			{ID: "tip", Title: "Trafficking in Persons Report", Publisher: "US Department of State", Edition: "2025", Licence: "public domain"},
			{ID: "ilo", Title: "Ratifications of ILO conventions (NORMLEX)", Publisher: "International Labour Organization", Edition: "2026-10"},
		},
	}
}

func scored(rows []fact.Row) (*fact.Frame, *scoring.Results) {
	frame, err := scoring.NewFrame(rules().Facts, rows)
	if err != nil {
		panic(err)
	}
	return frame, program().Score(frame)
}

func supplierInput(tag lang.Tag, name, local string, care, silence float64) SupplierInput {
	row := plausible(rand.New(rand.NewPCG(uint64(len(name)), 7)), care, silence)
	frame, _ := scored([]fact.Row{row})
	workers := 1240
	in := SupplierInput{
		Passport: passport(tag), Company: Party{ID: "k1", Name: "PT Nusantara Retail Tbk", Country: "Indonesia"},
		Site: Site{
			ID: "s1", Reference: "V-10442", Name: name, LocalName: local, City: "Thành phố Hồ Chí Minh", Country: "Viet Nam", CountryCode: "VNM",
			Address: "Lô B2-7, Đường N4, Khu công nghiệp Đông Nam, Xã Hòa Phú, Huyện Củ Chi", Sector: "Manufacture of wearing apparel",
			SiteType: "factory", Tier: 1, Workers: &workers, Products: []string{"Knitted shirts", "Trousers", "Sportswear"},
		},
		Explanation: program().Explain(frame, 0), Facts: row, Responded: true,
		Screening:  []Screened{{List: "UFLPA Entity List", Edition: "2026-10"}, {List: "CBP withhold release orders", Edition: "2026-11", Hits: 1}},
		Previous:   &Score{Residual: 48.5, Band: "elevated"},
		PreviousOn: "2025-11-20",
	}
	for _, def := range rules().Facts {
		if id, ours := strings.CutPrefix(string(def.Name), "answers."); ours {
			label := rules().FactName(def.Name)
			in.Questions = append(in.Questions, Question{ID: id, Section: lang.Text{"en": "Recruitment", "id": "Perekrutan"}, Text: label, Unit: def.Unit, Key: id == "passport_custody"})
		}
	}
	for _, f := range in.Explanation.Flags {
		in.Actions = append(in.Actions, Action{Finding: f.Name.In(tag), Severity: f.Severity, State: "open", DueOn: "2026-12-24", Overdue: len(in.Actions) == 0})
	}
	return in
}

var someNames = []string{
	"Công ty Trách nhiệm hữu hạn Một thành viên May mặc Xuất khẩu Thành Công – Chi nhánh Bình Dương", "PT Sumber Rejeki Garmindo", "Shwe Pyi Tan Garment Co., Ltd.",
	"บริษัท สยามสมุทร ซีฟู้ด จำกัด (มหาชน) โรงงานสมุทรสาคร", "Koh Kong Fisheries", "Dhaka Knit Composite Ltd.", "Prima Sarung Sdn. Bhd. (Factory 2)", "Xinjiang Cotton Mill",
	"မြန်မာ အထည်ချုပ်စက်ရုံ", "রূপসী নিট কম্পোজিট লিমিটেড", "កម្ពុជា កាត់ដេរ", "Lucky Textile Mills", "CV Maju Jaya", "Công ty CP Thủy sản Minh Phú", "Perusahaan Kelapa Sawit Sejahtera",
}

var somePlaces = []Place{
	{"IDN", lang.Text{"en": "Indonesia"}},
	{"VNM", lang.Text{"en": "Viet Nam"}},
	{"THA", lang.Text{"en": "Thailand"}},
	{"MMR", lang.Text{"en": "Myanmar"}},
	{"MYS", lang.Text{"en": "Malaysia"}},
	{"BGD", lang.Text{"en": "Bangladesh"}},
	{"KHM", lang.Text{"en": "Cambodia", "id": "Kamboja"}},
	{"CHN", lang.Text{"en": "China", "id": "Tiongkok"}},
	{"IND", lang.Text{"en": "India"}},
	{"PAK", lang.Text{"en": "Pakistan"}},
	{"LKA", lang.Text{"en": "Sri Lanka"}},
	{"PHL", lang.Text{"en": "Philippines", "id": "Filipina"}},
}

var someSectors = []Place{
	{"C14", lang.Text{"en": "Manufacture of wearing apparel", "id": "Industri pakaian jadi"}},
	{"A03", lang.Text{"en": "Fishing and aquaculture", "id": "Perikanan"}},
	{"C22", lang.Text{"en": "Manufacture of rubber and plastics products", "id": "Industri karet dan plastik"}},
	{"A01", lang.Text{"en": "Crop and animal production", "id": "Pertanian"}},
	{"C26", lang.Text{"en": "Manufacture of computer, electronic and optical products", "id": "Industri elektronik"}},
}

func companyInput(tag lang.Tag, suppliers int) CompanyInput {
	r := rand.New(rand.NewPCG(uint64(suppliers), 3))
	in := CompanyInput{
		Passport: passport(tag), Company: Party{ID: "k1", Name: "PT Nusantara Retail Tbk", Country: "Indonesia", Sector: "Retail trade"},
		Countries: somePlaces, Sectors: someSectors, Inputs: NewInputs(), Findings: &FindingCount{Open: 31, Critical: 9, Overdue: 4, Closed: 12},
	}
	for start := 0; start < suppliers; start += 500 {
		rows := make([]fact.Row, min(500, suppliers-start))
		for i := range rows {
			rows[i] = plausible(r, 0.4+0.6*r.Float64(), []float64{0.02, 0.1, 0.3, 1}[r.IntN(4)])
			in.Inputs.Add(rows[i])
		}
		_, results := scored(rows)
		for i := range rows {
			n := start + i
			name := someNames[n%len(someNames)]
			if n >= len(someNames) {
				name = fmt.Sprintf("%s %d", name, n/len(someNames)+1)
			}
			s := CompanySupplier{
				ID: fmt.Sprintf("s%05d", n), Reference: fmt.Sprintf("V-%05d", 10000+n), Name: name, Country: somePlaces[r.IntN(len(somePlaces))].Code,
				Sector: someSectors[r.IntN(len(someSectors))].Code, Responded: r.IntN(5) > 0, Result: results.Row(i),
			}
			if r.IntN(6) > 0 {
				workers := 10 + r.IntN(2000)
				s.Workers = &workers
			}
			in.Suppliers = append(in.Suppliers, s)
		}
	}
	return in
}

func forumInput(tag lang.Tag, members int) ForumInput {
	r := rand.New(rand.NewPCG(uint64(members), 5))
	in := ForumInput{Passport: passport(tag), Countries: somePlaces, Sectors: someSectors}
	for i := range members {
		m := ForumMember{ID: fmt.Sprint("m", i), Country: somePlaces[min(r.IntN(12), r.IntN(12))].Code, Sector: someSectors[min(r.IntN(5), r.IntN(5))].Code, State: States()[r.IntN(5)], Late: r.IntN(9) == 0}
		if handedIn(m.State) {
			s := &Summary{}
			at := map[string]*SummaryGroup{}
			for range 5 + r.IntN(60) {
				rank := min(4, max(0, int(r.NormFloat64()+1.6)))
				s.Suppliers++
				s.Bands[rank]++
				code := somePlaces[min(r.IntN(12), r.IntN(12))].Code
				if at[code] == nil {
					at[code] = &SummaryGroup{Code: code}
				}
				at[code].Bands[rank]++
				if r.IntN(4) > 0 {
					s.Responded++
				}
				if rank >= 3 {
					s.Flagged++
				}
			}
			for _, p := range somePlaces {
				if g := at[p.Code]; g != nil {
					s.Countries = append(s.Countries, *g)
				}
			}
			s.Sectors = []SummaryGroup{{Code: m.Sector, Bands: s.Bands}}
			m.Summary, m.Flags = s, map[string]int{}
			for k, flag := range rules().Flags {
				m.Flags[flag.ID] = s.Flagged / (k + 1)
			}
		}
		in.Members = append(in.Members, m)
	}
	return in
}
