package questionnaire

import (
	"testing"

	"github.com/gabf/telusur/internal/lang"
)

func TestAnswersComeBackAsTheyWereWritten(t *testing.T) {
	t.Parallel()
	for _, tag := range lang.Tags() {
		to := recipient(tag)
		to.Prefill, to.FilledOn = someAnswers(), "2026-02-28"
		response, issues, err := read(t, Default(), write(t, Default(), to))
		if err != nil {
			t.Fatal(err)
		}
		if len(issues) > 0 {
			t.Errorf("issues: %+v", issues)
		}
		mustEqual(t, response.Answers, someAnswers())
		if response.SupplierID != to.SupplierID || response.CompanyID != to.CompanyID || response.Cycle != "2026" || response.Language != tag ||
			response.FilledOn != "2026-02-28" || response.Definition != Default().Digest() {
			t.Errorf("response %+v", response)
		}
	}
}

func TestAnUnansweredWorkbookHasNoAnswersAndNoIssues(t *testing.T) {
	t.Parallel()
	response, issues, err := read(t, Default(), write(t, Default(), recipient(lang.Indonesian)))
	if err != nil || len(issues) > 0 || len(response.Answers) > 0 {
		t.Errorf("%v, %+v, %+v", err, issues, response)
	}
}
