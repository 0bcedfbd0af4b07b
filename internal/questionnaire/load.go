package questionnaire

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

// maxDefinitionBytes is the size of the largest definition file taken; ours has 60 KB.
const maxDefinitionBytes = 1 << 20

// Load reads a definition file. It gives the whole definition and no issue, or nil and every issue found, each with line and column in
// file and the nearest known name. Any bytes are safe to load.
func Load(data []byte, file string) (*Definition, []issue.Issue) {
	l := &loader{reader: reader{file: file}, lines: strings.Split(string(data), "\n"), definition: &Definition{}, first: make(map[string]int)}
	if len(data) > maxDefinitionBytes || tooDeep(data) {
		return nil, []issue.Issue{l.issueAt(1, 1, "questionnaire.definition-too-large", "", "")}
	}
	if root := l.parse(data); root != nil {
		l.readDefinition(root)
		l.checkConditions()
	}
	if len(l.issues) > 0 {
		issue.Sort(l.issues)
		return nil, l.issues
	}
	l.definition.digest = l.definition.Digest()
	return l.definition, nil
}

// loader turns the tree into a definition.
type loader struct {
	reader
	lines      []string
	definition *Definition
	first      map[string]int // line on which an id or choice was first used, by kind and id
	conditions []written      // in the order of the questions
	column     string         // the column of a matrix being read, "" outside
	lenient    bool           // the languages are not known, so texts are not held to them
}

func (l *loader) readDefinition(root ast.Node) {
	d := l.definition
	before := len(l.issues)
	d.Languages = l.languages(root)
	l.lenient = len(l.issues) > before || len(d.Languages) == 0
	l.mapping(root,
		field{"questionnaire", true, func(n ast.Node) { d.ID = l.id(n, "questionnaire", "questionnaire") }},
		field{"version", true, func(n ast.Node) { d.Version, _ = l.text(n, "version") }},
		field{"languages", true, func(ast.Node) {}}, // read before all texts
		field{"title", true, func(n ast.Node) { d.Title = l.words(n, "title") }},
		field{"sections", true, func(n ast.Node) {
			l.list(n, "sections", func(n ast.Node) { d.Sections = append(d.Sections, l.section(n)) })
		}},
	)
}

// languages reads the list that every text is held to, wherever in the file it stands.
func (l *loader) languages(root ast.Node) []lang.Tag {
	values, _ := mappingValues(root)
	var tags []lang.Tag
	for _, value := range values {
		if shown(value.Key) != "languages" {
			continue
		}
		l.list(value.Value, "languages", func(n ast.Node) {
			if tag := l.oneOf(n, "languages", knownLanguages); tag != "" {
				tags = append(tags, lang.Tag(tag))
			}
		})
		if !slices.Contains(tags, lang.English) {
			l.report(value.Value, "questionnaire.language-english", "", "en")
		}
	}
	return tags
}

// knownLanguages are those a questionnaire may speak. The product's own words exist in lang.Tags; in the others they are English.
var knownLanguages = []string{"en", "id", "th", "vi", "ms", "bn", "zh", "my", "km", "lo", "ne", "fil"}

func (l *loader) section(node ast.Node) Section {
	var s Section
	l.mapping(node,
		field{"id", true, func(n ast.Node) { s.ID = l.id(n, "id", "section") }},
		field{"title", true, func(n ast.Node) { s.Title = l.words(n, "title") }},
		field{"intro", false, func(n ast.Node) { s.Intro = l.words(n, "intro") }},
		field{"questions", true, func(n ast.Node) {
			l.list(n, "questions", func(n ast.Node) { s.Questions = append(s.Questions, l.readQuestion(n)) })
		}},
	)
	return s
}

// words reads one text in every language of the questionnaire.
func (l *loader) words(node ast.Node, key string) lang.Text {
	tags := l.definition.Languages
	if l.lenient {
		tags = nil
		for _, tag := range knownLanguages {
			tags = append(tags, lang.Tag(tag))
		}
	}
	text := lang.Text{}
	fields := make([]field, 0, len(tags))
	for _, tag := range tags {
		fields = append(fields, field{string(tag), !l.lenient, func(n ast.Node) {
			if words, ok := l.text(n, key); ok {
				text[tag] = words
			}
		}})
	}
	l.mapping(node, fields...)
	return text
}

// id reads a name that is used once among its kind.
func (l *loader) id(node ast.Node, key, kind string) string {
	id, ok := l.text(node, key)
	if !ok {
		return ""
	}
	if !goodID(id, kind) {
		l.report(node, "questionnaire.id-form", id, "", "key", key)
		return ""
	}
	l.once(node, kind, id)
	return id
}

// goodID wants lower-case letters, digits and underscores, a letter first; a questionnaire's own id may have hyphens.
func goodID(id, kind string) bool {
	for i, c := range id {
		switch {
		case c >= 'a' && c <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '_' || c == '-' && kind == "questionnaire"):
		default:
			return false
		}
	}
	return len(id) <= 64
}

// tooDeep tells whether brackets or dashes nest deeper than any definition needs; the parser would follow them to the end of the stack.
func tooDeep(data []byte) bool {
	const most = 100
	run, open := 0, 0
	for _, c := range data {
		switch c {
		case '[', '{':
			open++
		case ']', '}':
			open = max(0, open-1)
		case '-', '?', ':', '&', '*', '!', '|', '>':
			run++
		case ' ', '\t':
		default:
			run = 0
		}
		if open > most || run > most {
			return true
		}
	}
	return false
}
