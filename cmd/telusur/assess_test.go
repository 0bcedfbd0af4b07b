package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gabf/telusur/internal/demo"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/sheet"
)

// typed runs a command line and gives its exit code and what it printed.
func typed(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var out bytes.Buffer
	code := run(t.Context(), args, &out, &out)
	return code, out.String()
}

// written writes a file into a folder and gives its path.
func written(t *testing.T, folder, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func demoList(t *testing.T, company int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := demo.Companies()[company].WriteSuppliers(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// answeredBy writes the workbooks that the suppliers of a list return.
func answeredBy(t *testing.T, list, folder string) int {
	t.Helper()
	suppliers, _, err := readList(t.Context(), list, refdata.Default(), "")
	if err != nil {
		t.Fatal(err)
	}
	asked := questionnaire.Default()
	var known []intake.Known
	for _, s := range suppliers {
		known = append(known, intake.Known{ID: s.id, Supplier: s.supplier})
	}
	responses := demo.Responses(asked, "company", known, now())
	for _, r := range responses {
		var out bytes.Buffer
		to := questionnaire.Recipient{Company: "Company", CompanyID: "company", Supplier: r.SupplierID, SupplierID: r.SupplierID, Language: lang.English, FilledOn: r.FilledOn}
		if err := asked.WriteFilled(&out, to, r.Answers); err != nil {
			t.Fatal(err)
		}
		written(t, folder, r.SupplierID+".xlsx", out.Bytes())
	}
	return len(responses)
}

func pdfsIn(t *testing.T, folder string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".pdf" {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// verified holds a PDF to VALID, and a changed copy to something else.
func verified(t *testing.T, pdf, trust string) {
	t.Helper()
	if code, out := typed(t, "verify", "--trust", trust, pdf); code != 0 || !strings.HasPrefix(out, "VALID") {
		t.Errorf("%s: exit code %d: %s", filepath.Base(pdf), code, out)
	}
}

// rowsOf counts the rows of the first sheet of a workbook.
func rowsOf(t *testing.T, path string) (rows int) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	size, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open(file, size.Size(), path, sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	for _, tab := range book.Tabs() {
		for _, err := range book.Rows(context.Background(), tab.Name) {
			if err != nil {
				t.Fatal(err)
			}
			rows++
		}
	}
	return rows
}

func TestAssessGoesFromFilesToReports(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	list := written(t, folder, "nusa.xlsx", demoList(t, 0))
	answers := answeredBy(t, list, filepath.Join(folder, "answers"))
	written(t, folder, "answers/garbage.xlsx", []byte("no workbook"))
	written(t, folder, "answers/~$lock.xlsx", []byte("lock"))
	out := filepath.Join(folder, "out")
	start := time.Now()
	code, said := typed(t, "assess", "--suppliers", list, "--responses", filepath.Join(folder, "answers"), "--out", out, "--company", "Nusa", "--language", "id", "--reports", "flagged")
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, said)
	}
	t.Logf("took %v", time.Since(start).Round(time.Millisecond))
	if strings.Contains(said, "garbage.xlsx:") == false {
		t.Errorf("nothing is told of the workbook that could not be taken: %s", said)
	}
	if n := rowsOf(t, filepath.Join(out, "results.xlsx")); n < 73 {
		t.Errorf("%d rows of results", n)
	}
	pdfs := pdfsIn(t, out)
	if len(pdfs) < 3 || answers < 40 {
		t.Fatalf("%d PDFs, %d answers", len(pdfs), answers)
	}
	trust := filepath.Join(out, "keys", trustFile)
	for _, pdf := range pdfs[:min(4, len(pdfs))] {
		verified(t, pdf, trust)
	}
	content, err := os.ReadFile(pdfs[0])
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)/3] ^= 1
	if code, said := typed(t, "verify", "--trust", trust, written(t, folder, "altered.pdf", content)); code == 0 || strings.HasPrefix(said, "VALID") {
		t.Errorf("exit code %d: %s", code, said)
	}
	if code, said := typed(t, "verify", pdfs[1]); code != 4 || !strings.HasPrefix(said, "UNKNOWN SIGNER") {
		t.Errorf("without trusted keys: exit code %d: %s", code, said)
	}
	if code, _ := typed(t, "verify", list); code != 5 {
		t.Errorf("a list is no report: exit code %d", code)
	}
}

func TestAssessAgainContinuesTheLog(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	list := written(t, folder, "list.csv", []byte("Name,Country\nBenang Emas,Indonesia\n"))
	out := filepath.Join(folder, "out")
	var log [2][]byte
	for i := range log {
		if code, said := typed(t, "assess", "--suppliers", list, "--out", out); code != 0 {
			t.Fatal(said)
		}
		var err error
		if log[i], err = os.ReadFile(filepath.Join(out, "keys", logFile)); err != nil {
			t.Fatal(err)
		}
		verified(t, filepath.Join(out, "company.pdf"), filepath.Join(out, "keys", trustFile))
	}
	if !bytes.HasPrefix(log[1], log[0]) || len(log[1]) <= len(log[0]) {
		t.Error("the second run rewrites the log of the first")
	}
}

func TestSuppliersOfOneNameKeepTheirOwnFilesAndAnswers(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	list := written(t, folder, "list.csv", []byte("Name,Country,City,Address\nBenang Emas,Indonesia,Bandung,1 Mill Lane\nBenang Emas,Indonesia,Medan,7 River Road\nBenang Emas-2,Indonesia,Jakarta,9 Station Road\n"))
	suppliers, _, err := readList(t.Context(), list, refdata.Default(), "")
	if err != nil || len(suppliers) != 3 {
		t.Fatalf("%d suppliers, %v", len(suppliers), err)
	}
	ids := map[string]bool{}
	for _, s := range suppliers {
		ids[s.id] = true
	}
	if len(ids) != 3 {
		t.Error("two sites share an id: the answers of one would count for the other")
	}
	out := filepath.Join(folder, "out")
	if code, said := typed(t, "assess", "--suppliers", list, "--out", out); code != 0 {
		t.Fatal(said)
	}
	if n := len(pdfsIn(t, filepath.Join(out, "suppliers"))); n != 3 {
		t.Errorf("%d supplier reports: one was written over another", n)
	}
	workbooks := filepath.Join(folder, "workbooks")
	if code, said := typed(t, "questionnaire", "workbook", "--suppliers", list, "--out", workbooks, "--company", "Nusa"); code != 0 {
		t.Fatal(said)
	}
	if entries, err := os.ReadDir(workbooks); err != nil || len(entries) != 3 {
		t.Errorf("%d workbooks, %v", len(entries), err)
	}
}

func TestAssessSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	good := written(t, folder, "good.csv", []byte("Name,Country\nBenang Emas,Indonesia\n"))
	for name, c := range map[string]struct {
		args []string
		code int
		said string
	}{
		"no list":           {[]string{"--out", folder}, 2, "--suppliers"},
		"no such file":      {[]string{"--suppliers", filepath.Join(folder, "none.csv"), "--out", folder}, 2, "none.csv"},
		"an old workbook":   {[]string{"--suppliers", written(t, folder, "old.xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"+strings.Repeat("\x00", 600))), "--out", folder}, 1, "xlsx"},
		"a list of nothing": {[]string{"--suppliers", written(t, folder, "empty.csv", []byte("Name,Country\n")), "--out", folder}, 1, "empty.csv"},
		"no day":            {[]string{"--suppliers", good, "--out", folder, "--as-of", "tomorrow"}, 1, "2026-03-31"},
		"no such language":  {[]string{"--suppliers", good, "--out", folder, "--language", "fr"}, 2, "language"},
		"not a rulebook":    {[]string{"--suppliers", good, "--out", folder, "--rulebook", good}, 1, ""},
	} {
		code, said := typed(t, append([]string{"assess"}, c.args...)...)
		if code != c.code || !strings.Contains(said, c.said) || strings.Contains(said, "panic") {
			t.Errorf("%s: exit code %d, want %d: %s", name, code, c.code, said)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "company.pdf")); err == nil {
		t.Error("a report stands there although the run failed")
	}
}

// samples are lists that other people wrote; they are not part of this repository.
const samples = "../../../shared/samples"

func TestAssessTakesEveryListThereIs(t *testing.T) {
	t.Parallel()
	entries, err := os.ReadDir(samples)
	if err != nil {
		t.Skip("the sample lists are not here")
	}
	refusals := map[string]string{ // what must be refused, and a word of what to do
		"osh-12.xls": "xlsx", "poi-entity-expansion.xlsx": "xlsx",
	}
	results := map[string]int{}
	for _, entry := range entries {
		if extension := filepath.Ext(entry.Name()); extension != ".xlsx" && extension != ".csv" && extension != ".xls" {
			continue
		}
		out := t.TempDir()
		start := time.Now()
		code, said := typed(t, "assess", "--suppliers", filepath.Join(samples, entry.Name()), "--out", out, "--reports", "none")
		first, _, _ := strings.Cut(said, "\n")
		t.Logf("%s: %d after %v: %.160s", entry.Name(), code, time.Since(start).Round(time.Millisecond), first)
		if word, refuses := refusals[entry.Name()]; refuses {
			if code != 1 || !strings.Contains(said, word) || time.Since(start) > 5*time.Second {
				t.Errorf("%s: exit code %d after %v: %s", entry.Name(), code, time.Since(start), said)
			}
			continue
		}
		if code == 1 && !strings.Contains(said, "panic") && strings.Contains(said, entry.Name()) { // refused with its name and a reason
			continue
		}
		if code != 0 {
			t.Errorf("%s: exit code %d: %s", entry.Name(), code, said)
			continue
		}
		results[entry.Name()] = rowsOf(t, filepath.Join(out, "results.xlsx"))
		verified(t, filepath.Join(out, "company.pdf"), filepath.Join(out, "keys", trustFile))
	}
	for _, list := range []string{"osh-12.xlsx", "osh-summer-2019-affiliate.csv", "osh-summer-2017-compliance.csv", "uk-msa-public-orgs.csv", "omts-supplier-list-example.xlsx", "smelters-windows-1252.csv", "wikirate-companies-semicolon.csv"} {
		if results[list] == 0 {
			t.Errorf("%s is a supplier list and gives no results", list)
		}
	}
}
