package fact

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A row is kept with its assessment for as long as the product lives, 100,000 of them after one import. As plain JSON most of its bytes are
// the same words again: what is known of a country, and the file that 20 fields came from. Packed, a row names facts that many rows share by
// their digest, and says each origin once:
//
//	{"v":2,"sets":["0a1b…"],"from":[{"kind":"list","file":"list.xlsx"}],"facts":[["supplier.workers",400,0,"H7"],…]}
//
// A fact is its name, its value, the number of its origin in "from", and its cell and question when it has them. A number and a yes or no
// stand as they are, a choice with "=" before it; any other value as the object that Value writes.

type packed struct {
	Version int             `json:"v"`
	Sets    []string        `json:"sets,omitempty"`
	From    []Origin        `json:"from,omitempty"`
	Facts   json.RawMessage `json:"facts,omitempty"`
}

const packedVersion = 2

// AppendPacked appends the packed form of a row that is made of sets and of own facts.
func AppendPacked(to []byte, sets []string, own []Given) []byte {
	to = append(to, `{"v":2`...)
	for i, key := range sets {
		if i == 0 {
			to = append(to, `,"sets":[`...)
		}
		to = append(appendString(to, key), ',')
	}
	if len(sets) > 0 {
		to[len(to)-1] = ']'
	}
	if len(own) > 0 {
		var room [32]int
		from, places := originsOf(own, room[:0])
		to = append(to, `,"from":[`...)
		for _, origin := range from {
			to = append(appendOrigin(append(to, '{'), &origin), `},`...)
		}
		to[len(to)-1] = ']'
		to = append(to, `,"facts":[`...)
		for i := range own {
			to = append(appendFact(to, &own[i], places[i]), ',')
		}
		to[len(to)-1] = ']'
	}
	return append(to, '}')
}

// originsOf gives the different origins, without cell and question, and which of them each fact has.
func originsOf(own []Given, places []int) ([]Origin, []int) {
	from := make([]Origin, 0, 8)
	for i := range own {
		origin := own[i].Origin
		origin.Cell, origin.Question = "", ""
		at := slices.Index(from, origin)
		if at < 0 {
			at = len(from)
			from = append(from, origin)
		}
		places = append(places, at)
	}
	return from, places
}

func appendFact(to []byte, given *Given, place int) []byte {
	to = appendString(append(to, '['), string(given.Name))
	to = append(to, ',')
	switch v := &given.Value; {
	case v.plain(Number):
		to = appendNumberOrZero(to, v.Number)
	case v.plain(Bool):
		to = strconv.AppendBool(to, v.Bool)
	case v.plain(Choice):
		to = appendString(to, "="+v.Choice)
	default:
		to = append(appendValue(append(to, '{'), v), '}')
	}
	to = strconv.AppendInt(append(to, ','), int64(place), 10)
	if given.Origin.Cell != "" || given.Origin.Question != "" {
		to = appendString(append(to, ','), given.Origin.Cell)
	}
	if given.Origin.Question != "" {
		to = appendString(append(to, ','), given.Origin.Question)
	}
	return append(to, ']')
}

func appendNumberOrZero(to []byte, n float64) []byte {
	if n == 0 {
		return append(to, '0')
	}
	return appendNumber(to, n)
}

// plain tells whether v is a value of a type that is there, and nothing besides.
func (v *Value) plain(of Type) bool {
	return v.Type == of && v.State == Present && v.Text == "" && v.Reason == "" && len(v.Choices) == 0 &&
		(of == Number || v.Number == 0) && (of == Bool || !v.Bool) && (of == Choice || v.Choice == "")
}

// SetKeys gives the keys of the sets that a packed row names; none for a row that is kept as plain JSON.
func SetKeys(text []byte) ([]string, error) {
	if len(text) > 0 && text[0] == '[' {
		return nil, nil
	}
	if rest, ok := bytes.CutPrefix(text, []byte(`{"v":2`)); ok { // as AppendPacked writes it: no need to read the rest
		rest, ok = bytes.CutPrefix(rest, []byte(`,"sets":`))
		end := bytes.IndexByte(rest, ']')
		if !ok || end < 0 {
			return nil, nil
		}
		pieces, err := elements(rest[:end+1], nil)
		keys := make([]string, len(pieces))
		for i := 0; i < len(pieces) && err == nil; i++ {
			keys[i], err = unquoted(pieces[i])
		}
		return keys, err
	}
	var p packed
	if err := json.Unmarshal(text, &p); err != nil {
		return nil, fmt.Errorf("packed facts: %w", err)
	}
	return p.Sets, nil
}

// Unpack gives the row again, sorted by name. Sets are looked up by key. A row that is kept as plain JSON, as the first version did, is read too.
func Unpack(text []byte, set func(key string) (Row, error)) (Row, error) {
	row := Row{}
	if len(text) > 0 && text[0] == '[' {
		err := json.Unmarshal(text, &row)
		return row, err
	}
	var p packed
	if err := json.Unmarshal(text, &p); err != nil {
		return nil, fmt.Errorf("packed facts: %w", err)
	}
	if p.Version != packedVersion {
		return nil, fmt.Errorf("packed facts: version %d is not known", p.Version)
	}
	for _, key := range p.Sets {
		shared, err := set(key)
		if err != nil {
			return nil, err
		}
		row = append(row, shared...)
	}
	own, err := unpackFacts(p.Facts, p.From)
	if err != nil {
		return nil, err
	}
	row = append(row, own...)
	slices.SortStableFunc(row, func(a, b Given) int { return compareNames(a.Name, b.Name) })
	return row, nil
}

// unpackFacts reads the own facts. They are read by hand: a portfolio has millions of them.
func unpackFacts(text json.RawMessage, from []Origin) (Row, error) {
	facts, err := elements(text, nil)
	if err != nil {
		return nil, err
	}
	row := make(Row, len(facts))
	var pieces []json.RawMessage
	for i, text := range facts {
		if pieces, err = elements(text, pieces[:0]); err != nil {
			return nil, err
		}
		if row[i], err = unpackFact(pieces, from); err != nil {
			return nil, fmt.Errorf("packed fact %s: %w", text, err)
		}
	}
	return row, nil
}

// elements splits a JSON array, which is valid JSON already, into its elements.
func elements(text json.RawMessage, to []json.RawMessage) ([]json.RawMessage, error) {
	if len(text) == 0 {
		return to, nil
	}
	if text[0] != '[' {
		return nil, fmt.Errorf("packed facts: %s is no list", text)
	}
	depth, quoted, start := 0, false, 1
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
		case depth > 0 && (c == ']' || c == '}'):
			depth--
		case depth == 0 && (c == ',' || c == ']'):
			if element := bytes.TrimSpace(text[start:i]); len(element) > 0 {
				to = append(to, json.RawMessage(element))
			}
			start = i + 1
		}
	}
	return to, nil
}

func unpackFact(pieces []json.RawMessage, from []Origin) (given Given, err error) {
	if len(pieces) < 3 {
		return given, errors.New("name, value and origin are not all there")
	}
	name, err := unquoted(pieces[0])
	if err != nil {
		return given, err
	}
	given.Name = Name(name)
	place, err := strconv.Atoi(string(pieces[2]))
	if err != nil || place < 0 || place >= len(from) {
		return given, fmt.Errorf("no origin %s", pieces[2])
	}
	given.Origin = from[place]
	for i, to := range []*string{&given.Origin.Cell, &given.Origin.Question} {
		if len(pieces) > 3+i {
			if *to, err = unquoted(pieces[3+i]); err != nil {
				return given, err
			}
		}
	}
	given.Value, err = unpackValue(pieces[1])
	return given, err
}

func unpackValue(text json.RawMessage) (v Value, err error) {
	switch text[0] {
	case '{':
		return v, json.Unmarshal(text, &v)
	case 't', 'f':
		return OfBool(text[0] == 't'), nil
	case '"':
		choice, err := unquoted(text)
		return OfChoice(strings.TrimPrefix(choice, "=")), err
	}
	n, err := strconv.ParseFloat(string(text), 64)
	return OfNumber(n), err
}

// unquoted gives the value of a JSON string.
func unquoted(text json.RawMessage) (string, error) {
	if len(text) >= 2 && text[0] == '"' && bytes.IndexByte(text, '\\') < 0 {
		return string(text[1 : len(text)-1]), nil
	}
	var value string
	err := json.Unmarshal(text, &value)
	return value, err
}
