package intake

import (
	"maps"
	"strconv"

	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

// Say tells an issue in a language, with its place: "Row 7, column D “Country”: “Atlantis” is not a country we know. Write the name
// or the ISO code, for example “Indonesia” or “IDN”."
func Say(tag lang.Tag, i issue.Issue) string {
	args := messageArgs(i)
	return lang.Say(tag, placeKey(i.At), args) + lang.Say(tag, i.Code, args) + " " + Fix(tag, i)
}

// Fix tells how to mend what an issue points at.
func Fix(tag lang.Tag, i issue.Issue) string {
	if i.Want != "" && lang.Has(i.Code+".want") {
		return lang.Say(tag, i.Code+".want", messageArgs(i))
	}
	return lang.Say(tag, i.Code+".fix", messageArgs(i))
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

func messageArgs(i issue.Issue) map[string]string {
	args := map[string]string{
		"saw": i.Saw, "want": i.Want, "header": i.At.Header, "cell": i.At.Cell(), "row": strconv.Itoa(i.At.Row), "column": issue.ColumnName(i.At.Column), "file": i.At.File,
	}
	maps.Copy(args, i.Args)
	return args
}
