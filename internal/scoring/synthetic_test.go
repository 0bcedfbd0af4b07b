package scoring

import (
	"math/rand/v2"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// synthetic makes suppliers of which three in five have answered, with a fixed seed.
func synthetic(r *rulebook.Rulebook, n int, anyShare bool) []fact.Row {
	random := rand.New(rand.NewPCG(1, 2))
	rows := make([]fact.Row, n)
	for i := range rows {
		answered := random.Float64() < 0.6
		for _, def := range r.Facts {
			answer := r.FactSource(def.Name) == string(fact.FromAnswer)
			if answer && !answered || random.Float64() < 0.1 {
				continue
			}
			v := fact.Value{Type: def.Type}
			switch def.Type {
			case fact.Number:
				v.Number = anyNumberOf(def, random, anyShare)
			case fact.Bool:
				v.Bool = random.IntN(4) == 0
			case fact.Choice:
				v.Choice = def.Choices[random.IntN(len(def.Choices))]
			case fact.Choices, fact.Text:
			}
			rows[i] = append(rows[i], fact.Given{Name: def.Name, Value: v})
		}
	}
	return rows
}

// anyNumberOf gives numbers of as many different values as suppliers have; shares in steps of 1/32, unless each is to be another.
func anyNumberOf(def fact.Def, random *rand.Rand, anyShare bool) float64 {
	switch def.Unit {
	case "share":
		if !anyShare {
			return float64(random.IntN(33)) / 32
		}
		workers := 20 + random.IntN(1000)
		return float64(random.IntN(workers)) / float64(workers)
	case "persons":
		return float64(random.IntN(2000))
	case "months":
		return float64(random.IntN(40))
	default:
		return float64(random.IntN(5))
	}
}
