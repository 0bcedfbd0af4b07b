package store_test

import (
	"testing"

	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/internal/store/storetest"
)

func TestMigrateTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	id := storetest.Organisation(t, s, "company", "Garuda Textiles")
	err := s.Read(t.Context(), store.Company(id), func(tx *store.Tx) error {
		row, err := tx.Organisation(id)
		if err == nil && row.Name != "Garuda Textiles" {
			t.Errorf("name is %q", row.Name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
