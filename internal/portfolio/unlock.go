package portfolio

import (
	"bytes"
	"context"
	"log/slog"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/sheet"
	"github.com/gabf/telusur/internal/store"
)

// faultPassword is the reason why a workbook waits for its password.
const faultPassword = "sheet.password"

// Unlock opens an uploaded workbook with its password, keeps what is inside in its place, and has it read. The password is kept nowhere; the
// digest of the upload stays that of the file as it came.
func (d *Desk) Unlock(ctx context.Context, who identity.Actor, company, id, password string) (store.Import, error) {
	row, err := d.ImportOf(ctx, who, company, id)
	if err != nil {
		return row, err
	}
	if !waitsForPassword(row) {
		return row, fault.New(fault.Conflict, "fault.import-no-password")
	}
	inside, err := d.unsealed(ctx, row, password)
	if err != nil {
		return row, err
	}
	sealed, key := row.BlobKey, "uploads/"+company+"/"+d.NewID()
	if _, err := d.Blob.Put(ctx, key, inside); err != nil {
		return row, err
	}
	row, err = d.moveImport(ctx, who, id, importReading, func(row *store.Import) error {
		if row.BlobKey != sealed { // somebody else was faster
			return fault.New(fault.Conflict, "fault.import-not-ready")
		}
		row.BlobKey = key
		return nil
	}, importRefused)
	unwanted := sealed
	if err != nil {
		unwanted = key
	}
	last, cancel := lastWords(ctx)
	defer cancel()
	if gone := d.Blob.Delete(last, unwanted); gone != nil { // a file too many harms nobody
		slog.WarnContext(ctx, "a file that is no longer needed is left behind", "key", unwanted, "error", gone)
	}
	return row, err
}

func waitsForPassword(row store.Import) bool {
	return row.State == importRefused && RefusalOf(row).Key == faultPassword
}

func (d *Desk) unsealed(ctx context.Context, row store.Import, password string) (*bytes.Reader, error) {
	file, err := d.Blob.Open(ctx, row.BlobKey)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return sheet.Unseal(file, file.Size(), row.FileName, password, d.Limits)
}
