package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/scoring"
)

// Causes of change, in the order in which they are taken from now.
var causes = []string{"answers", "data", "rulebook"}

// changeSince splits the change of each supplier that the earlier report had too, into list, and counts. Nil when the earlier report cannot be
// scored again.
func changeSince(c Content, earlier *Earlier, list []Ranked, now *Inputs) *Changes {
	if earlier == nil || earlier.Content.Company == nil || now.Rows() != len(list) {
		return nil
	}
	before := earlier.Content.Company
	if before.Inputs.Rows() != len(before.Suppliers) {
		return nil
	}
	at := make(map[string]int, len(before.Suppliers))
	for i, s := range before.Suppliers {
		at[s.ID] = i
	}
	var continuing []int
	for i, s := range list {
		if _, both := at[s.ID]; both {
			continuing = append(continuing, i)
		}
	}
	for pick := range slices.Chunk(continuing, rescoredAtOnce) {
		if splitChange(earlier, list, now, pick, at) != nil {
			return nil
		}
	}
	made := earlier.Content
	changes := &Changes{Report: made.ID, Content: made.Digest(), Made: made.Made, Rulebook: made.Rulebook, Left: len(before.Suppliers) - len(continuing)}
	if made.Cycle != nil {
		changes.Cycle = made.Cycle.Name
	}
	changes.count(c, list)
	return changes
}

// splitChange scores some suppliers with the earlier rulebook: first with the answers of now among the data of then, then with all of now.
func splitChange(earlier *Earlier, list []Ranked, now *Inputs, pick []int, at map[string]int) error {
	answered, current := make([]fact.Row, len(pick)), make([]fact.Row, len(pick))
	for k, i := range pick {
		current[k] = now.Row(i)
		answered[k] = answersOf(current[k], earlier.Content.Company.Inputs.Row(at[list[i].ID]))
	}
	withAnswers, err := rescored(earlier.Program, answered)
	if err != nil {
		return err
	}
	withData, err := rescored(earlier.Program, current)
	if err != nil {
		return err
	}
	for k, i := range pick {
		was := earlier.Content.Company.Suppliers[at[list[i].ID]]
		a, d := withAnswers.Residual(k), withData.Residual(k)
		list[i].Change = &Change{
			Before: was.Residual, Band: was.Band,
			Answers: points(a - was.Residual), Data: points(d - a), Rulebook: points(list[i].Residual - d),
		}
	}
	return nil
}

func rescored(program *scoring.Program, rows []fact.Row) (*scoring.Results, error) {
	frame, err := scoring.NewFrame(program.Rulebook().Facts, rows)
	if err != nil {
		return nil, fmt.Errorf("the facts do not fit the rulebook: %w", err)
	}
	return program.Score(frame), nil
}

// answersOf gives the row of then with the answers of now.
func answersOf(now, then fact.Row) fact.Row {
	row := make(fact.Row, 0, len(then))
	for _, given := range now {
		if isAnswer(given.Name) {
			row = append(row, given)
		}
	}
	for _, given := range then {
		if !isAnswer(given.Name) {
			row = append(row, given)
		}
	}
	return row
}

// isAnswer tells whether a fact is what a supplier answered, or tells of that: evidence, ages.
func isAnswer(name fact.Name) bool {
	group, _, _ := strings.Cut(string(name), ".")
	return group == "answers" || group == "answers_meta" || strings.HasPrefix(group, "evidence")
}

// tenths gives points as whole tenths, so that sums are exact.
func tenths(v float64) int { return int(math.Round(v * 10)) }

func (v *Change) steps() [3]int { return [3]int{tenths(v.Answers), tenths(v.Data), tenths(v.Rulebook)} }

// count fills what follows from the changes of the suppliers.
func (ch *Changes) count(c Content, list []Ranked) {
	ch.Continuing, ch.New, ch.Up, ch.Down, ch.Same, ch.Moves = 0, 0, 0, 0, 0, [5][5]int{}
	ch.Causes = make([]Cause, len(causes))
	for k, cause := range causes {
		ch.Causes[k].Cause = cause
	}
	before, after, sums := 0, 0, [3]int{}
	for _, s := range list {
		v := s.Change
		if v == nil {
			ch.New++
			continue
		}
		ch.Continuing++
		before, after = before+tenths(v.Before), after+tenths(s.Residual)
		direction(tenths(s.Residual)-tenths(v.Before), &ch.Up, &ch.Down, &ch.Same)
		for k, step := range v.steps() {
			sums[k] += step
			direction(step, &ch.Causes[k].Up, &ch.Causes[k].Down, new(int))
		}
		from, to := c.bandRank(v.Band), c.bandRank(s.Band)
		if from < 0 { // the rulebook of then had other bands
			from = c.bandRank(c.bandAt(v.Before))
		}
		if from >= 0 && to >= 0 && from < 5 && to < 5 {
			ch.Moves[from][to]++
		}
	}
	ch.means(before, after, sums)
}

func direction(step int, up, down, same *int) {
	switch {
	case step > 0:
		*up++
	case step < 0:
		*down++
	default:
		*same++
	}
}

// means rounds the means so that those of the causes add up to the difference that is shown: each is rounded down, and the largest
// remainders get one step more.
func (ch *Changes) means(before, after int, sums [3]int) {
	n := ch.Continuing
	if n == 0 {
		ch.Before, ch.After = 0, 0
		return
	}
	mean := func(sum int) int { return int(math.Round(float64(sum) / float64(n))) }
	ch.Before, ch.After = float64(mean(before))/10, float64(mean(after))/10
	left := mean(after) - mean(before)
	units, rests := [3]int{}, [3]int{}
	for k, sum := range sums {
		units[k] = int(math.Floor(float64(sum) / float64(n)))
		rests[k] = sum - units[k]*n
		left -= units[k]
	}
	order := []int{0, 1, 2}
	slices.SortStableFunc(order, func(a, b int) int { return rests[b] - rests[a] })
	for _, k := range order[:max(0, min(left, 3))] {
		units[k]++
	}
	for k := range ch.Causes {
		ch.Causes[k].Mean = float64(units[k]) / 10
	}
}
