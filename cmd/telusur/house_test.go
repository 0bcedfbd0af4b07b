package main

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/gabf/telusur/internal/"

// floors are the packages from the bottom up; pure ones from left to right. A package may import those on lower floors, and on the pure
// floor those to its left (docs/architecture.md). The exceptions say why.
var floors = []struct {
	name     string
	packages []string
	ordered  bool // imports to the left are allowed
}{
	{"leaves", []string{"lang", "canon", "issue", "fault", "fact"}, true},
	{"pure", []string{"sheet", "refdata", "intake", "screening", "rulebook", "questionnaire", "scoring", "assessment", "demo", "ledger", "report"}, true},
	{"ground", []string{"store", "store/storetest", "blob", "jobs", "identity", "mail"}, true},
	{"areas", []string{"portfolio", "forum"}, true},
	{"doors", []string{"web"}, false},
}

// apart are imports that their floors would allow and the house does not.
var apart = map[string][]string{
	"web":           {"store/storetest"},
	"rulebook":      {"refdata", "sheet", "intake", "questionnaire", "screening"},
	"questionnaire": {"refdata", "intake", "screening"},
	"scoring":       {"refdata", "sheet", "intake", "questionnaire", "screening"},
	"report":        {"refdata", "intake", "questionnaire", "screening", "assessment", "demo"},
	"ledger":        {"sheet", "refdata", "intake", "screening", "rulebook", "questionnaire", "scoring", "assessment", "demo"},
	"store":         {"ledger", "report", "scoring", "rulebook", "intake", "questionnaire"},
}

func TestImportsOnlyRunDownward(t *testing.T) {
	t.Parallel()
	floorOf, placeOf := map[string]int{}, map[string]int{}
	for f, floor := range floors {
		for p, name := range floor.packages {
			floorOf[name], placeOf[name] = f, p
		}
	}
	for _, name := range housePackages(t) {
		if _, known := floorOf[name]; !known {
			t.Errorf("internal/%s stands on no floor: give it one here and in docs/architecture.md", name)
			continue
		}
		for _, imported := range houseImports(t, name) {
			below := floorOf[imported] < floorOf[name]
			left := floorOf[imported] == floorOf[name] && floors[floorOf[name]].ordered && placeOf[imported] < placeOf[name]
			if !below && !left || slices.Contains(apart[name], imported) {
				t.Errorf("internal/%s imports internal/%s, which is not below it", name, imported)
			}
		}
	}
}

// The newcomer's table must not rot.
func TestContributingKnowsEveryRoom(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range housePackages(t) {
		if room, _, _ := strings.Cut(name, "/"); !strings.Contains(string(guide), "internal/"+room) {
			t.Errorf("CONTRIBUTING.md does not say when to look in internal/%s", room)
		}
	}
}

// housePackages lists the packages under internal that are part of the program.
func housePackages(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../internal/*/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no packages found: %v", err)
	}
	var names []string
	for _, file := range files {
		name := filepath.Base(filepath.Dir(file))
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func houseImports(t *testing.T, name string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("../../internal", name, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var imports []string
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range parsed.Imports {
			imported, ours := strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), module)
			if ours && !slices.Contains(imports, imported) {
				imports = append(imports, imported)
			}
		}
	}
	return imports
}
