package questionnaire

import (
	"strings"

	"github.com/hbollon/go-edlib"
)

// nearestOrAll gives the known word that saw was probably meant to be, else all of them, the first dozen when they are many.
func nearestOrAll(saw string, known []string) string {
	if near := nearest(saw, known); near != "" {
		return near
	}
	const many = 12
	if len(known) > many {
		return strings.Join(known[:many], ", ") + ", …"
	}
	return strings.Join(known, ", ")
}

// nearest gives the one known word within a third of its letters of saw, or "" when there is none or more than one.
func nearest(saw string, known []string) string {
	best, bestDistance, ties := "", 0, 0
	for _, k := range known {
		distance := edlib.OSADamerauLevenshteinDistance(strings.ToLower(saw), strings.ToLower(k))
		switch {
		case distance > max(1, len([]rune(k))/3):
		case best == "" || distance < bestDistance:
			best, bestDistance, ties = k, distance, 1
		case distance == bestDistance:
			ties++
		}
	}
	if ties != 1 {
		return ""
	}
	return best
}

// maxShown is how many letters of a foreign text an issue repeats.
const maxShown = 80

func clip(s string) string {
	letters := []rune(s)
	if len(letters) <= maxShown {
		return s
	}
	return string(letters[:maxShown-1]) + "…"
}
