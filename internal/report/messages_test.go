package report

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/lang"
)

// Every message key that the code names is in the catalogue, and both languages hold the same keys.
func TestEveryMessageIsSaidInBothLanguages(t *testing.T) {
	t.Parallel()
	named := regexp.MustCompile(`"(report\.[A-Za-z0-9 .-]*[A-Za-z0-9])"`)
	files, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range named.FindAllStringSubmatch(string(code), -1) {
			if !lang.Has(found[1]) && !strings.HasSuffix(file, "_test.go") {
				t.Errorf("%s says %q, which has no words", file, found[1])
			}
		}
	}
	ours := func(key string) bool { return !strings.HasPrefix(key, "report.") }
	english := slices.DeleteFunc(lang.Keys(lang.English), ours)
	indonesian := slices.DeleteFunc(lang.Keys(lang.Indonesian), ours)
	if !slices.Equal(english, indonesian) {
		t.Error("the languages hold other keys")
	}
}
