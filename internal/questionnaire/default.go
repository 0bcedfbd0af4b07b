package questionnaire

import (
	"fmt"
	"sync"

	"github.com/gabf/telusur/templates"
)

const defaultFile = "questionnaires/bali-supplier-self-assessment.yaml"

// Default gives the questionnaire the product ships with, loaded once.
func Default() *Definition { return loadDefault() }

var loadDefault = sync.OnceValue(func() *Definition {
	data, err := templates.Files.ReadFile(defaultFile)
	if err != nil {
		panic(err) // embedded at build time
	}
	definition, issues := Load(data, defaultFile)
	if definition == nil {
		panic(fmt.Sprintf("%s: %d issues, first %+v", defaultFile, len(issues), issues[0])) // a test loads it
	}
	return definition
})
