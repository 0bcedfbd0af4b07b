package refdata

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/gabf/telusur/internal/canon"
)

const folder = "refdata"

// files of the folder, in the order in which they are read: later ones name countries and sectors of earlier ones.
var files = []struct {
	name    string
	columns string
	take    func(*Set, row) error
}{
	{"countries.csv", "alpha3,alpha2,numeric,region,bali_member,bali_verified", (*Set).takeCountry},
	{"country_names.csv", "alpha3,name_en,name_id,others", (*Set).takeNames},
	{"country_aliases.csv", "alias,lang,countries", (*Set).takeAlias},
	{"tip_tiers.csv", "alpha3,year,tier,basis", (*Set).takeTier},
	{"ilo_ratifications.csv", "alpha3,convention,status,year,year_verified,source,verified,note", (*Set).takeRatification},
	{"sectors.csv", "code,title_en,title_id,level,basis", (*Set).takeSector},
	{"sector_keywords.csv", "code,tag,lang,keywords", (*Set).takeSectorWords},
	{"goods_keywords.csv", "tag,lang,keywords", (*Set).takeGoodsWords},
	{"goods.csv", "alpha3,good,tag,isic_division,child_labour,forced_labour,forced_child_labour,tainted_input,input_country," +
		"input_child_labour,input_forced_labour,status,note", (*Set).takeGood},
	{"uflpa_sectors.csv", "sector,tags,year_added,document,hts_prefixes", (*Set).takePriority},
}

// row is one line of a file, column name to cell.
type row struct {
	columns []string
	cells   []string
}

func (r row) get(column string) string { return r.cells[slices.Index(r.columns, column)] }

func (r row) yes(column string) bool {
	switch r.get(column) {
	case "yes", "Y":
		return true
	}
	return false
}

// Load reads the folder refdata of a file system laid out as templates.Files. Any file that is absent, has other columns, or
// names a country or source that is not there, is an error with its line: a set is whole or it is not.
func Load(fsys fs.FS) (*Set, error) {
	s := newSet()
	type part struct {
		File   string       `json:"file"`
		Digest canon.Digest `json:"digest"`
	}
	var parts []part
	data, err := fs.ReadFile(fsys, path.Join(folder, "sources.yaml"))
	if err != nil {
		return nil, fmt.Errorf("read reference data: %w", err)
	}
	if err := s.takeSources(data); err != nil {
		return nil, fmt.Errorf("read %s: %w", "sources.yaml", err)
	}
	parts = append(parts, part{"sources.yaml", canon.Sum(data)})
	for _, file := range files {
		data, err := fs.ReadFile(fsys, path.Join(folder, file.name))
		if err != nil {
			return nil, fmt.Errorf("read reference data: %w", err)
		}
		if err := s.takeFile(file.name, file.columns, data, file.take); err != nil {
			return nil, err
		}
		parts = append(parts, part{file.name, canon.Sum(data)})
	}
	s.finish()
	s.digest, err = canon.DigestOf(parts)
	return s, err
}

func (s *Set) takeFile(name, columns string, data []byte, take func(*Set, row) error) error {
	reader := csv.NewReader(bytes.NewReader(data))
	reader.ReuseRecord = true
	header, err := reader.Read()
	if err != nil || strings.Join(header, ",") != columns {
		return fmt.Errorf("read %s: the columns must be %s", name, columns)
	}
	head := strings.Split(columns, ",")
	for {
		cells, err := reader.Read()
		if len(cells) == 0 {
			return nil // the end
		}
		if err == nil {
			err = take(s, row{head, cells})
		}
		if err != nil {
			line, _ := reader.FieldPos(0)
			return fmt.Errorf("read %s, line %d: %w", name, line, err)
		}
	}
}

func (s *Set) takeSources(data []byte) error {
	if err := yaml.Unmarshal(data, &s.sources); err != nil {
		return err
	}
	slices.SortFunc(s.sources, func(a, b Source) int { return strings.Compare(a.ID, b.ID) })
	for i, source := range s.sources {
		if source.Title == "" || source.Licence == "" || source.Edition == "" {
			return fmt.Errorf("source %q needs a title, an edition and a licence", source.ID)
		}
		s.sourceAt[source.ID] = i
	}
	for _, id := range []string{sourceBali, sourceTIP, sourceGoods, sourceUFLPA, sourceSectors} {
		if _, ok := s.sourceAt[id]; !ok {
			return fmt.Errorf("source %q is not there", id)
		}
	}
	return nil
}

var errCountry = errors.New("the country is not in countries.csv")

// at gives the position of a country in the set.
func (s *Set) at(code string) (int, error) {
	i, ok := s.countryAt[CountryCode(code)]
	if !ok {
		return 0, fmt.Errorf("%q: %w", code, errCountry)
	}
	return i, nil
}
