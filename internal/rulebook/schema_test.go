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
