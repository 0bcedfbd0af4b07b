package screening

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/refdata"
)

// layout says in which columns a kind of file keeps what, and what parts several values in one cell.
type layout struct {
	name, aliases, countries, programme, product, on, id, note, schema string
	part                                                               string
}

var (
	// ownLayout is our own: name, aliases (parted by |), country (any name or code), programme, product, listed_on, id, note. Only name must be there.
	ownLayout = layout{
		name: "name", aliases: "aliases", countries: "country", programme: "programme", product: "product", on: "listed_on", id: "id", note: "note", part: "|",
	}
	// openSanctions is OpenSanctions' targets.simple.csv (its data are CC BY-NC: a deployment that uses it needs its licence).
	openSanctions = layout{
		name: "name", aliases: "aliases", countries: "countries", programme: "dataset", on: "first_seen", id: "id", note: "sanctions", schema: "schema", part: ";",
	}
)

// firms are the kinds of OpenSanctions entities that a supplier can be. People are not read: the product holds no names of people.
var firms = []string{"Company", "Organization", "LegalEntity", "PublicBody", "Vessel"}

// Read reads an entity list: our own CSV layout or OpenSanctions' targets.simple.csv, recognised by its columns. The passport comes back with the
// digest of the file and the number of entities. Issues name rows without a name (refused) and countries that were not understood (the entity is
// kept without). The fault "screening.columns-unknown" says that it is neither.
func Read(src io.Reader, name string, passport List, ref *refdata.Set) (List, []Entity, []issue.Issue, error) {
	data, err := io.ReadAll(src)
	if err != nil {
		return List{}, nil, nil, fmt.Errorf("read entity list %s: %w", passport.ID, err)
	}
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	reader.FieldsPerRecord, reader.LazyQuotes = -1, true
	header, err := reader.Read()
	if err != nil || !slices.Contains(header, "name") {
		return List{}, nil, nil, fault.New(fault.Invalid, "screening.columns-unknown", "file", name)
	}
	lines := listLines{header: header, layout: ownLayout, ref: ref, list: passport.ID, file: name}
	if slices.Contains(header, openSanctions.schema) && slices.Contains(header, openSanctions.countries) {
		lines.layout = openSanctions
	}
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return List{}, nil, nil, fault.New(fault.Invalid, "screening.unreadable", "file", name).Because(err)
		}
		line, _ := reader.FieldPos(0)
		lines.take(cells, line)
	}
	passport.Digest, passport.Entities = canon.Sum(data), len(lines.entities)
	return passport, lines.entities, lines.issues, nil
}

// listLines collects the entities of a file.
type listLines struct {
	header   []string
	layout   layout
	ref      *refdata.Set
	list     string
	file     string
	entities []Entity
	issues   []issue.Issue
}

func (l *listLines) take(cells []string, line int) {
	get := func(column string) string {
		if i := slices.Index(l.header, column); column != "" && i >= 0 && i < len(cells) {
			return strings.TrimSpace(cells[i])
		}
		return ""
	}
	if l.layout.schema != "" && !slices.Contains(firms, get(l.layout.schema)) {
		return
	}
	at := issue.Place{File: l.file, Line: line}
	entity := Entity{
		ListID: l.list, ID: get(l.layout.id), Name: get(l.layout.name), Programme: get(l.layout.programme), Product: get(l.layout.product),
		On: get(l.layout.on), Note: get(l.layout.note),
	}
	if entity.Name == "" {
		l.issues = append(l.issues, issue.Issue{Code: "screening.name-missing", Severity: issue.Refused, At: at})
		return
	}
	for _, alias := range l.split(get(l.layout.aliases)) {
		if alias != entity.Name {
			entity.Aliases = append(entity.Aliases, alias)
		}
	}
	for _, country := range l.split(get(l.layout.countries)) {
		match := l.ref.FindCountry(country)
		if match.Code == "" {
			l.issues = append(l.issues, issue.Issue{Code: "screening.country-unknown", Severity: issue.Warned, At: at, Saw: country})
			continue
		}
		entity.Countries = append(entity.Countries, match.Code)
	}
	l.entities = append(l.entities, entity)
}

func (l *listLines) split(cell string) []string {
	var parts []string
	for part := range strings.SplitSeq(cell, l.layout.part) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}
