package store_test

import (
	"errors"
	"testing"

	"github.com/google/uuid"

	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/internal/store/storetest"
)

func TestASupplierThatSomethingRestsOnDoesNotGo(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	company := storetest.Organisation(t, s, "company", "Garuda")
	rows := manySuppliers(company, 3)
	must(t, s.Write(t.Context(), store.Company(company), func(tx *store.Tx) error {
		return errors.Join(tx.CreateSuppliers(rows),
			tx.CreateAssessments([]store.Assessment{{ID: uuid.NewString(), CompanyID: company, SupplierID: rows[0].ID, CreatedAt: noon}}),
			tx.OpenFindings([]store.Finding{{ID: uuid.NewString(), CompanyID: company, SupplierID: rows[1].ID, Severity: "minor", State: "open", OpenedAt: noon}}))
	}))
	for i, name := range []string{"an assessment rests on it", "a finding rests on it", "nothing rests on it"} {
		err := s.Write(t.Context(), store.Company(company), func(tx *store.Tx) error { return store.DeleteSupplier(tx, rows[i].ID) })
		if free := i == 2; free != (err == nil) || !free && !errors.Is(err, store.ErrMissing) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
