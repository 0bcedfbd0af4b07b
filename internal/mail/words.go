package mail

import (
	"slices"
	"strings"
	"unicode"

	"github.com/gabf/telusur/internal/lang"
)

// Words are what a letter says.
type Words struct {
	Subject string // one line
	Body    string // plain text
}

// Compose gives the words of a letter ("mail.<name>.subject" and ".body") in a language. Where the product does not speak it, they are
// English, with Indonesian beneath.
func Compose(name, language string, args map[string]string) Words {
	if tag := lang.Tag(language); slices.Contains(lang.Tags(), tag) {
		return Words{oneLine(lang.Say(tag, "mail."+name+".subject", args)), lang.Say(tag, "mail."+name+".body", args)}
	}
	english, indonesian := Compose(name, string(lang.English), args), Compose(name, string(lang.Indonesian), args)
	return Words{english.Subject, english.Body + "\n\n— Bahasa Indonesia —\n\n" + indonesian.Body}
}

// oneLine keeps a text that goes into a header there: whatever would end the line becomes a space.
func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}
