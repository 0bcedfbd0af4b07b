package report

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/gabf/telusur/internal/lang"
)

func testScribe(t testing.TB) *scribe {
	t.Helper()
	return newScribe(thePress(t).types, func(key string, args ...string) string { return say(lang.English, key, args...) })
}

func TestTextIsSplitByWhatCanWriteIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"Vietnamese is written by the family", "Công ty Thành Công", "Công ty Thành Công"},
		{"decomposed letters are composed first", "Co\u0302ng ty", "Công ty"},
		{"Thai is drawn, Latin beside it is not", "กุ้ง Co.", "<กุ้ง> Co."},
		{"Arabic runs from the right, its numbers do not", "مصنع 2024 شركة", "<شركة> 2024<مصنع >"},
		{"a script without a font is named", "深圳 Ltd", "[Han: 2 characters] Ltd"},
		{"marks that turn the reading are dropped", "safe\u202egnp.exe", "safegnp.exe"},
		{"line ends are spaces", "a\nb", "a b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got strings.Builder
			for _, r := range testScribe(t).runs(clean(c.text)) {
				if r.font != nil {
					got.WriteString("<" + r.text + ">")
				} else {
					got.WriteString(r.text)
				}
			}
			if got.String() != c.want {
				t.Errorf("got %q, want %q", got.String(), c.want)
			}
		})
	}
}

// Wrapping loses nothing but spaces, and no line is wider than asked, unless a single cluster is.
func TestWrappingLosesNothing(t *testing.T) {
	t.Parallel()
	w := testScribe(t)
	words := append([]string{"a", "Wijaya-Kusuma/Sentosa,Utama", "supercalifragilisticexpialidocious"}, someNames...)
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 6).Draw(rt, "words"), " ")
		width := rapid.Float64Range(3, 40).Draw(rt, "width")
		lines := w.wrap(text, regular, width)
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if squeeze(strings.Join(lines, "")) != squeeze(clean(text)) {
			rt.Fatalf("%q became %q", text, lines)
		}
		for _, l := range lines {
			if w.width(l, regular) > width+1e-9 && len([]rune(l)) > 6 {
				rt.Fatalf("line %q is %.1f em wide, over %.1f", l, w.width(l, regular), width)
			}
		}
	})
}

func TestNumbersFollowTheLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ got, want string }{
		{number(lang.English, 1234567.5), "1,234,567.5"},
		{number(lang.Indonesian, 1234567.5), "1.234.567,5"},
		{score(lang.Indonesian, 45), "45,0"},
		{signed(lang.English, -1.25), "−1.3"},
		{percent(lang.English, 0.335), "34%"},
		{number(lang.English, -7), "−7"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
