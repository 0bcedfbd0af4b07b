package questionnaire

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// indicators are the eleven ILO indicators of forced labour (2012), by the number this product gives them.
var indicators = func() []string {
	all := make([]string, 11)
	for i := range all {
		all[i] = fmt.Sprintf("I%02d", i+1)
	}
	return all
}()

func (l *loader) readQuestion(node ast.Node) Question {
	var q Question
	l.question = questionID(node)
	defer func() { l.question = "" }()
	at := make(map[string]ast.Node) // where the keys stand whose sense depends on the type
	l.mapping(node,
		field{"id", true, func(n ast.Node) { q.ID = l.id(n, "id", "question") }},
		field{"type", true, func(n ast.Node) { q.Type = Type(l.oneOf(n, "type", typeNames(Types()))) }},
		field{"text", true, func(n ast.Node) { q.Text = l.words(n, "text") }},
		field{"help", false, func(n ast.Node) { q.Help = l.words(n, "help") }},
		field{"why", false, func(n ast.Node) { q.Why = l.words(n, "why") }},
		field{"choices", false, func(n ast.Node) { at["choices"] = n; q.Choices = l.choices(n) }},
		field{"unit", false, func(n ast.Node) { at["unit"] = n; q.Unit = l.oneOf(n, "unit", Units()) }},
		field{"min", false, func(n ast.Node) { at["min"] = n; q.Min = l.number(n, "min") }},
		field{"max", false, func(n ast.Node) { at["max"] = n; q.Max = l.number(n, "max") }},
		field{"columns", false, func(n ast.Node) { at["columns"] = n; q.Columns = l.columns(n, q.ID) }},
		field{"rows", false, func(n ast.Node) { at["rows"] = n; q.Rows = l.rows(n) }},
		field{"indicator", false, func(n ast.Node) { q.Indicator = l.oneOf(n, "indicator", indicators) }},
		field{"key", false, func(n ast.Node) { q.Key = l.truth(n, "key") }},
		field{"evidence", false, func(n ast.Node) { q.Evidence = l.truth(n, "evidence") }},
		field{"serves", false, func(n ast.Node) { q.Serves = l.serves(n) }},
		field{"relevant", false, func(n ast.Node) { q.Relevant = l.condition(n, "relevant") }},
		field{"required", false, func(n ast.Node) { q.Required = l.required(n) }},
		field{"required_message", false, func(n ast.Node) { at["required_message"] = n; q.RequiredMessage = l.words(n, "required_message") }},
		field{"constraint", false, func(n ast.Node) { at["constraint"] = n; q.Constraint = l.condition(n, "constraint") }},
		field{"constraint_message", false, func(n ast.Node) {
			at["constraint_message"] = n
			q.ConstraintMessage = l.words(n, "constraint_message")
		}},
	)
	l.checkType(node, q, at)
	l.checkMessages(q, at)
	return q
}

// condition keeps a condition for later, when all answers are known.
func (l *loader) condition(node ast.Node, key string) string {
	text, ok := l.text(node, key)
	if ok {
		l.conditions = append(l.conditions, written{question: l.question, key: key, node: node, text: text})
	}
	return text
}

// required is true or a condition; false is the same as leaving it out.
func (l *loader) required(node ast.Node) string {
	if always, ok := node.(*ast.BoolNode); ok {
		if always.Value {
			return "true"
		}
		return ""
	}
	return l.condition(node, "required")
}

// checkMessages wants a message for each constraint, for nobody can guess it, and no message without its condition.
func (l *loader) checkMessages(q Question, at map[string]ast.Node) {
	switch {
	case at["constraint"] != nil && at["constraint_message"] == nil:
		l.report(at["constraint"], "questionnaire.key-missing", "", "constraint_message", "key", "constraint_message")
	case at["constraint"] == nil && at["constraint_message"] != nil:
		l.report(at["constraint_message"], "questionnaire.message-alone", "", "", "key", "constraint")
	}
	if at["required_message"] != nil && q.Required == "" {
		l.report(at["required_message"], "questionnaire.message-alone", "", "", "key", "required")
	}
}

// serves reads the criteria of disclosure laws that an answer speaks to, in the order of Criteria.
func (l *loader) serves(node ast.Node) []string {
	named := make(map[string]bool)
	l.list(node, "serves", func(n ast.Node) {
		if id := l.oneOf(n, "serves", Criteria()); id != "" {
			named[id] = true
		}
	})
	var ids []string
	for _, id := range Criteria() {
		if named[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

// checkType holds choices, unit, min and max, columns and rows to the type of the question.
func (l *loader) checkType(node ast.Node, q Question, at map[string]ast.Node) {
	if q.Type == "" {
		return // said already
	}
	wanted := map[string]bool{
		"choices": q.Type == Choice || q.Type == Choices, "unit": q.Type == Number, "min": q.Type == Number, "max": q.Type == Number,
		"columns": q.Type == Matrix, "rows": q.Type == Matrix,
	}
	for _, key := range []string{"choices", "unit", "min", "max", "columns", "rows"} {
		if at[key] != nil && !wanted[key] {
			l.report(at[key], "questionnaire.key-unwanted", "", "", "key", key, "type", string(q.Type))
		}
	}
	for _, key := range []string{"choices", "unit", "columns"} {
		if at[key] == nil && wanted[key] {
			l.report(node, "questionnaire.key-missing", "", key, "key", key)
		}
	}
	for _, choice := range q.Choices {
		for _, label := range choice.Label {
			if q.Type == Choices && strings.ContainsAny(label, ";\n") {
				l.report(at["choices"], "questionnaire.label-separator", label, "")
			}
		}
	}
	if q.Min != nil && q.Max != nil && *q.Min > *q.Max {
		l.report(at["min"], "questionnaire.range-reversed", number(*q.Min), number(*q.Max))
	}
}

// maxChoices is the size of a fact's set (fact.Choices).
const maxChoices = 64

func (l *loader) choices(node ast.Node) []ChoiceOption {
	var options []ChoiceOption
	meant := make(map[string]string) // which choice a label stands for
	l.list(node, "choices", func(n ast.Node) {
		var option ChoiceOption
		l.mapping(n,
			field{"value", true, func(n ast.Node) { option.Value = l.choiceValue(n) }},
			field{"label", true, func(n ast.Node) { option.Label = l.words(n, "label") }},
		)
		l.checkLabels(n, option, meant)
		options = append(options, option)
	})
	if len(options) > maxChoices {
		l.report(node, "questionnaire.choices-many", strconv.Itoa(len(options)), strconv.Itoa(maxChoices))
	}
	return options
}

// checkLabels wants each word to stand for one choice only; meant is what the words before stand for.
func (l *loader) checkLabels(node ast.Node, option ChoiceOption, meant map[string]string) {
	words := []string{option.Value}
	for _, tag := range l.definition.Languages {
		words = append(words, option.Label[tag])
	}
	for _, word := range words {
		folded := fold(word)
		if other, taken := meant[folded]; folded != "" && taken && other != option.Value {
			l.report(node, "questionnaire.label-twice", word, "", "choice", other)
		}
		meant[folded] = option.Value
	}
}

func (l *loader) choiceValue(node ast.Node) string {
	value, ok := l.text(node, "value")
	switch {
	case !ok:
		return ""
	case !goodID(value, "choice"):
		l.report(node, "questionnaire.id-form", value, "", "key", "value")
		return ""
	}
	l.once(node, "choice of "+l.question+"."+l.column, value)
	return value
}

// once reports an id that was used before.
func (l *loader) once(node ast.Node, kind, id string) {
	line, _ := position(node)
	if first, used := l.first[kind+" "+id]; used {
		l.report(node, "questionnaire.id-twice", id, "", "line", strconv.Itoa(first))
		return
	}
	l.first[kind+" "+id] = line
}

// questionID looks ahead to the id, so that every issue of the question can name it.
func questionID(node ast.Node) string {
	values, _ := mappingValues(node)
	for _, value := range values {
		if shown(value.Key) == "id" {
			return clip(shown(value.Value))
		}
	}
	return ""
}

func typeNames(types []Type) []string {
	var names []string
	for _, t := range types {
		names = append(names, string(t))
	}
	return names
}

// number writes a number as short as it can be, without an exponent.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
