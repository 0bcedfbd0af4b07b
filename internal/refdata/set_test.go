package refdata_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/templates"
)

func TestNoFigureOfTheGlobalSlaveryIndexIsInTheFolder(t *testing.T) {
	err := fs.WalkDir(templates.Files, "refdata", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(path, ".md") {
			return err
		}
		data, err := fs.ReadFile(templates.Files, path)
		if err != nil {
			return err
		}
		for _, word := range []string{"Walk Free", "GSI", "Global Slavery", "OpenSanctions"} {
			if strings.Contains(string(data), word) {
				t.Errorf("%s speaks of %s, whose rights do not allow it here", path, word)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestEveryFileHasAPassport(t *testing.T) {
	named := map[string]bool{"sources.yaml": true, "README.md": true, ".keep": true}
	for _, source := range refdata.Default().Sources() {
		for _, file := range source.Files {
			named[file] = true
		}
		if source.Retrieved == "" || source.Publisher == "" {
			t.Errorf("source %s has no publisher or day of retrieval", source.ID)
		}
	}
	entries, err := fs.ReadDir(templates.Files, "refdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if !named[entry.Name()] {
			t.Errorf("%s is named by no source in sources.yaml", entry.Name())
		}
	}
}

func TestABrokenSetIsRefusedWithItsLine(t *testing.T) {
	for name, c := range map[string]struct{ file, text, want string }{
		"a country that is not there": {"tip_tiers.csv", "alpha3,year,tier,basis\nXXX,2025,2,listed\n", "tip_tiers.csv, line 2"},
		"a tier that is not known":    {"tip_tiers.csv", "alpha3,year,tier,basis\nVNM,2025,9,listed\n", "tier \"9\""},
		"other columns":               {"goods.csv", "a,b\n", "the columns must be"},
		"a level out of range":        {"sectors.csv", "code,title_en,title_id,level,basis\nA,a,a,7,b\n", "level \"7\""},
	} {
		t.Run(name, func(t *testing.T) {
			files := copyOf(t)
			files["refdata/"+c.file] = &fstest.MapFile{Data: []byte(c.text)}
			_, err := refdata.Load(files)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("Load: %v, want %q in it", err, c.want)
			}
		})
	}
}

func TestAnyByteChangesTheDigest(t *testing.T) {
	files := copyOf(t)
	one, err := refdata.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if one.Digest() != refdata.Default().Digest() {
		t.Error("the same files have two digests")
	}
	changed := files["refdata/goods.csv"].Data
	files["refdata/goods.csv"] = &fstest.MapFile{Data: []byte(strings.Replace(string(changed), "Bricks", "Brick", 1))}
	two, err := refdata.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if one.Digest() == two.Digest() {
		t.Error("a changed file has the same digest")
	}
}

func TestEveryFactIsDeclaredAndGivenOnce(t *testing.T) {
	set := refdata.Default()
	types := map[fact.Name]fact.Type{}
	for _, def := range refdata.Defs() {
		types[def.Name] = def.Type
	}
	for _, code := range []refdata.CountryCode{"", "VNM", "CHN", "XKX", "ATA"} {
		all := set.CountryFacts(code)
		all = append(all, set.SectorFacts("C14")...)
		all = append(all, set.GoodsFacts(code, []string{"cotton"})...)
		if len(all) != len(types) {
			t.Errorf("%q: %d facts, %d declared", code, len(all), len(types))
		}
		seen := map[fact.Name]bool{}
		for _, given := range all {
			if types[given.Name] != given.Value.Type || seen[given.Name] {
				t.Errorf("%q: fact %s of type %q is not declared so, or twice", code, given.Name, given.Value.Type)
			}
			seen[given.Name] = true
			if given.Value.State == fact.Present && (given.Origin.Source == "" || given.Origin.Edition == "") {
				t.Errorf("%q: fact %s has no source", code, given.Name)
			}
		}
	}
}

func copyOf(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	entries, err := fs.ReadDir(templates.Files, "refdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		data, err := fs.ReadFile(templates.Files, "refdata/"+entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		files["refdata/"+entry.Name()] = &fstest.MapFile{Data: data}
	}
	return files
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := refdata.Load(templates.Files); err != nil {
			b.Fatal(err)
		}
	}
}
