// Command gen writes templates/refdata/country_names.csv: what each country of countries.csv is called in the languages in
// which supplier lists arrive, from the Unicode CLDR tables of golang.org/x/text. Run it with go generate ./internal/refdata.
package main

import (
	"encoding/csv"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

const folder = "../../templates/refdata/"

// languages in which a country may be written, beside English and Indonesian.
var languages = []string{
	"th", "vi", "zh-Hans", "zh-Hant", "ms", "my", "km", "lo", "fil", "bn", "hi", "ne", "si", "ta", "ur", "fa", "ar",
	"ja", "ko", "es", "fr", "pt", "pt-PT", "ru", "uk", "de", "it", "nl", "pl", "tr", "sv", "da", "cs", "hu", "ro", "el",
}

// renamed holds English and Indonesian names that changed after CLDR 32 and stand so in CLDR 48.
var renamed = map[string][2]string{
	"MK": {"North Macedonia", "Makedonia Utara"},
	"SZ": {"Eswatini", "Eswatini"},
	"TR": {"Türkiye", "Turkiye"},
}

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	in, err := os.Open(folder + "countries.csv")
	if err != nil {
		return fmt.Errorf("read the countries: %w", err)
	}
	defer in.Close()
	rows, err := csv.NewReader(in).ReadAll()
	if err != nil {
		return fmt.Errorf("read the countries: %w", err)
	}
	out, err := os.Create(folder + "country_names.csv")
	if err != nil {
		return fmt.Errorf("write the names: %w", err)
	}
	w := csv.NewWriter(out)
	lines := [][]string{{"alpha3", "name_en", "name_id", "others"}}
	for _, row := range rows[1:] {
		lines = append(lines, append([]string{row[0]}, names(row[1])...))
	}
	if err := w.WriteAll(lines); err != nil {
		return fmt.Errorf("write the names: %w", err)
	}
	return out.Close()
}

// names gives the English name, the Indonesian name, and all others joined by "|".
func names(alpha2 string) []string {
	region := language.MustParseRegion(alpha2)
	english := display.Regions(language.English).Name(region)
	indonesian := display.Regions(language.Indonesian).Name(region)
	var others []string
	for _, tag := range languages {
		if namer := display.Regions(language.MustParse(tag)); namer != nil {
			if name := namer.Name(region); name != "" && name != alpha2 {
				others = append(others, name)
			}
		}
	}
	if now, ok := renamed[alpha2]; ok {
		others = append(others, english, indonesian)
		english, indonesian = now[0], now[1]
	}
	slices.Sort(others)
	others = slices.DeleteFunc(slices.Compact(others), func(n string) bool { return n == english || n == indonesian })
	return []string{english, indonesian, strings.Join(others, "|")}
}
