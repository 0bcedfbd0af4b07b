package mail

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	smtp "github.com/wneessen/go-mail"

	"github.com/gabf/telusur/internal/store"
)

// keep writes a letter as a file, readable by the operator alone: a link stands in it.
func (p *Post) keep(row store.Letter, m *smtp.Msg) error {
	folder := filepath.Join(p.Folder, row.CompanyID)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return &Failure{Key: "mail.fault.folder", Cause: err}
	}
	path := filepath.Join(folder, row.CreatedAt.UTC().Format("20060102-150405")+"-"+row.ID+".eml")
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return &Failure{Key: "mail.fault.folder", Cause: err}
	}
	if err := errors.Join(write(file, m), file.Close()); err != nil {
		return &Failure{Key: "mail.fault.folder", Cause: fmt.Errorf("write %s: %w", path, err)}
	}
	return nil
}
