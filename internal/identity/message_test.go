package identity_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/gabf/telusur/internal/lang"
)

func TestEveryFaultIsSaidInEveryLanguage(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	key := regexp.MustCompile(`"((?:identity|fault)\.[a-z-]+)"`)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range key.FindAllSubmatch(text, -1) {
			for _, tag := range lang.Tags() {
				if k := string(found[1]); lang.Say(tag, k, nil) == k {
					t.Errorf("%s: %s is not said in %s", file, k, tag)
				}
			}
		}
	}
}
