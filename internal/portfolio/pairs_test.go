package portfolio_test

import (
	"testing"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/store"
)

// nearly tells of two suppliers that may be one: the same name with a slip, at the same place.
var (
	oneSide   = list("Name,Country,City,Address,Workers", "Benang Emas Textile,Indonesia,Bandung,Jl. Mawar 12,")
	otherSide = list("Name,Country,City,Address,Workers", "Benang Mas Textile,Indonesia,Bandung,Jl. Mawar 12,420")
)

func (w *world) pairs(answer string) []store.SupplierPair {
	w.t.Helper()
	pairs, _, err := w.Pairs(w.t.Context(), w.alpha, store.PairFilter{Company: w.alpha.OrganisationID, Answer: answer}, store.Page{})
	must(w.t, err)
	return pairs
}

func (w *world) answer(pair store.SupplierPair, answer string) {
	w.t.Helper()
	must(w.t, w.AnswerPairs(w.t.Context(), w.alpha, w.alpha.OrganisationID, []portfolio.PairAnswer{{Pair: pair.ID, Answer: answer}}))
	w.settle()
}

// asked uploads a list that raises one question.
func (w *world) asked() (store.Import, store.SupplierPair) {
	w.t.Helper()
	w.applied(portfolio.ImportSuppliers, "first.csv", oneSide)
	row := w.uploaded(portfolio.ImportSuppliers, "second.csv", otherSide)
	pairs := w.pairs("open")
	if len(pairs) != 1 || row.CountNew != 1 {
		w.t.Fatalf("%s, pairs %+v", counts(row), pairs)
	}
	return row, pairs[0]
}

func TestAQuestionShowsBothSidesAndWhy(t *testing.T) {
	t.Parallel()
	w := setup(t)
	_, pair := w.asked()
	for _, tag := range lang.Tags() {
		left, ours := w.SaySide(pair.LeftSide, tag)
		right, theirs := w.SaySide(pair.RightSide, tag)
		if left != "Benang Emas Textile" || right != "Benang Mas Textile" || len(ours) == 0 || len(theirs) == 0 {
			t.Errorf("%q (%v), %q (%v)", left, ours, right, theirs)
		}
	}
	if len(portfolio.ReasonsOf(pair)) == 0 || pair.Score <= 0 {
		t.Errorf("no reasons: %+v", pair)
	}
	pairs, total, err := w.Pairs(t.Context(), w.beta, store.PairFilter{Company: w.alpha.OrganisationID}, store.Page{})
	if err != nil || total != 0 {
		t.Errorf("the neighbour sees %+v, %v", pairs, err)
	}
	refused(t, w.AnswerPairs(t.Context(), w.beta, w.beta.OrganisationID, []portfolio.PairAnswer{{Pair: pair.ID, Answer: "same"}}), "fault.not-found")
	refused(t, w.AnswerPairs(t.Context(), w.alpha, w.alpha.OrganisationID, []portfolio.PairAnswer{{Pair: pair.ID, Answer: "perhaps"}}), "fault.pair-answer")
}

func TestAnAnswerBeforeTheImportDecidesWhatItDoes(t *testing.T) {
	t.Parallel()
	w := setup(t)
	row, pair := w.asked()
	w.answer(pair, "same")
	if row = w.imported(row.ID); counts(row) != "new 0, changed 1, unchanged 0, duplicate 0, refused 0" {
		t.Errorf("the same: %s", counts(row))
	}
	w.answer(pair, "different")
	if row = w.imported(row.ID); counts(row) != "new 1, changed 0, unchanged 0, duplicate 0, refused 0" {
		t.Errorf("different after all: %s", counts(row))
	}
	w.accept(row.ID)
	if len(w.suppliers()) != 2 {
		t.Error("different ones are two")
	}
	w.uploaded(portfolio.ImportSuppliers, "again.csv", otherSide)
	if open := w.pairs("open"); len(open) != 0 {
		t.Errorf("asked again: %+v", open)
	}
}

func TestAQuestionNeverHoldsAnImportUp(t *testing.T) {
	t.Parallel()
	w := setup(t)
	row, pair := w.asked()
	w.answer(pair, "later")
	w.accept(row.ID)
	open := w.pairs("open")
	if len(open) != 1 || open[0].LeftID == "" || open[0].RightID == "" || len(w.suppliers()) != 2 {
		t.Fatalf("%+v", open)
	}
	w.answer(open[0], "same")
	suppliers := w.suppliers()
	kept := suppliers["Benang Emas Textile"]
	if len(suppliers) != 1 || kept.Workers == nil || *kept.Workers != 420 {
		t.Fatalf("one supplier with what both tell: %+v", suppliers)
	}
	again := w.uploaded(portfolio.ImportSuppliers, "both.csv", list("Name,Country,City,Address,Workers", "Benang Emas Textile,Indonesia,Bandung,Jl. Mawar 12,420", "Benang Mas Textile,Indonesia,Bandung,Jl. Mawar 12,420"))
	if counts(again) != "new 0, changed 0, unchanged 1, duplicate 1, refused 0" || again.CountAbsent != 0 {
		t.Errorf("a list with both names: %s, absent %d", counts(again), again.CountAbsent)
	}
	alone := w.uploaded(portfolio.ImportSuppliers, "other name.csv", list("Name,Country,City,Address,Workers", "Benang Mas Textile,Indonesia,Bandung,Jl. Mawar 12,500"))
	if counts(alone) != "new 0, changed 1, unchanged 0, duplicate 0, refused 0" || alone.CountRenamed != 0 {
		t.Fatalf("a list with the other name: %s, renamed %d", counts(alone), alone.CountRenamed)
	}
	w.accept(alone.ID)
	if kept := w.suppliers()["Benang Emas Textile"]; kept.Workers == nil || *kept.Workers != 500 {
		t.Errorf("%+v", w.suppliers())
	}
	w.answer(w.pairs("same")[0], "different")
	suppliers = w.suppliers()
	if len(suppliers) != 2 || *suppliers["Benang Emas Textile"].Workers != 500 || *suppliers["Benang Mas Textile"].Workers != 420 {
		t.Errorf("taken back: %+v", suppliers)
	}
}

func TestTwoSuppliersAreMergedByHandAndTwoAgain(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "list.csv", threeSuppliers)
	before := w.suppliers()
	kept, merged := before["Benang Emas Textile"], before["Hải Đăng Seafood"]
	w.applied(portfolio.ImportResponses, "answer.xlsx", w.filled(w.alpha, merged, "2026-10-01", w.answers(merged, "PT Alas Kaki Kencana Rimba")))
	before = w.suppliers()
	_, err := w.Merge(t.Context(), w.alpha, w.alpha.OrganisationID, kept.ID, kept.ID)
	refused(t, err, "fault.merge-one")
	_, err = w.Merge(t.Context(), w.beta, w.beta.OrganisationID, kept.ID, merged.ID)
	refused(t, err, "fault.not-found")
	merge, err := w.Merge(t.Context(), w.alpha, w.alpha.OrganisationID, kept.ID, merged.ID)
	must(t, err)
	w.settle()
	now := w.suppliers()
	if len(now) != 2 || now["Benang Emas Textile"].Answered != before["Hải Đăng Seafood"].Answered {
		t.Errorf("the answers of the merged one do not count: %+v", now)
	}
	past, total, err := w.Assessments(t.Context(), w.alpha, w.alpha.OrganisationID, merged.ID, store.Page{})
	if err != nil || total != 2 {
		t.Errorf("the history of the merged one: %d, %v", len(past), err)
	}
	merges, names, err := w.MergesOf(t.Context(), w.alpha, w.alpha.OrganisationID, kept.ID)
	if err != nil || len(merges) != 1 || names[merged.ID] != "Hải Đăng Seafood" {
		t.Errorf("%+v %v %v", merges, names, err)
	}
	refused(t, w.UndoMerge(t.Context(), w.beta, w.beta.OrganisationID, merge.ID), "fault.not-found")
	must(t, w.UndoMerge(t.Context(), w.alpha, w.alpha.OrganisationID, merge.ID))
	refused(t, w.UndoMerge(t.Context(), w.alpha, w.alpha.OrganisationID, merge.ID), "fault.merge-undone")
	w.settle()
	for name, is := range w.suppliers() {
		if was := before[name]; is.ID != was.ID || is.Fields != was.Fields || is.Answered != was.Answered || is.Residual != was.Residual {
			t.Errorf("%s was %+v, is %+v", name, was, is)
		}
	}
	w.acts()
}
