package portfolio_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/store"
)

// reread changes how an upload is read, and waits.
func (w *world) reread(id string, change func(*portfolio.Recipe)) store.Import {
	w.t.Helper()
	_, err := w.Reread(w.t.Context(), w.alpha, id, func(recipe *portfolio.Recipe, _ *intake.Mapping) error {
		change(recipe)
		return nil
	})
	must(w.t, err)
	w.settle()
	return w.imported(id)
}

// accept imports what was read, and waits.
func (w *world) accept(id string) store.Import {
	w.t.Helper()
	_, err := w.Apply(w.t.Context(), w.alpha, id)
	must(w.t, err)
	w.settle()
	return w.imported(id)
}

func (w *world) acts() (acts []string) {
	w.t.Helper()
	events, _, err := w.Events(w.t.Context(), w.alpha, w.alpha.OrganisationID, "", store.Page{Limit: 200})
	must(w.t, err)
	for _, event := range events {
		acts = append(acts, event.Act)
		for _, tag := range lang.Tags() {
			if text := portfolio.SayEvent(event, tag); strings.ContainsAny(text, "{}") || strings.HasPrefix(text, "portfolio.") {
				w.t.Errorf("%s is said as %q", event.Act, text)
			}
		}
	}
	return acts
}

func TestColumnsThatAPersonAssignedAreRememberedAndForgotten(t *testing.T) {
	t.Parallel()
	w := setup(t)
	lines := list("Name,Country,Beds", "Benang Emas,Indonesia,60", "Angkor Footwear,Cambodia,10")
	row := w.uploaded(portfolio.ImportSuppliers, "first.csv", lines)
	mapping := mappingOf(t, row)
	mapping.Columns[2].Field = intake.FieldDormitory
	row = w.remapped(row.ID, mapping)
	if row.Remembered != "" {
		t.Error("remembered before anything was imported")
	}
	w.accept(row.ID)
	again := w.uploaded(portfolio.ImportSuppliers, "next year.csv", list("Beds,Name,Country", "70,Benang Emas,Indonesia"))
	if again.Remembered == "" || mappingOf(t, again).Field(intake.FieldDormitory) != 1 {
		t.Errorf("remembered %q: %+v", again.Remembered, mappingOf(t, again))
	}
	afresh := w.reread(again.ID, func(r *portfolio.Recipe) { r.Afresh = true })
	if afresh.Remembered != "" || mappingOf(t, afresh).Field(intake.FieldDormitory) != 0 {
		t.Errorf("read afresh: %+v", mappingOf(t, afresh))
	}
	memories, err := w.Memories(t.Context(), w.alpha, w.alpha.OrganisationID)
	must(t, err)
	if len(memories) != 1 || !slices.Equal(portfolio.HeadersOf(memories[0]), []string{"Name", "Country", "Beds"}) || strings.Contains(memories[0].Mapping, "Benang") {
		t.Fatalf("%+v", memories)
	}
	refused(t, w.Forget(t.Context(), w.beta, w.beta.OrganisationID, memories[0].ID), "fault.not-found")
	must(t, w.Forget(t.Context(), w.alpha, w.alpha.OrganisationID, memories[0].ID))
	forgotten := w.uploaded(portfolio.ImportSuppliers, "later.csv", lines)
	if forgotten.Remembered != "" || mappingOf(t, forgotten).Field(intake.FieldDormitory) != 0 {
		t.Errorf("after it was forgotten: %+v", mappingOf(t, forgotten))
	}
}

func TestATextFileIsReadAgainInAnotherEncoding(t *testing.T) {
	t.Parallel()
	w := setup(t)
	row := w.uploaded(portfolio.ImportSuppliers, "list.csv", []byte("Name;Country\nCaf\xe9 Textil;France\nNi\xf1o S.A.;Spain\n"))
	row = w.reread(row.ID, func(r *portfolio.Recipe) { r.Form.Encoding, r.Form.Delimiter = "windows-1251", ";" })
	if rows := w.rows(row.ID, ""); len(rows) != 2 || rows[0].Name != "Cafй Textil" {
		t.Errorf("%+v", rows)
	}
	row = w.reread(row.ID, func(r *portfolio.Recipe) { r.Form.Encoding = "windows-1252" })
	if rows := w.rows(row.ID, ""); len(rows) != 2 || rows[0].Name != "Café Textil" {
		t.Errorf("%+v", rows)
	}
	row = w.reread(row.ID, func(r *portfolio.Recipe) { r.Form.Encoding = "no such thing" })
	if row.State != "refused" || refusal(t, row).Key != "sheet.override" {
		t.Errorf("%+v", row)
	}
}

var secondYear = list(
	"Supplier No,Supplier Name,Country,City,Products,Total Workers",
	"S-1,Benang Emas Textile Mills,Indonesia,Bandung,Cotton fabric,5000",
	"S-2,Hải Đăng Seafood,Vietnam,Cần Thơ,Cotton yarn,180",
)

func TestAReUploadedListShowsWhatItWouldDo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "first.csv", threeSuppliers)
	before := w.suppliers()
	row := w.uploaded(portfolio.ImportSuppliers, "second.csv", secondYear)
	if counts(row) != "new 0, changed 2, unchanged 0, duplicate 0, refused 0" || row.CountRenamed != 1 || row.CountAbsent != 1 {
		t.Fatalf("%s, renamed %d, absent %d", counts(row), row.CountRenamed, row.CountAbsent)
	}
	if renamed := w.rows(row.ID, "renamed"); len(renamed) != 1 || renamed[0].RowNumber != 2 {
		t.Errorf("renamed: %+v", renamed)
	}
	effect := portfolio.ImportEffectOf(row)
	if effect.Compared != 2 || effect.Fields[intake.FieldProducts].Replaced != 1 || effect.Fields[intake.FieldWorkers].Replaced != 1 {
		t.Errorf("%+v", effect)
	}
	moved := 0
	for _, move := range effect.Moves {
		moved += move.Count
	}
	if moved != 2 {
		t.Errorf("moves %+v", effect.Moves)
	}
	if now := w.suppliers(); len(now) != 3 || now["Benang Emas Textile"].UpdatedAt != before["Benang Emas Textile"].UpdatedAt {
		t.Error("looking has changed something")
	}
	w.accept(row.ID)
	after := w.suppliers()
	if len(after) != 3 {
		t.Error("a supplier that the list no longer holds is gone, and nobody said so")
	}
	bands := make(map[portfolio.BandMove]int)
	for name, was := range map[string]string{"Benang Emas Textile Mills": "Benang Emas Textile", "Hải Đăng Seafood": "Hải Đăng Seafood"} {
		bands[portfolio.BandMove{From: before[was].Band, To: after[name].Band}]++
	}
	for _, move := range effect.Moves {
		if bands[portfolio.BandMove{From: move.From, To: move.To}] != move.Count {
			t.Errorf("%d were to move from %s to %s; moved: %v", move.Count, move.From, move.To, bands)
		}
	}
}

func TestSuppliersThatAListNoLongerHoldsAreArchivedWhenAPersonSaysSo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "first.csv", threeSuppliers)
	row := w.uploaded(portfolio.ImportSuppliers, "second.csv", secondYear)
	absents, total, err := w.Absents(t.Context(), w.alpha, w.alpha.OrganisationID, row.ID, "", store.Page{})
	must(t, err)
	if total != 1 || absents[0].Decision != "keep" || absents[0].Name != "บริษัท ยางทอง จำกัด" {
		t.Fatalf("%+v", absents)
	}
	refused(t, w.DecideAbsents(t.Context(), w.beta, w.beta.OrganisationID, row.ID, "archive", nil), "fault.not-found")
	must(t, w.DecideAbsents(t.Context(), w.alpha, w.alpha.OrganisationID, row.ID, "archive", []string{absents[0].SupplierID}))
	w.accept(row.ID)
	if len(w.suppliers()) != 2 {
		t.Errorf("%d suppliers", len(w.suppliers()))
	}
	archived, err := w.Suppliers(t.Context(), w.alpha, store.SupplierFilter{Company: w.alpha.OrganisationID, State: "archived"}, store.Page{})
	must(t, err)
	if archived.Total != 1 {
		t.Errorf("%d archived", archived.Total)
	}
	w.applied(portfolio.ImportSuppliers, "third.csv", threeSuppliers)
	if back := w.suppliers()["บริษัท ยางทอง จำกัด"]; back.ID != absents[0].SupplierID {
		t.Error("a supplier that is listed again is not the one it was")
	}
	must(t, w.SetArchived(t.Context(), w.alpha, w.alpha.OrganisationID, absents[0].SupplierID, true))
	must(t, w.SetArchived(t.Context(), w.alpha, w.alpha.OrganisationID, absents[0].SupplierID, false))
	w.settle()
	if len(w.suppliers()) != 3 {
		t.Error("not brought back")
	}
}

func TestAPolicyKeepsOrFillsFields(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "first.csv", list("Supplier No,Name,Country,Total Workers,City", "S-1,Benang Emas,Indonesia,420,", "S-2,Angkor Footwear,Cambodia,,Phnom Penh"))
	row := w.uploaded(portfolio.ImportSuppliers, "second.csv", list("Supplier No,Name,Country,Total Workers,City", "S-1,Benang Emas,Indonesia,500,Bandung", "S-2,Angkor Footwear,Cambodia,90,Siem Reap"))
	row = w.reread(row.ID, func(r *portfolio.Recipe) {
		r.Policy = intake.Policy{intake.FieldWorkers: intake.FillEmpty, intake.FieldCity: intake.Keep}
	})
	if effect := portfolio.ImportEffectOf(row); counts(row) != "new 0, changed 1, unchanged 1, duplicate 0, refused 0" || effect.Fields[intake.FieldCity].Kept != 2 || effect.Fields[intake.FieldWorkers] != (portfolio.FieldEffect{Filled: 1, Kept: 1}) {
		t.Errorf("%s, %+v", counts(row), effect.Fields)
	}
	w.accept(row.ID)
	for name, want := range map[string]string{"Benang Emas": "420 ", "Angkor Footwear": "90 Phnom Penh"} {
		told, err := w.Told(w.suppliers()[name])
		must(t, err)
		if got := told.Text(intake.FieldWorkers) + " " + told.City; got != want {
			t.Errorf("%s: %q, not %q", name, got, want)
		}
	}
	_, err := w.Reread(t.Context(), w.alpha, w.uploaded(portfolio.ImportSuppliers, "third.csv", threeSuppliers).ID, func(r *portfolio.Recipe, _ *intake.Mapping) error {
		r.Policy = intake.Policy{"shoe size": intake.Keep}
		return nil
	})
	refused(t, err, "fault.import-policy")
}

func TestAnImportIsUndone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	first := w.applied(portfolio.ImportSuppliers, "first.csv", threeSuppliers)
	before := w.suppliers()
	second := w.uploaded(portfolio.ImportSuppliers, "second.csv", append(slices.Clone(secondYear), "S-9,Padma Garments,Bangladesh,Dhaka,Shirts,800\n"...))
	must(t, w.DecideAbsents(t.Context(), w.alpha, w.alpha.OrganisationID, second.ID, "archive", nil))
	w.accept(second.ID)
	_, err := w.Undo(t.Context(), w.alpha, w.alpha.OrganisationID, first.ID)
	refused(t, err, "fault.import-undo")
	obstacles, err := w.UndoObstacles(t.Context(), w.alpha, w.alpha.OrganisationID, first.ID)
	must(t, err)
	if len(obstacles) != 1 || obstacles[0].Code != "portfolio.undo-later-import" || obstacles[0].Args["file"] != "second.csv" {
		t.Errorf("%+v", obstacles)
	}
	_, err = w.Undo(t.Context(), w.beta, w.beta.OrganisationID, second.ID)
	refused(t, err, "fault.not-found")
	_, err = w.Undo(t.Context(), w.alpha, w.alpha.OrganisationID, second.ID)
	must(t, err)
	w.settle()
	if row := w.imported(second.ID); row.UndoState != "undone" || row.UndoneAt == nil {
		t.Fatalf("%+v", row)
	}
	after := w.suppliers()
	if len(after) != len(before) {
		t.Errorf("%d suppliers, were %d", len(after), len(before))
	}
	for name, was := range before {
		if is := after[name]; is.ID != was.ID || is.Fields != was.Fields || is.Origins != was.Origins || is.Residual != was.Residual || is.Band != was.Band {
			t.Errorf("%s was %+v, is %+v", name, was, is)
		}
	}
	_, err = w.Undo(t.Context(), w.alpha, w.alpha.OrganisationID, second.ID)
	refused(t, err, "fault.import-undo")
	_, err = w.Undo(t.Context(), w.alpha, w.alpha.OrganisationID, first.ID)
	must(t, err)
	w.settle()
	if n := w.count("suppliers") + w.count("assessments") + w.count("findings"); n != 0 {
		t.Errorf("%d rows are left of an import that was undone", n)
	}
	if acts := w.acts(); !slices.Equal(acts, []string{"undone", "undone", "applied", "uploaded", "applied", "uploaded"}) {
		t.Errorf("%v", acts)
	}
	w.applied(portfolio.ImportSuppliers, "again.csv", threeSuppliers)
}

func TestWhatRestsOnAnImportKeepsItFromBeingUndone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	listed := w.applied(portfolio.ImportSuppliers, "list.csv", threeSuppliers)
	supplier := w.suppliers()["Benang Emas Textile"]
	answered := w.applied(portfolio.ImportResponses, "answer.xlsx", w.filled(w.alpha, supplier, "2026-10-01", w.answers(supplier, "PT Alas Kaki Kencana Rimba")))
	scored := w.suppliers()["Benang Emas Textile"]
	if scored.Answered == 0 {
		t.Fatal("the answers do not count")
	}
	obstacles, err := w.UndoObstacles(t.Context(), w.alpha, w.alpha.OrganisationID, listed.ID)
	must(t, err)
	if len(obstacles) != 1 || obstacles[0].Code != "portfolio.undo-responses" {
		t.Errorf("%+v", obstacles)
	}
	_, err = w.Undo(t.Context(), w.alpha, w.alpha.OrganisationID, answered.ID)
	must(t, err)
	w.settle()
	now := w.suppliers()["Benang Emas Textile"]
	if now.Answered != 0 || now.Residual != supplier.Residual {
		t.Errorf("answers that were withdrawn still count: %+v", now)
	}
	past, _, err := w.Assessment(t.Context(), w.alpha, w.alpha.OrganisationID, scored.ID, scored.AssessmentID, lang.English)
	if err != nil || past.Score.Answered == 0 {
		t.Errorf("what was scored from them is no longer explained: %v", err)
	}
	obstacles, err = w.UndoObstacles(t.Context(), w.alpha, w.alpha.OrganisationID, listed.ID)
	must(t, err)
	if len(obstacles) != 1 { // the withdrawn answers rest on the supplier still: its assessments are explained from them
		t.Errorf("%+v", obstacles)
	}
}

func TestAListGoesOutAndInUnchanged(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "demo.xlsx", demoList())
	before := w.suppliers()
	for _, tag := range lang.Tags() {
		for _, kind := range []string{portfolio.ExportCSV, portfolio.ExportWorkbook} {
			export, err := w.Export(t.Context(), w.alpha, store.SupplierFilter{Company: w.alpha.OrganisationID}, kind, tag)
			must(t, err)
			var out bytes.Buffer
			must(t, export.Write(&out))
			row := w.uploaded(portfolio.ImportSuppliers, export.Name, out.Bytes())
			if row.CountUnchanged != len(before) || row.CountNew+row.CountChanged+row.CountAbsent != 0 {
				t.Errorf("%s in %s: %s, absent %d, of %d", kind, tag, counts(row), row.CountAbsent, len(before))
				for _, changed := range w.rows(row.ID, "changed")[:min(3, row.CountChanged)] {
					t.Log(changed.Name, changed.Changes)
				}
			}
			must(t, w.Discard(t.Context(), w.alpha, row.ID))
		}
	}
	export, err := w.Export(t.Context(), w.alpha, store.SupplierFilter{Company: w.alpha.OrganisationID}, portfolio.ExportOSH, lang.English)
	must(t, err)
	var out bytes.Buffer
	must(t, export.Write(&out))
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil || len(rows) != len(before)+1 || rows[0][0] != "country" {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	_, err = w.Export(t.Context(), w.alpha, store.SupplierFilter{Company: w.alpha.OrganisationID, Search: "nobody"}, portfolio.ExportCSV, lang.English)
	refused(t, err, "fault.nothing-chosen")
	_, err = w.Export(t.Context(), w.alpha, store.SupplierFilter{Company: w.alpha.OrganisationID}, "pdf", lang.English)
	refused(t, err, "fault.export-kind")
}

func TestNoCellOfAnExportStartsAFormula(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "list.csv", list("Name,Country,City", "=HYPERLINK(1),Indonesia,+Bandung", "@SUM(A1),Indonesia,-1"))
	for _, kind := range []string{portfolio.ExportCSV, portfolio.ExportWorkbook, portfolio.ExportOSH} {
		export, err := w.Export(t.Context(), w.alpha, store.SupplierFilter{Company: w.alpha.OrganisationID}, kind, lang.English)
		must(t, err)
		var out bytes.Buffer
		must(t, export.Write(&out))
		for _, cell := range cellsOf(t, kind, out.Bytes()) {
			if cell != "" && strings.ContainsRune("=+@", rune(cell[0])) {
				t.Errorf("%s has a cell %q", kind, cell)
			}
		}
	}
}

func cellsOf(t *testing.T, kind string, content []byte) (cells []string) {
	t.Helper()
	if kind != portfolio.ExportWorkbook {
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff")))).ReadAll()
		must(t, err)
		return slices.Concat(rows...)
	}
	book, err := excelize.OpenReader(bytes.NewReader(content))
	must(t, err)
	defer func() { _ = book.Close() }()
	rows, err := book.GetRows(book.GetSheetName(0))
	must(t, err)
	return slices.Concat(rows...)
}

// mendedList has two rows that are wrong: a country that there is not, and a number of workers that is none.
var mendedList = list("Supplier No,Name,Country,Total Workers", "S-1,Benang Emas,Indonesia,420", "S-2,Angkor Footwear,Atlantis,90", "S-3,Siam Rubber,Thailand,many")

func TestAFileComesBackMarkedAndOnlyItsMarkedRowsAreTaken(t *testing.T) {
	t.Parallel()
	w := setup(t)
	row := w.applied(portfolio.ImportSuppliers, "list.csv", mendedList)
	file, err := w.Annotate(t.Context(), w.alpha, w.alpha.OrganisationID, row.ID, lang.Indonesian)
	must(t, err)
	var marked bytes.Buffer
	must(t, file.Write(context.Background(), &marked))
	if file.Name != "list - untuk diperbaiki.xlsx" {
		t.Error(file.Name)
	}
	must(t, func() error {
		_, err := w.Annotate(t.Context(), w.alpha, w.alpha.OrganisationID, row.ID, lang.English)
		return err
	}())
	_, err = w.Annotate(t.Context(), w.beta, w.beta.OrganisationID, row.ID, lang.English)
	refused(t, err, "fault.not-found")
	mended := mend(t, marked.Bytes(), map[string]string{"C3": "Cambodia", "D4": "95", "D2": "9999"}) // row 2 was not marked
	again := w.uploaded(portfolio.ImportSuppliers, file.Name, mended)
	effect := portfolio.ImportEffectOf(again)
	if counts(again) != "new 0, changed 2, unchanged 0, duplicate 0, refused 0" || effect.Left != 1 || effect.Marked != row.ID || again.CountAbsent != 0 {
		t.Fatalf("%s, left %d of %q, absent %d", counts(again), effect.Left, effect.Marked, again.CountAbsent)
	}
	whole := w.reread(again.ID, func(r *portfolio.Recipe) { r.Whole = true })
	if counts(whole) != "new 0, changed 3, unchanged 0, duplicate 0, refused 0" {
		t.Error(counts(whole))
	}
	w.reread(again.ID, func(r *portfolio.Recipe) { r.Whole = false })
	w.accept(again.ID)
	for name, want := range map[string]string{"Benang Emas": "IDN 420", "Angkor Footwear": "KHM 90", "Siam Rubber": "THA 95"} {
		told, err := w.Told(w.suppliers()[name])
		must(t, err)
		if got := string(told.Country) + " " + told.Text(intake.FieldWorkers); got != want {
			t.Errorf("%s: %s, not %s", name, got, want)
		}
	}
}

func TestAMarkedFileWithRowsPutInIsTakenAsAWhole(t *testing.T) {
	t.Parallel()
	w := setup(t)
	row := w.applied(portfolio.ImportSuppliers, "list.csv", mendedList)
	file, err := w.Annotate(t.Context(), w.alpha, w.alpha.OrganisationID, row.ID, lang.English)
	must(t, err)
	var marked bytes.Buffer
	must(t, file.Write(context.Background(), &marked))
	again := w.uploaded(portfolio.ImportSuppliers, file.Name, mend(t, marked.Bytes(), map[string]string{"C3": "Cambodia", "D2": "421", "A5": "S-4", "B5": "Padma", "C5": "Bangladesh"}))
	if counts(again) != "new 1, changed 2, unchanged 1, duplicate 0, refused 0" {
		t.Error(counts(again))
	}
	clean := w.applied(portfolio.ImportSuppliers, "clean.csv", threeSuppliers)
	_, err = w.Annotate(t.Context(), w.alpha, w.alpha.OrganisationID, clean.ID, lang.English)
	refused(t, err, "fault.nothing-marked")
}

func mend(t *testing.T, content []byte, cells map[string]string) []byte {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(content))
	must(t, err)
	defer func() { _ = book.Close() }()
	for at, text := range cells {
		must(t, book.SetCellStr(book.GetSheetName(0), at, text))
	}
	var out bytes.Buffer
	_, err = book.WriteTo(&out)
	must(t, err)
	return out.Bytes()
}

func TestAJobThatWasKilledInItsLastAttemptLeavesAnImportThatCanBeReadAgain(t *testing.T) {
	t.Parallel()
	w := idle(t)
	row, err := w.Upload(t.Context(), w.alpha, w.alpha.OrganisationID, portfolio.ImportSuppliers, "list.csv", bytes.NewReader(threeSuppliers))
	must(t, err)
	if row := w.imported(row.ID); row.State != "reading" {
		t.Fatalf("while its job waits: %s", row.State)
	}
	_, err = w.Store.Pool().ExecContext(t.Context(), "UPDATE river_job SET state = 'discarded', attempt = max_attempts, finalized_at = created_at")
	must(t, err)
	gone := w.imported(row.ID)
	if gone.State != "refused" || refusal(t, gone).Key != "fault.internal" {
		t.Fatalf("its job is gone: %+v", gone)
	}
	w.start()
	if again := w.reread(row.ID, func(*portfolio.Recipe) {}); again.State != "ready" || again.CountNew != 3 {
		t.Errorf("%s, %s", again.State, counts(again))
	}
}

func TestIssueGroupsCountEveryIssue(t *testing.T) {
	t.Parallel()
	w := setup(t)
	row := w.uploaded(portfolio.ImportSuppliers, "list.csv", list("Name,Country", "A1,Atlantis", "B1,Atlantis", "C1,Lemuria"))
	groups, more, err := w.IssueGroups(t.Context(), w.alpha, w.alpha.OrganisationID, row.ID)
	must(t, err)
	sum := 0
	for _, g := range groups {
		sum += g.Count
	}
	if more || sum != row.CountIssues || groups[0].Count != 3 || groups[0].Cells != "B2:B4" {
		t.Errorf("%+v", groups)
	}
}
