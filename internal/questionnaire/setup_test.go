package questionnaire

import (
	"testing"

	"github.com/gabf/telusur/templates"
)

func defaultBytes(t testing.TB) []byte {
	t.Helper()
	data, err := templates.Files.ReadFile(defaultFile)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
