package sheet

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Every real workbook must come back with the same cells, and with nothing changed but what has to.
func TestSamplesAreAnnotatedAndReadAsBefore(t *testing.T) {
	for _, path := range samples(t, "*.xlsx") {
		if strings.Contains(path, "entity") {
			continue
		}
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			before, err := openBytes(data, path)
			if err != nil {
				t.Fatal(err)
			}
			var marks []Mark
			for _, tab := range before.Tabs() {
				for i := 1; i < 9; i++ {
					marks = append(marks, Mark{Tab: tab.Name, Row: i * i, Column: i, Title: "Bad", Text: "Mend it."})
				}
			}
			result := annotated(t, data, marks, words)
			after, err := openBytes(result, path)
			if err != nil {
				t.Fatal(err)
			}
			for _, tab := range before.Tabs() {
				was, is := grid(t, before, tab.Name), grid(t, after, tab.Name)
				for at, cell := range was {
					if is[at] != cell {
						t.Errorf("%s %v was %+v, is %+v", tab.Name, at, cell, is[at])
					}
				}
				if len(is) != len(was) {
					t.Errorf("%s has %d cells, had %d", tab.Name, len(is), len(was))
				}
			}
			all := parts(t, result)
			for name, body := range parts(t, data) {
				if same := all[name] == body; !same && !strings.Contains(name, "worksheets/") && !strings.Contains(name, "workbook.xml") &&
					!strings.HasSuffix(name, "styles.xml") && !strings.HasPrefix(name, "[") && !strings.Contains(name, "comments") && !strings.Contains(name, "vmlDrawing") {
					t.Errorf("%s is not what it was", name)
				}
			}
			again := parts(t, annotated(t, result, marks, words))
			for name, body := range all {
				if strings.Contains(name, "comments") && again[name] != body {
					t.Errorf("%s changes when the same marks are made again", name)
				}
			}
		})
	}
}
