package questionnaire

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/lang"
)

var (
	whole   = regexp.MustCompile(`"questionnaire\.([a-z-]+)"`)
	reports = regexp.MustCompile(`(?:report\(issue\.\w+, |fault\()"([a-z-]+)"`)
	says    = regexp.MustCompile(`say\((?:tag, )?"([a-z-]+)"`)
)

// Every code, key and text the package uses is said in every language, with what is wrong and how to mend it.
func TestEveryMessageIsThereInEveryLanguage(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var problems, texts []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, pattern := range []*regexp.Regexp{whole, reports} {
			for _, match := range pattern.FindAllStringSubmatch(string(source), -1) {
				problems = append(problems, match[1], match[1]+".fix")
			}
		}
		for _, match := range says.FindAllStringSubmatch(string(source), -1) {
			if !strings.HasSuffix(match[1], "-") {
				texts = append(texts, match[1])
			}
		}
	}
	for _, unit := range Units() {
		texts = append(texts, "unit-"+unit)
	}
	for _, key := range columnKeys {
		texts = append(texts, "column-"+key)
	}
	if len(problems) < 80 || len(texts) < 40 {
		t.Fatalf("found only %d codes and %d texts in the source", len(problems), len(texts))
	}
	for _, tag := range lang.Tags() {
		known := lang.Keys(tag)
		for _, key := range append(problems, texts...) {
			if !slices.Contains(known, "questionnaire."+key) {
				t.Errorf("%s: questionnaire.%s is not said", tag, key)
			}
		}
	}
}
