package intake

import (
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

// Say tells an issue in a language, with its place: "Row 7, column D “Country”: “Atlantis” is not a country we know. Write the name
// or the ISO code, for example “Indonesia” or “IDN”."
func Say(tag lang.Tag, i issue.Issue) string {
	return lang.Say(tag, placeKey(i.At), i.WordArgs()) + i.Message(tag) + " " + i.Fix(tag)
}

func placeKey(at issue.Place) string {
	switch {
	case at.Row == 0:
		return "intake.at.file"
	case at.Column == 0:
		return "intake.at.row"
	case at.Header == "":
		return "intake.at.plain-cell"
	}
	return "intake.at.cell"
}
