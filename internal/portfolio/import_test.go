package portfolio_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/riverqueue/river"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/store"
)

// counts gives an import's counts as they are told.
func counts(row store.Import) string {
	return fmt.Sprintf("new %d, changed %d, unchanged %d, duplicate %d, refused %d", row.CountNew, row.CountChanged, row.CountUnchanged, row.CountDuplicate, row.CountRefused)
}

func refusal(t *testing.T, row store.Import) portfolio.Refusal {
	t.Helper()
	var why portfolio.Refusal
	if err := json.Unmarshal([]byte(row.Fault), &why); err != nil {
		t.Fatalf("%s is %s with the fault %q: %v", row.FileName, row.State, row.Fault, err)
	}
	return why
}

func TestAListGoesTheWholeRoad(t *testing.T) {
	t.Parallel()
	w := setup(t)
	row := w.uploaded(portfolio.ImportSuppliers, "suppliers.xlsx", demoList())
	if row.State != "ready" || counts(row) != "new 73, changed 0, unchanged 0, duplicate 0, refused 1" || row.CountIssues == 0 || row.ShareRead != 1 {
		t.Fatalf("%s: %s, %d issues, %+v", row.State, counts(row), row.CountIssues, row)
	}
	if n := w.count("suppliers"); n != 0 {
		t.Fatalf("%d suppliers are there before anybody has agreed", n)
	}
	codes := w.codes(row.ID)
	for _, code := range []string{"intake.country-unknown", "intake.country-ambiguous", "intake.name-missing"} {
		if codes[code] == 0 {
			t.Errorf("%s is missing among %v", code, codes)
		}
	}
	_, err := w.Apply(t.Context(), w.alpha, row.ID)
	must(t, err)
	w.settle()
	if row = w.imported(row.ID); row.State != "imported" || row.ImportedAt == nil {
		t.Fatalf("%+v", row)
	}
	all := w.suppliers()
	if len(all) != 73 {
		t.Errorf("%d suppliers", len(all))
	}
	for name, s := range all {
		if s.AssessmentID == "" || s.BandRank < 0 || s.Band == "" || s.Residual < 0 || s.Residual > 100 || s.FlagCount != len(s.Flags) {
			t.Errorf("%s is not scored: %+v", name, s)
		}
		if s.CompanyID != w.alpha.OrganisationID {
			t.Errorf("%s belongs to %s", name, s.CompanyID)
		}
	}
	if list, err := w.Suppliers(t.Context(), w.beta, store.SupplierFilter{Company: w.alpha.OrganisationID}, store.Page{}); err != nil || list.Total != 0 {
		t.Errorf("the neighbour sees %d suppliers, %v", list.Total, err)
	}
}

func TestTheSameListAgainChangesNothing(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.xlsx", demoList())
	before := w.suppliers()
	row := w.applied(portfolio.ImportSuppliers, "suppliers.xlsx", demoList())
	if counts(row) != "new 0, changed 0, unchanged 73, duplicate 0, refused 1" {
		t.Error(counts(row))
	}
	for name, s := range w.suppliers() {
		if b := before[name]; s.ID != b.ID || s.Fields != b.Fields || s.AssessmentID != b.AssessmentID || !s.UpdatedAt.Equal(b.UpdatedAt) {
			t.Errorf("%s was %+v, is %+v", name, b, s)
		}
	}
}

func TestTheSameListAsWorkbookAndAsText(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.csv", threeSuppliers)
	semicolons := bytes.ReplaceAll(threeSuppliers, []byte(","), []byte(";"))
	row := w.applied(portfolio.ImportSuppliers, "suppliers.txt", append([]byte("\xef\xbb\xbf"), semicolons...))
	if counts(row) != "new 0, changed 0, unchanged 3, duplicate 0, refused 0" {
		t.Error(counts(row))
	}
}

func TestAChangedListTellsOldAndNewAndErasesNothing(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.csv", threeSuppliers)
	row := w.uploaded(portfolio.ImportSuppliers, "second.csv", list(
		"Supplier No,Supplier Name,Country,City,Products,Total Workers",
		"S-1,Benang Emas Textile,Indonesia,Bandung,,500", // products left empty
		"S-2,Hải Đăng Seafood,Vietnam,Cần Thơ,Shrimp,180",
		"S-4,Angkor Footwear,Cambodia,Phnom Penh,Shoes,950",
	))
	if counts(row) != "new 1, changed 1, unchanged 1, duplicate 0, refused 0" {
		t.Fatal(counts(row))
	}
	changed := w.rows(row.ID, "changed")
	var changes []intake.Change
	must(t, json.Unmarshal([]byte(changed[0].Changes), &changes))
	if len(changes) != 1 || changes[0] != (intake.Change{Field: intake.FieldWorkers, Old: "420", New: "500"}) {
		t.Errorf("%+v", changes)
	}
	before := w.suppliers()["Benang Emas Textile"]
	_, err := w.Apply(t.Context(), w.alpha, row.ID)
	must(t, err)
	w.settle()
	after := w.suppliers()["Benang Emas Textile"]
	told, err := w.Told(after)
	must(t, err)
	if *told.Workers != 500 || strings.Join(told.Products, ";") != "Cotton fabric" {
		t.Errorf("%+v", told)
	}
	if before.ID != after.ID || before.AssessmentID == after.AssessmentID {
		t.Error("a changed supplier stays the same supplier and is scored again")
	}
	if len(w.suppliers()) != 4 {
		t.Error("a supplier that is not on the new list is gone")
	}
	view, err := w.Supplier(t.Context(), w.alpha, w.alpha.OrganisationID, after.ID, w.alpha.Language)
	must(t, err)
	files := map[intake.Field]string{}
	for _, f := range view.Told {
		files[f.Field] = f.Origin.File
	}
	if files[intake.FieldWorkers] != "second.csv" || files[intake.FieldProducts] != "suppliers.csv" {
		t.Errorf("fields come from %v", files)
	}
}

func TestASupplierThatStandsTwiceIsTakenOnceAndToldOf(t *testing.T) {
	t.Parallel()
	w := setup(t)
	row := w.applied(portfolio.ImportSuppliers, "list.csv", list("Name,Country,City", "Benang Emas,Indonesia,Bandung", "PT. Benang Emas,Indonesia,Bandung", "Benang Emas 2,Indonesia,Bandung"))
	if counts(row) != "new 2, changed 0, unchanged 0, duplicate 1, refused 0" || w.codes(row.ID)["intake.duplicate"] != 1 || len(w.suppliers()) != 2 {
		t.Errorf("%s, %v, %d suppliers", counts(row), w.codes(row.ID), len(w.suppliers()))
	}
}

func TestWhatWasShownIsWhatIsDone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.csv", list("Name,Country,Sector,Products", "Benang Emas,Indonesia,Manufacture of textiles,Cotton fabric"))
	before := w.suppliers()["Benang Emas"]
	w.applied(portfolio.ImportSuppliers, "second.csv", list("Name,Country,Products", "Benang Emas,Indonesia,Shrimp")) // a sector would follow from shrimp
	after := w.suppliers()["Benang Emas"]
	if before.Sector != after.Sector || before.Sector == "" {
		t.Errorf("the sector that was written, %s, became %s, which nobody wrote and no preview showed", before.Sector, after.Sector)
	}
	if row := w.uploaded(portfolio.ImportSuppliers, "third.csv", list("Name,Country,Products", "Benang Emas,Indonesia,Shrimp")); row.CountUnchanged != 1 {
		t.Error(counts(row))
	}
}

func TestAnImportIsRefusedWhenThePortfolioHasChangedSince(t *testing.T) {
	t.Parallel()
	w := setup(t)
	first := w.uploaded(portfolio.ImportSuppliers, "first.csv", threeSuppliers)
	second := w.uploaded(portfolio.ImportSuppliers, "second.csv", threeSuppliers)
	for _, id := range []string{first.ID, second.ID} {
		_, err := w.Apply(t.Context(), w.alpha, id)
		must(t, err)
	}
	w.settle()
	states := []string{w.imported(first.ID).State, w.imported(second.ID).State}
	if states[0] == states[1] || len(w.suppliers()) != 3 {
		t.Fatalf("%v, %d suppliers", states, w.count("suppliers"))
	}
	loser := w.imported(second.ID)
	if states[0] == "refused" {
		loser = w.imported(first.ID)
	}
	if why := refusal(t, loser); why.Key != "fault.import-stale" {
		t.Errorf("%+v", why)
	}
	said(t, "fault.import-stale")
	again := w.remapped(loser.ID, mappingOf(t, loser))
	if again.State != "ready" || counts(again) != "new 0, changed 0, unchanged 3, duplicate 0, refused 0" {
		t.Errorf("read again: %s, %s", again.State, counts(again))
	}
}

func mappingOf(t *testing.T, row store.Import) (m intake.Mapping) {
	t.Helper()
	must(t, json.Unmarshal([]byte(row.Mapping), &m))
	return m
}

func (w *world) remapped(id string, mapping intake.Mapping) store.Import {
	w.t.Helper()
	_, err := w.Remap(w.t.Context(), w.alpha, id, mapping)
	must(w.t, err)
	w.settle()
	return w.imported(id)
}

func TestAListIsReadAgainWithAChosenColumn(t *testing.T) {
	t.Parallel()
	w := setup(t)
	row := w.uploaded(portfolio.ImportSuppliers, "list.csv", list("Name,Country,Headcount,Beds", "Benang Emas,Indonesia,420,60", "Angkor Footwear,Cambodia,90,10"))
	mapping := mappingOf(t, row)
	for i := range mapping.Columns {
		switch mapping.Columns[i].Header {
		case "Beds":
			mapping.Columns[i].Field = intake.FieldDormitory
		case "Country":
			mapping.Columns[i].Field = ""
		}
	}
	row = w.remapped(row.ID, mapping)
	if row.State != "ready" || counts(row) != "new 2, changed 0, unchanged 0, duplicate 0, refused 0" {
		t.Fatalf("%s: %s %s", row.State, counts(row), row.Fault)
	}
	if got := mappingOf(t, row); got.Field(intake.FieldDormitory) != 4 || got.Field(intake.FieldCountry) != 0 {
		t.Errorf("%+v", got)
	}
	_, err := w.Apply(t.Context(), w.alpha, row.ID)
	must(t, err)
	w.settle()
	told, err := w.Told(w.suppliers()["Benang Emas"])
	must(t, err)
	if told.Dormitory == nil || *told.Dormitory != 60 || told.Country != "" {
		t.Errorf("%+v", told)
	}
}

func TestAMappingThatCannotBeIsRefused(t *testing.T) {
	t.Parallel()
	w := setup(t)
	row := w.uploaded(portfolio.ImportSuppliers, "list.csv", threeSuppliers)
	for name, columns := range map[string][]intake.ColumnMap{
		"no column holds names":        {{Column: 1, Field: intake.FieldReference}},
		"two columns hold names":       {{Column: 1, Field: intake.FieldName}, {Column: 2, Field: intake.FieldName}},
		"a field that there is not":    {{Column: 1, Field: intake.FieldName}, {Column: 2, Field: "shoe size"}},
		"two columns hold head counts": {{Column: 2, Field: intake.FieldName}, {Column: 5, Field: intake.FieldWorkers}, {Column: 6, Field: intake.FieldWorkers}},
	} {
		_, err := w.Remap(t.Context(), w.alpha, row.ID, intake.Mapping{HeaderRow: 1, Columns: columns})
		t.Log(name)
		refused(t, err, "fault.import-mapping")
	}
	row = w.remapped(row.ID, intake.Mapping{Tab: "No such sheet", HeaderRow: 900, Columns: []intake.ColumnMap{{Column: 700, Field: intake.FieldName}}})
	if row.State != "refused" {
		t.Errorf("columns that the file does not have: %s, %s", row.State, counts(row))
	}
}

func TestADiscardedImportIsNeverApplied(t *testing.T) {
	t.Parallel()
	w := setup(t)
	row := w.uploaded(portfolio.ImportSuppliers, "list.csv", threeSuppliers)
	must(t, w.Discard(t.Context(), w.alpha, row.ID))
	_, err := w.Apply(t.Context(), w.alpha, row.ID)
	refused(t, err, "fault.import-not-ready")
	if w.imported(row.ID).State != "discarded" || w.count("suppliers") != 0 {
		t.Error("discarded and yet there")
	}
}

func TestAnImportDiscardedWhileItIsReadStaysDiscarded(t *testing.T) {
	t.Parallel()
	w := idle(t)
	row, err := w.Upload(t.Context(), w.alpha, w.alpha.OrganisationID, portfolio.ImportSuppliers, "list.csv", bytes.NewReader(threeSuppliers))
	must(t, err)
	w.files.opened = func() {
		if err := w.Discard(t.Context(), w.alpha, row.ID); err != nil {
			t.Error(err)
		}
	}
	w.start()
	w.settle()
	if row := w.imported(row.ID); row.State != "discarded" || row.Fault != "" {
		t.Errorf("%+v", row)
	}
	if n := w.count("import_rows"); n != 0 {
		t.Errorf("%d rows of it are kept", n)
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	files := map[string][]byte{
		"empty.xlsx": {}, "garbage.xlsx": []byte("PK\x03\x04 and then nothing that a spreadsheet would hold"), "empty.csv": {},
		"picture.xlsx": []byte("\x89PNG\r\n\x1a\n0000"), "report.pdf": []byte("%PDF-1.7\n"), "only-a-header.csv": list("Name,Country"),
		"archive.xlsx": pack(t, packed{"readme.txt", []byte("hello")}), "nul.csv": bytes.Repeat([]byte{0}, 4000),
		"bomb.xlsx": bomb(t),
	}
	for _, sample := range []string{"osh-12.xls", "poi-entity-expansion.xlsx"} {
		content, err := os.ReadFile(filepath.Join("../../../shared/samples", sample))
		if err != nil {
			t.Logf("%s is not tried: the samples are not here", sample)
			continue
		}
		files[sample] = content
	}
	w := idle(t)
	w.Limits.ExpandedBytes = 16 << 20
	w.start()
	for name, content := range files {
		row := w.uploaded(portfolio.ImportSuppliers, name, content)
		if row.State != "refused" {
			t.Errorf("%s is %s: %s", name, row.State, counts(row))
			continue
		}
		why := refusal(t, row)
		t.Logf("%s: %s", name, why.Key)
		if why.Key == "fault.internal" {
			t.Errorf("%s: nobody can act on %s", name, why.Key)
		}
		said(t, why.Key)
		_, err := w.Apply(t.Context(), w.alpha, row.ID)
		refused(t, err, "fault.import-not-ready")
	}
	if n := w.count("river_job"); n == 0 {
		t.Error("no jobs have run")
	}
}

// bomb is a workbook whose one sheet unpacks to 24 MB, more than the test's limit.
func bomb(t *testing.T) []byte {
	t.Helper()
	row := []byte(`<row r="1"><c r="A1" t="str"><v>` + strings.Repeat("A", 30_000) + `</v></c></row>`)
	sheet := append([]byte(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`), bytes.Repeat(row, 800)...)
	return pack(t,
		packed{"[Content_Types].xml", []byte(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`)},
		packed{"_rels/.rels", []byte(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`)},
		packed{"xl/workbook.xml", []byte(`<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`)},
		packed{"xl/_rels/workbook.xml.rels", []byte(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`)},
		packed{"xl/worksheets/sheet1.xml", sheet},
	)
}

func TestStrangeBytesInAListReachTheDatabaseAsText(t *testing.T) {
	t.Parallel()
	w := setup(t)
	row := w.applied(portfolio.ImportSuppliers, "strange\u202e.csv", list("Name,Country", "Benang\x00 Emas,Indonesia", "=HYPERLINK(1),Indonesia", "'; DROP TABLE suppliers; --,Thailand", "\xff\xfe latin,Vietnam"))
	if row.CountNew != 4 {
		t.Error(counts(row))
	}
	for name := range w.suppliers() {
		if strings.ContainsRune(name, 0) {
			t.Errorf("%q", name)
		}
	}
}

func TestAJobDoneTwiceHasOneEffect(t *testing.T) {
	t.Parallel()
	w := setup(t)
	row := w.uploaded(portfolio.ImportSuppliers, "list.csv", threeSuppliers)
	again := func(args ...river.JobArgs) {
		t.Helper()
		w.write(func(tx *store.Tx) error {
			for _, a := range args {
				if err := jobs.Insert(tx, a); err != nil {
					return err
				}
			}
			return nil
		})
		w.settle()
	}
	reading := portfolio.ReadImport{Company: row.CompanyID, Import: row.ID}
	again(reading, reading)
	if now := w.imported(row.ID); now.State != "ready" || len(w.rows(row.ID, "new")) != 3 {
		t.Fatalf("read twice: %s with %d rows to import", now.State, len(w.rows(row.ID, "new")))
	}
	_, err := w.Apply(t.Context(), w.alpha, row.ID)
	must(t, err)
	applying := portfolio.ApplyImport{Company: row.CompanyID, Import: row.ID}
	again(applying, applying, reading)
	if now := w.imported(row.ID); now.State != "imported" || w.count("suppliers") != 3 {
		t.Errorf("applied twice: %s with %d suppliers", now.State, w.count("suppliers"))
	}
	scoring := portfolio.ScoreCompany{Company: row.CompanyID}
	again(scoring, scoring, scoring)
	if n := w.count("assessments"); n != 3 {
		t.Errorf("%d assessments of 3 suppliers whose inputs did not change", n)
	}
}

func TestAJobThatFailsForGoodLeavesAVisibleState(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.files.openFail.Store(100)
	row := w.uploaded(portfolio.ImportSuppliers, "list.csv", threeSuppliers)
	if row.State != "refused" || refusal(t, row).Key != "fault.internal" {
		t.Errorf("%+v", row)
	}
	w.files.openFail.Store(0)
	w.files.opened = func() { panic("a broken promise") }
	row = w.uploaded(portfolio.ImportSuppliers, "list.csv", threeSuppliers)
	if row.State != "refused" || refusal(t, row).Key != "fault.internal" {
		t.Errorf("after panics: %+v", row)
	}
}

func TestAJobThatFailsOnceIsTriedAgain(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.files.openFail.Store(2)
	if row := w.applied(portfolio.ImportSuppliers, "list.csv", threeSuppliers); row.CountNew != 3 {
		t.Error(counts(row))
	}
}

func TestAnImportOfAnotherCompanyIsNotThere(t *testing.T) {
	t.Parallel()
	w := setup(t)
	row := w.uploaded(portfolio.ImportSuppliers, "list.csv", threeSuppliers)
	_, err := w.Import(t.Context(), w.beta, row.ID)
	refused(t, err, "fault.not-found")
	_, err = w.ImportOf(t.Context(), w.alpha, w.beta.OrganisationID, row.ID)
	refused(t, err, "fault.not-found")
	_, err = w.Apply(t.Context(), w.beta, row.ID)
	refused(t, err, "fault.not-found")
	_, _, err = w.ImportRows(t.Context(), w.beta, row.ID, "", store.Page{})
	refused(t, err, "fault.not-found")
	_, _, _, err = w.ImportIssues(t.Context(), w.beta, row.ID, "", store.Page{})
	refused(t, err, "fault.not-found")
	refused(t, w.Discard(t.Context(), w.beta, row.ID), "fault.not-found")
	if fault.KindOf(err) != fault.NotFound || w.imported(row.ID).State != "ready" {
		t.Error("the neighbour has moved it")
	}
}
