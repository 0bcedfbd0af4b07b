package intake

import (
	"slices"

	"github.com/gabf/telusur/internal/sheet"
)

// chooseTab takes the tab asked for, or the one whose header names most and has rows below it; hidden ones last.
func (r *reader) chooseTab() (string, error) {
	tabs := r.file.Tabs()
	switch {
	case r.opt.Mapping != nil && r.opt.Mapping.Tab != "":
		return r.opt.Mapping.Tab, nil
	case r.opt.Tab != "":
		return r.opt.Tab, nil
	case len(tabs) == 1:
		return tabs[0].Name, nil
	}
	best, bestScore := tabs[0].Name, -1.0
	for _, tab := range tabs {
		score, err := r.scoreTab(tab)
		if err != nil {
			return "", err
		}
		if score > bestScore {
			best, bestScore = tab.Name, score
		}
	}
	return best, nil
}

const tabSample = 120 // rows of each tab that are looked at to choose one

func (r *reader) scoreTab(tab sheet.Tab) (float64, error) {
	if tab.Summary {
		return -1, nil // our own words about the list
	}
	var sample []sheet.Row
	for row, err := range r.file.Rows(r.ctx, tab.Name) {
		if err != nil {
			return 0, err
		}
		row.Cells = slices.Clone(row.Cells)
		if sample = append(sample, row); len(sample) == tabSample {
			break
		}
	}
	found := findTable(sample, nil)
	below := 0
	for _, row := range sample {
		if row.Number > found.header && len(row.Cells) > 1 {
			below++
		}
	}
	score := found.score * (0.3 + 0.7*min(1, float64(below)/10))
	if tab.Hidden {
		score /= 3
	}
	return score, nil
}
