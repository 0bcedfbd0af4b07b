package sheet

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// throughOffice opens a workbook in LibreOffice and saves it again.
func throughOffice(t *testing.T, data []byte) []byte {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed: what it makes of the workbook is not tried")
	}
	if testing.Short() {
		t.Skip("starting LibreOffice takes seconds")
	}
	folder := t.TempDir()
	source := filepath.Join(folder, "list.xlsx")
	if err := os.WriteFile(source, data, 0o600); err != nil {
		t.Fatal(err)
	}
	run := exec.CommandContext(t.Context(), program, "-env:UserInstallation=file://"+folder+"/profile", "--headless", "--convert-to", "xlsx", "--outdir", filepath.Join(folder, "out"), source)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	saved, err := os.ReadFile(filepath.Join(folder, "out", "list.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func TestLibreOfficeKeepsTheMarksAndTheyCanBeTakenAwayAfterIt(t *testing.T) {
	saved := throughOffice(t, annotated(t, listWorkbook(t), listMarks, words))
	book := openExcelize(t, saved)
	said := notes(t, book, "Sheet1")
	for _, mark := range listMarks[:6] {
		found := false
		for _, text := range said {
			found = found || strings.Contains(text, mark.Title)
		}
		if !found {
			t.Errorf("%q is in no comment: %v", mark.Title, said)
		}
	}
	f, err := openBytes(saved, "x.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if tabs := f.Tabs(); !tabs[len(tabs)-1].Summary {
		t.Errorf("the summary is not known any more: %+v", tabs)
	}
	var out bytes.Buffer
	if err := Annotate(bytes.NewReader(saved), int64(len(saved)), &out, nil, words); err != nil {
		t.Fatal(err)
	}
	after := notes(t, openExcelize(t, out.Bytes()), "Sheet1")
	if len(after) != 1 || strings.TrimSpace(after["A2"]) != "Ask again" {
		t.Errorf("comments left: %v", after)
	}
	all := parts(t, out.Bytes())
	if marked := markedCells(t, all["xl/worksheets/sheet1.xml"], all["xl/styles.xml"]); marked != "" {
		t.Errorf("still marked: %s", marked)
	}
}
