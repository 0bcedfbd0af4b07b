package intake

import (
	"fmt"
	"testing"
)

// bigPortfolio makes suppliers as a large group has them: thousands share their words, hundreds are branches of chains, some have
// addresses and numbers.
func bigPortfolio(n int) []Supplier {
	first := []string{"Maju", "Sumber", "Karya", "Indo", "Surya", "Cahaya", "Mitra", "Prima", "Tirta", "Garuda", "Nusa", "Bina", "Wira", "Elang", "Mega", "Sinar", "Citra", "Bumi", "Delta", "Kencana"}
	second := []string{"Jaya", "Abadi", "Makmur", "Sentosa", "Lestari", "Perkasa", "Utama", "Gemilang", "Mandiri", "Sejahtera", "Persada", "Pratama", "Rejeki", "Anugerah", "Kusuma"}
	third := []string{"Tekstil", "Garmen", "Plastik", "Pangan", "Logam", "Kayu", "Karet", "Elektronik", "Transport", "Kimia"}
	cities := []string{"Bandung", "Bogor", "Bekasi", "Tangerang", "Surabaya", "Medan", "Semarang", "Batam"}
	out := make([]Supplier, n)
	for i := range out {
		s := Supplier{Country: "IDN", City: cities[i%8], Address: fmt.Sprintf("Jl. Raya %d No. %d", i/97, i%97+1)}
		switch i % 50 {
		case 0:
			s.Name = "Indoserba Cabang " + cities[i/50%8]
		default:
			syllables := fmt.Sprintf("%c%ca%c%ci", 'a'+i%26, "aeiou"[i/26%5], 'b'+i/130%20, "rlnmst"[i/2600%6])
			s.Name = fmt.Sprintf("PT %s %s %s %s", first[i%20], second[i/20%15], syllables, third[i/300%10])
		}
		out[i] = s
	}
	return out
}

func BenchmarkMatch(b *testing.B) {
	suppliers := bigPortfolio(100_000)
	known := make([]Known, len(suppliers))
	for i, s := range suppliers {
		known[i] = Known{ID: fmt.Sprint(i), Supplier: s}
	}
	for name, change := range map[string]func(int, Supplier) Supplier{
		"the-same-again": func(_ int, s Supplier) Supplier { return s },
		"all-misspelt":   func(_ int, s Supplier) Supplier { s.Name = s.Name[:5] + s.Name[6:]; return s },
		"all-new": func(i int, s Supplier) Supplier {
			s.Name = fmt.Sprintf("CV Zq%dx %s", i, s.Name[4:])
			s.Address = ""
			return s
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				m := NewMatcher(known, MatchOptions{})
				counts := make(map[Action]int)
				asked := 0
				for i, s := range suppliers {
					got := m.Match(Row{Number: i + 2, Supplier: change(i, s)})
					counts[got.Action]++
					asked += len(got.Ask)
				}
				b.Log(counts, asked)
			}
		})
	}
	b.Run("prepare", func(b *testing.B) {
		for b.Loop() {
			NewMatcher(known, MatchOptions{})
		}
	})
}
