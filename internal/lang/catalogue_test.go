package lang_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/lang"
)

func TestEveryLanguageHasTheKeysOfEnglish(t *testing.T) {
	t.Parallel()
	english := lang.Keys(lang.English)
	if len(english) < 100 {
		t.Fatalf("the English catalogue has %d keys only", len(english))
	}
	for _, tag := range lang.Tags() {
		keys := lang.Keys(tag)
		for _, key := range english {
			if !slices.Contains(keys, key) && !strings.HasSuffix(key, "#one") { // not every language has a singular
				t.Errorf("%s: no text for %q", tag, key)
			}
		}
		for _, key := range keys {
			if !slices.Contains(english, key) && !strings.HasSuffix(key, "#one") {
				t.Errorf("%s: %q is not in English", tag, key)
			}
		}
	}
}

var argument = regexp.MustCompile(`\{[a-zA-Z]+\}`)

func TestTranslationsUseTheSameArguments(t *testing.T) {
	t.Parallel()
	for _, key := range lang.Keys(lang.English) {
		want := arguments(lang.Say(lang.English, key, nil))
		for _, tag := range lang.Tags() {
			if got := arguments(lang.Say(tag, key, nil)); !slices.Equal(got, want) {
				t.Errorf("%s, %q: arguments %v, English has %v", tag, key, got, want)
			}
		}
	}
}

func arguments(text string) []string {
	found := argument.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// faultKey finds the message key of every fault that the code makes.
var faultKey = regexp.MustCompile(`fault\.New\(fault\.(\w+), "([^"]+)"`)

// A person who meets a fault must read what is wrong, and, unless the sentence says it all, what to do.
func TestEveryFaultHasItsWords(t *testing.T) {
	t.Parallel()
	found := 0
	err := filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == ".git") {
			if entry != nil && entry.IsDir() {
				return filepath.SkipDir
			}
			return err
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, match := range faultKey.FindAllStringSubmatch(string(source), -1) {
			found++
			if !said(match[2]) {
				t.Errorf("%s: fault %q has no text", path, match[2])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found < 20 {
		t.Errorf("only %d faults were found: has the code changed its way to make them?", found)
	}
}

// said tells whether a key has a text; one that the code completes (it ends in a dot) must begin some key.
func said(key string) bool {
	if strings.HasSuffix(key, ".") {
		return slices.ContainsFunc(lang.Keys(lang.English), func(k string) bool { return strings.HasPrefix(k, key) })
	}
	return lang.Has(key)
}

func TestSayFillsArgumentsAndChoosesTheSingular(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		tag  lang.Tag
		args map[string]string
		want string
	}{
		{"many, in English", lang.English, map[string]string{"count": "3"}, "3 suppliers"},
		{"one, in English", lang.English, map[string]string{"count": "1"}, "1 supplier"},
		{"many, in Indonesian", lang.Indonesian, map[string]string{"count": "3"}, "3 pemasok"},
	} {
		if got := lang.Say(c.tag, "checklist.suppliers.detail", c.args); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := lang.Say(lang.Indonesian, "no.such-key", nil); got != "no.such-key" {
		t.Errorf("a key without a text gives %q, want the key itself", got)
	}
}

func TestMatchFindsTheLanguageThatFitsBest(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]lang.Tag{
		"": lang.English, "id": lang.Indonesian, "id-ID,id;q=0.9,en;q=0.8": lang.Indonesian, "de-DE,id;q=0.5": lang.Indonesian,
		"fr": lang.English, "EN-gb": lang.English,
	} {
		if got := lang.Match(header); got != want {
			t.Errorf("Match(%q) = %s, want %s", header, got, want)
		}
	}
}

func TestNumbersHaveTheSeparatorsOfTheLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ plain, english, indonesian string }{
		{"", "", ""}, {"7", "7", "7"}, {"999", "999", "999"}, {"1340", "1,340", "1.340"}, {"-1234567.5", "−1,234,567.5", "−1.234.567,5"},
	} {
		if got := lang.Grouped(lang.English, c.plain); got != c.english {
			t.Errorf("%q in English is %q, want %q", c.plain, got, c.english)
		}
		if got := lang.Grouped(lang.Indonesian, c.plain); got != c.indonesian {
			t.Errorf("%q in Indonesian is %q, want %q", c.plain, got, c.indonesian)
		}
	}
}
