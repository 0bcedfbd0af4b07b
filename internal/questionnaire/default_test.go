package questionnaire

import "testing"

func TestDefaultLoads(t *testing.T) {
	data := defaultBytes(t)
	definition, issues := Load(data, defaultFile)
	for _, found := range issues {
		t.Errorf("%d:%d %s %q %q %v", found.At.Line, found.At.Column, found.Code, found.Saw, found.Want, found.Args)
	}
	if definition == nil {
		t.Fatal("not loaded")
	}
	t.Log(definition.Count(), definition.Digest())
}
