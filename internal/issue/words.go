package issue

import (
	"maps"
	"strconv"

	"github.com/gabf/telusur/internal/lang"
)

// Message says what is wrong, in a language.
func (i Issue) Message(tag lang.Tag) string { return lang.Say(tag, i.Code, i.WordArgs()) }

// Fix says how to mend it, in a language: with the suggestion when there is one and words for it; "" when there is nothing to do.
func (i Issue) Fix(tag lang.Tag) string {
	if key := i.Code + ".want"; i.Want != "" && lang.Has(key) {
		return lang.Say(tag, key, i.WordArgs())
	}
	if key := i.Code + ".fix"; lang.Has(key) {
		return lang.Say(tag, key, i.WordArgs())
	}
	return ""
}

// WordArgs gives what a message of the issue may name: saw, want, its place, and its own arguments.
func (i Issue) WordArgs() map[string]string {
	args := map[string]string{
		"saw": i.Saw, "want": i.Want, "file": i.At.File, "sheet": i.At.Sheet, "header": i.At.Header, "cell": i.At.Cell(),
		"row": strconv.Itoa(i.At.Row), "column": ColumnName(i.At.Column),
	}
	maps.Copy(args, i.Args)
	return args
}
