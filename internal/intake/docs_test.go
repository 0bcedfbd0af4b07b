package intake

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

// severities of the catalogue, for the page; faults refuse the whole file.
var severities = map[string]string{
	"intake.no-names": "file refused", "intake.empty-list": "file refused", "intake.name-missing": "row refused",
	"intake.row-total": "noted, row left out", "intake.row-note": "noted, row left out", "intake.row-header": "noted, row left out", "intake.row-no-fields": "noted, row left out",
	"intake.row-far-below": "warned, row left out", "intake.currency-missing": "warned", "intake.currency-ambiguous": "warned",
}

var titles = map[lang.Tag][6]string{
	lang.English:    {"Import errors", "What", "Why", "How to mend", "Example", "Many at once"},
	lang.Indonesian: {"Kesalahan impor", "Apa", "Mengapa", "Cara memperbaiki", "Contoh", "Banyak sekaligus"},
}

// docsPage is generated: code, what, why and how to mend, in both languages.
const docsPage = "../../docs/import-errors.md"

func catalogue() []string {
	var codes []string
	for _, key := range lang.Keys(lang.English) {
		if strings.HasPrefix(key, "intake.") && lang.Has(key+".fix") {
			codes = append(codes, key)
		}
	}
	return codes
}

func fileFaults() []string {
	var keys []string
	for _, key := range lang.Keys(lang.English) {
		if strings.HasPrefix(key, "sheet.") {
			keys = append(keys, key)
		}
	}
	return keys
}

func page() string {
	var out strings.Builder
	out.WriteString("# Import errors\n\nGenerated from `templates/messages` by `go test ./internal/intake -run Docs -update`; do not edit.\n\n")
	out.WriteString("Each problem of an import has a stable code. The API gives the code, the place (sheet, row, column, header) and the arguments in braces; every language says it in its own words. ")
	out.WriteString("*Refused*: the row or file is not taken over. *Warned*: it is taken over, and the value was left out or is doubtful. *Noted*: taken over; this is how it was understood.\n")
	fmt.Fprintf(&out, "\nThe catalogue has %d codes of problems in a list and %d of files.\n", len(catalogue()), len(fileFaults()))
	used := codesInSource()
	for _, tag := range lang.Tags() {
		t := titles[tag]
		fmt.Fprintf(&out, "\n## %s (%s)\n", t[0], tag)
		for _, code := range catalogue() {
			severity := severities[code]
			if severity == "" {
				severity = used[code]
			}
			fmt.Fprintf(&out, "\n### `%s`\n\n", code)
			if severity != "" && tag == lang.English {
				fmt.Fprintf(&out, "*%s*\n\n", severity)
			}
			fmt.Fprintf(&out, "- **%s:** %s\n- **%s:** %s\n- **%s:** %s\n", t[1], lang.Say(tag, code, nil), t[2], lang.Say(tag, code+".why", nil), t[3], lang.Say(tag, code+".fix", nil))
			if lang.Has(code + ".title") {
				grouped := Grouped{Code: code, Severity: issue.Warned, Column: 4, Header: "…", Count: 17, Cells: "D4:D9, D12, …", Others: 3}
				fmt.Fprintf(&out, "- **%s:** %s\n", t[5], SayGroup(tag, grouped))
			}
			if lang.Has(code + ".want") {
				fmt.Fprintf(&out, "- **%s+:** %s\n", t[3], lang.Say(tag, code+".want", nil))
			}
		}
		out.WriteString("\n| | |\n|---|---|\n")
		for _, key := range fileFaults() {
			fmt.Fprintf(&out, "| `%s` | %s |\n", key, lang.Say(tag, key, nil))
		}
	}
	return out.String()
}

var codePattern = regexp.MustCompile(`"(intake\.[a-z0-9-]+)"`)

// codesInSource finds the codes that the package's source names, and with which severity.
func codesInSource() map[string]string {
	found := make(map[string]string)
	entries, _ := os.ReadDir(".")
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".go") || strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		source, _ := os.ReadFile(entry.Name())
		for line := range strings.Lines(string(source)) {
			for _, match := range codePattern.FindAllStringSubmatch(line, -1) {
				severity := found[match[1]]
				for word, name := range map[string]string{"note(": "noted", "Noted": "noted", "warn": "warned", "Warned": "warned", "Refused": "row refused"} {
					if strings.Contains(line, word) {
						severity = name
					}
				}
				found[match[1]] = severity
			}
		}
	}
	return found
}

func TestDocsListEveryCode(t *testing.T) {
	codes := catalogue()
	for code := range codesInSource() {
		if !slices.Contains(codes, code) && !strings.HasSuffix(code, ".") {
			t.Errorf("%s has no text", code)
		}
	}
	used := codesInSource()
	for _, code := range codes {
		if _, ok := used[code]; !ok {
			t.Errorf("%s has a text and is never used", code)
		}
		keys := []string{code, code + ".why", code + ".fix", code + ".title"}
		if severities[code] == "file refused" { // there is one file, and one such problem
			keys = keys[:3]
		}
		for _, key := range keys {
			for _, tag := range lang.Tags() {
				if !slices.Contains(lang.Keys(tag), key) {
					t.Errorf("%s is not said in %s", key, tag)
				}
			}
		}
	}
	if *update {
		if err := os.WriteFile(docsPage, []byte(page()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	have, err := os.ReadFile(docsPage)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != page() {
		t.Errorf("%s is out of date: go test ./internal/intake -run Docs -update", docsPage)
	}
}
