package portfolio_test

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/gabf/telusur/internal/portfolio"
)

func TestAProtectedWorkbookIsReadOnceItsPasswordIsTyped(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.start()
	const password = "Rahasia 1 ü"
	row := w.uploaded(portfolio.ImportSuppliers, "list.xlsx", protected(t, password))
	if row.State != "refused" || portfolio.RefusalOf(row).Key != "sheet.password" {
		t.Fatalf("%s: %s", row.State, row.Fault)
	}
	unlock := func(password string) error {
		_, err := w.Unlock(t.Context(), w.alpha, w.alpha.OrganisationID, row.ID, password)
		w.settle()
		return err
	}
	refused(t, unlock("rahasia 1 ü"), "sheet.wrong-password")
	if again := w.imported(row.ID); again.State != "refused" || again.BlobKey != row.BlobKey {
		t.Errorf("a wrong password made it %s", again.State)
	}
	must(t, unlock(password))
	opened := w.imported(row.ID)
	if opened.State != "ready" || opened.CountNew != 2 || opened.Digest != row.Digest {
		t.Errorf("%s, %d new, digest %s: %s", opened.State, opened.CountNew, opened.Digest, opened.Fault)
	}
	if _, err := w.Blob.Open(t.Context(), row.BlobKey); err == nil {
		t.Error("the protected file is still there")
	}
	refused(t, unlock(password), "fault.import-no-password")
	_, err := w.Unlock(t.Context(), w.beta, w.alpha.OrganisationID, row.ID, password)
	refused(t, err, "fault.not-found")
}

// protected gives a list of two suppliers behind a password.
func protected(t *testing.T, password string) []byte {
	t.Helper()
	book := excelize.NewFile()
	for cell, text := range map[string]string{"A1": "Supplier name", "B1": "Country", "A2": "Pabrik Satu", "B2": "Indonesia", "A3": "Mill Two", "B3": "Malaysia"} {
		must(t, book.SetCellStr("Sheet1", cell, text))
	}
	var plain bytes.Buffer
	must(t, book.Write(&plain))
	sealed, err := excelize.Encrypt(plain.Bytes(), &excelize.Options{Password: password})
	must(t, err)
	return sealed
}
