package questionnaire

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
)

// saveWithLibreOffice opens a workbook in LibreOffice and saves it again, as a supplier without Excel does.
func saveWithLibreOffice(t *testing.T, data []byte) []byte {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("NOT RUN: LibreOffice (soffice) is not installed; Debian: apt-get install libreoffice-calc-nogui")
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "answers.xlsx"), filepath.Join(dir, "saved")
	if err := os.WriteFile(in, data, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, office, "--headless", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, in)
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
	saved, err := os.ReadFile(filepath.Join(out, "answers.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

// recompute takes away the value of a formula in the guide, so that the next program computes it, as it does when a cell is typed.
func (b *book) recompute(cell string) {
	b.t.Helper()
	guide := say(lang.Indonesian, "tab-guide")
	formula, err := b.file.GetCellFormula(guide, cell)
	if err == nil {
		err = b.file.SetCellFormula(guide, cell, formula)
	}
	if err != nil || formula == "" {
		b.t.Fatalf("formula %q, %v", formula, err)
	}
}

func TestAWorkbookSavedByLibreOfficeGivesTheSameAnswers(t *testing.T) {
	t.Parallel()
	b := open(t, lang.Indonesian)
	b.set("workers_total", columnAnswer, 1200)
	b.set("uses_agents", columnAnswer, "Ya")
	b.set("passport_custody", columnAnswer, "Kami, atas permintaan pekerja")
	b.set("policy_date", columnAnswer, time.Date(2025, 3, 14, 0, 0, 0, 0, time.UTC))
	b.set("max_weekly_hours", columnAnswer, 59.5)
	b.set("violence_cases", columnState, "Tidak ingin menjawab")
	b.set("uses_agents", columnNote, "'=1+1")
	b.set("wages_withheld", columnAnswer, "kadang")
	b.recompute("C6")
	saved := saveWithLibreOffice(t, b.bytes())
	if shown, err := openBytes(t, saved).GetCellValue(say(lang.Indonesian, "tab-guide"), "C6"); err != nil || shown != "7 dari 52 pertanyaan terjawab" {
		t.Errorf("progress %q, %v", shown, err)
	}
	response, issues, err := read(t, Default(), saved)
	if err != nil {
		t.Fatal(err)
	}
	mustEqual(t, response.Answers, map[string]Answer{
		"workers_total": {Value: fact.OfNumber(1200)}, "uses_agents": {Value: fact.OfBool(true), Note: "=1+1"},
		"passport_custody": {Value: fact.OfChoice("employer_on_request")}, "policy_date": {Value: fact.OfText("2025-03-14")},
		"max_weekly_hours": {Value: fact.OfNumber(59.5)}, "violence_cases": {Value: fact.Absent(fact.Number, fact.Refused)},
	})
	if codes(issues) != "cell-not-choice" {
		t.Errorf("%+v", issues)
	}
}

func TestAPrefilledWorkbookSavedByLibreOfficeKeepsItsListsAndLocks(t *testing.T) {
	t.Parallel()
	to := recipient(lang.English)
	to.Prefill, to.FilledOn = someAnswers(), "2026-02-28"
	saved := saveWithLibreOffice(t, write(t, Default(), to))
	response, issues, err := read(t, Default(), saved)
	if err != nil || len(issues) > 0 {
		t.Fatal(err, issues)
	}
	mustEqual(t, response.Answers, someAnswers())
	if response.FilledOn != "2026-02-28" {
		t.Errorf("filled on %q", response.FilledOn)
	}
	file := openBytes(t, saved)
	rules, err := file.GetDataValidations("Questionnaire")
	if err != nil || len(rules) < 2*Default().Count() {
		t.Errorf("%d rules, %v", len(rules), err)
	}
	if visible, err := file.GetSheetVisible(idTab); err != nil || visible {
		t.Errorf("the tab of ids is visible: %v", err)
	}
	if options, err := file.GetSheetProtection("Questionnaire"); err != nil || options == (excelize.SheetProtectionOptions{}) {
		t.Errorf("the tab is not protected: %v", err)
	}
}
