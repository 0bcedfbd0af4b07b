package rulebook

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// schema is the part of JSON Schema that docs/rulebook.schema.json uses.
type schema struct {
	Type       string            `json:"type"`
	Properties map[string]schema `json:"properties"`
	Required   []string          `json:"required"`
	Additional json.RawMessage   `json:"additionalProperties"`
	Items      *schema           `json:"items"`
	Enum       []any             `json:"enum"`
	OneOf      []schema          `json:"oneOf"`
	Ref        string            `json:"$ref"`
	Defs       map[string]schema `json:"$defs"`
}

func (s schema) check(root schema, v any, path string) error {
	if s.Ref != "" {
		return root.Defs[strings.TrimPrefix(s.Ref, "#/$defs/")].check(root, v, path)
	}
	if len(s.OneOf) > 0 {
		var last error
		for _, one := range s.OneOf {
			if last = one.check(root, v, path); last == nil {
				return nil
			}
		}
		return last
	}
	if s.Enum != nil && !slices.Contains(s.Enum, v) {
		return fmt.Errorf("%s: %v is not one of %v", path, v, s.Enum)
	}
	switch s.Type {
	case "object":
		return s.checkObject(root, v, path)
	case "array":
		list, ok := v.([]any)
		if !ok {
			return fmt.Errorf("%s is no list", path)
		}
		for i, value := range list {
			if err := s.Items.check(root, value, fmt.Sprint(path, "/", i)); err != nil {
				return err
			}
		}
	case "string":
		if _, ok := v.(string); !ok {
			return fmt.Errorf("%s is no text", path)
		}
	case "number", "integer":
		if _, ok := v.(float64); !ok {
			return fmt.Errorf("%s is no number", path)
		}
	case "boolean":
		if _, ok := v.(bool); !ok {
			return fmt.Errorf("%s is neither true nor false", path)
		}
	}
	return nil
}

func (s schema) checkObject(root schema, v any, path string) error {
	object, ok := v.(map[string]any)
	if !ok {
		return fmt.Errorf("%s is no mapping", path)
	}
	for _, key := range s.Required {
		if _, ok := object[key]; !ok {
			return fmt.Errorf("%s has no %s", path, key)
		}
	}
	for key, value := range object {
		part, known := s.Properties[key]
		if !known {
			if len(s.Additional) == 0 || string(s.Additional) == "false" {
				return fmt.Errorf("%s: %s is not in the schema", path, key)
			}
			if err := json.Unmarshal(s.Additional, &part); err != nil {
				return err
			}
		}
		if err := part.check(root, value, path+"/"+key); err != nil {
			return err
		}
	}
	return nil
}

// The published schema takes every rulebook that loads, and refuses a key that the loader does not know.
func TestSchemaTakesWhatLoads(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../docs/rulebook.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var root schema
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	other, _ := Load(small(t), "small.yaml")
	for _, r := range []*Rulebook{Default(), other} {
		var content any
		if err := json.Unmarshal(r.Canonical(), &content); err != nil {
			t.Fatal(err)
		}
		if err := root.check(root, content, r.ID); err != nil {
			t.Error(err)
		}
		content.(map[string]any)["inherent"].([]any)[0].(map[string]any)["wieght"] = 1.0
		if root.check(root, content, r.ID) == nil {
			t.Error("the schema takes a key that is not known")
		}
	}
}

// The schema knows exactly the keys that the loader knows, in every mapping: a key that the schema forgets is found when the loader is asked
// what is known where a wrong key stands.
func TestSchemaKnowsTheKeysOfTheLoader(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../docs/rulebook.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var root schema
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path     string
		old, new string
	}{
		{"", "id: small\n", "id: small\nzzzzzzzz: 1\n"},
		{"facts/*", "source: list,", "source: list, zzzzzzzz: 1,"},
		{"evidence", "  improve: 2", "  zzzzzzzz: 2\n  improve: 2"},
		{"evidence/levels/*", "{factor: 0.4,", "{zzzzzzzz: 1, factor: 0.4,"},
		{"indicators/*", "{id: I07,", "{zzzzzzzz: 1, id: I07,"},
		{"inherent/*", "    weight: 60", "    zzzzzzzz: 60\n    weight: 60"},
		{"inherent/*/absent", "absent: {missing: 1}", "absent: {missing: 1, zzzzzzzz: 1}"},
		{"controls/*", "    weight: 3\n", "    weight: 3\n    zzzzzzzz: 3\n"},
		{"controls/*/improve", "      set: {", "      zzzzzzzz: 3\n      set: {"},
		{"flags/*", "    floor: high\n", "    floor: high\n    zzzzzzzz: 3\n"},
		{"flags/*/finding", "      due_days: 30\n", "      due_days: 30\n      zzzzzzzz: 3\n"},
		{"checks/*", "    lowers: 0.1\n", "    lowers: 0.1\n    zzzzzzzz: 3\n"},
		{"confidence/*", "    value: score.evidence\n", "    value: score.evidence\n    zzzzzzzz: 3\n"},
		{"combination", "{floor: 0.2}", "{floor: 0.2, zzzzzzzz: 3}"},
		{"bands/*", "{id: low, from: 0,", "{id: low, zzzzzzzz: 0, from: 0,"},
		{"tests/*", "  - name: held\n", "  - name: held\n    zzzzzzzz: 3\n"},
		{"tests/*/expect", "expect: {band: low, residual", "expect: {zzzzzzzz: 3, band: low, residual"},
	} {
		text := strings.Replace(string(small(t)), c.old, c.new, 1)
		_, issues := Load([]byte(text), "small.yaml")
		known := ""
		for _, i := range issues {
			if i.Code == "rulebook.key-unknown" && i.Saw == "zzzzzzzz" {
				known = i.Args["known"]
			}
		}
		loader := strings.Split(known, ", ")
		slices.Sort(loader)
		var inSchema []string
		for key := range root.follow(root, c.path).Properties {
			inSchema = append(inSchema, key)
		}
		slices.Sort(inSchema)
		if !slices.Equal(loader, inSchema) {
			t.Errorf("%s: the loader knows %v, the schema %v", c.path, loader, inSchema)
		}
	}
}

// follow goes down to the schema of a path; * is the values of a list or a mapping.
func (s schema) follow(root schema, path string) schema {
	for s.Ref != "" {
		s = root.Defs[strings.TrimPrefix(s.Ref, "#/$defs/")]
	}
	if path == "" {
		return s
	}
	step, rest, _ := strings.Cut(path, "/")
	switch {
	case step == "*" && s.Items != nil:
		return s.Items.follow(root, rest)
	case step == "*":
		var values schema
		_ = json.Unmarshal(s.Additional, &values)
		return values.follow(root, rest)
	}
	return s.Properties[step].follow(root, rest)
}
