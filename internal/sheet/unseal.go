package sheet

import (
	"bytes"
	"io"
)

// Unseal gives the workbook inside a file that is protected by a password, up to 64 MB. The faults are those of OpenAs: "sheet.wrong-password",
// "sheet.sealed" for a protection that is not known, "sheet.bomb" for a larger file.
func Unseal(src io.ReaderAt, size int64, name, password string, limits Limits) (*bytes.Reader, error) {
	inside, err := fencedUnseal(src, size, password)
	if err != nil {
		return nil, asFault(err, limits.orDefault(), "file", name)
	}
	return inside, nil
}

func fencedUnseal(src io.ReaderAt, size int64, password string) (inside *bytes.Reader, err error) {
	defer fence(&err)
	return unseal(src, size, password)
}
