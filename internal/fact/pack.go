package fact

import (
	"encoding/json"
	"fmt"
	"slices"
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
	Version int               `json:"v"`
	Sets    []string          `json:"sets,omitempty"`
	From    []Origin          `json:"from,omitempty"`
	Facts   []json.RawMessage `json:"facts,omitempty"`
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
		from, places := originsOf(own)
		to = append(to, `,"from":[`...)
		for _, origin := range from {
			to = append(appendOrigin(append(to, '{'), origin), `},`...)
		}
		to[len(to)-1] = ']'
		to = append(to, `,"facts":[`...)
		for i, given := range own {
			to = append(appendFact(to, given, places[i]), ',')
		}
		to[len(to)-1] = ']'
	}
	return append(to, '}')
}

// originsOf gives the different origins, without cell and question, and which of them each fact has.
func originsOf(own []Given) (from []Origin, places []int) {
	places = make([]int, len(own))
	for i, given := range own {
		origin := given.Origin
		origin.Cell, origin.Question = "", ""
		at := slices.Index(from, origin)
		if at < 0 {
			at = len(from)
			from = append(from, origin)
		}
		places[i] = at
	}
	return from, places
}

func appendFact(to []byte, given Given, place int) []byte {
	to = appendString(append(to, '['), string(given.Name))
	to = append(to, ',')
	switch v := given.Value; {
	case v.plain(OfNumber(v.Number)):
		to = appendNumberOrZero(to, v.Number)
	case v.plain(OfBool(v.Bool)):
		to = append(to, map[bool]string{true: "true", false: "false"}[v.Bool]...)
	case v.plain(OfChoice(v.Choice)):
		to = appendString(to, "="+v.Choice)
	default:
		to = append(appendValue(append(to, '{'), v), '}')
	}
	to = append(to, ',')
	to = appendNumberOrZero(to, float64(place))
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

// plain tells whether v is other, and nothing besides.
func (v Value) plain(other Value) bool {
	return v.Type == other.Type && v.State == other.State && v.Number == other.Number && v.Bool == other.Bool && v.Choice == other.Choice &&
		v.Text == "" && v.Reason == "" && len(v.Choices) == 0
}

// SetKeys gives the keys of the sets that a packed row names; none for a row that is kept as plain JSON.
func SetKeys(text []byte) ([]string, error) {
	if len(text) > 0 && text[0] == '[' {
		return nil, nil
	}
	var keys struct {
		Sets []string `json:"sets"`
	}
	if err := json.Unmarshal(text, &keys); err != nil {
		return nil, fmt.Errorf("packed facts: %w", err)
	}
	return keys.Sets, nil
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
	for _, text := range p.Facts {
		given, err := unpackFact(text, p.From)
		if err != nil {
			return nil, err
		}
		row = append(row, given)
	}
	slices.SortStableFunc(row, func(a, b Given) int { return compareNames(a.Name, b.Name) })
	return row, nil
}

func unpackFact(text json.RawMessage, from []Origin) (given Given, err error) {
	var value json.RawMessage
	var place int
	var cell, question string
	pieces := []any{&given.Name, &value, &place, &cell, &question}
	if err := json.Unmarshal(text, &pieces); err != nil {
		return given, fmt.Errorf("packed fact %s: %w", text, err)
	}
	if len(pieces) < 3 {
		return given, fmt.Errorf("packed fact %s: name, value and origin are not all there", text)
	}
	if place < 0 || place >= len(from) {
		return given, fmt.Errorf("packed fact %s: no origin %d", given.Name, place)
	}
	given.Origin = from[place]
	given.Origin.Cell, given.Origin.Question = cell, question
	switch value[0] {
	case '{':
		err = json.Unmarshal(value, &given.Value)
	case 't', 'f':
		given.Value = OfBool(value[0] == 't')
	case '"':
		given.Value = OfChoice("")
		err = json.Unmarshal(value, &given.Value.Choice)
		given.Value.Choice = given.Value.Choice[min(1, len(given.Value.Choice)):]
	default:
		given.Value = OfNumber(0)
		err = json.Unmarshal(value, &given.Value.Number)
	}
	return given, err
}
