package questionnaire

import (
	"context"
	"io"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/sheet"
)

// DefinitionOf gives the digest of the questionnaire that a workbook was made from, so that the right Definition can read it. It refuses
// what ReadWorkbook refuses as not ours.
func DefinitionOf(ctx context.Context, src io.ReaderAt, size int64, name string, limits sheet.Limits) (canon.Digest, error) {
	file, err := sheet.Open(src, size, name, tighten(limits))
	if err != nil {
		return "", err
	}
	r := &reading{ctx: ctx, file: file, name: name}
	values, err := r.pairs()
	if err != nil {
		return "", err
	}
	id := identityOf(values)
	switch {
	case id.Questionnaire == "" || !id.Definition.Valid():
		return "", r.fault("not-ours")
	case values["checksum"] != id.checksum():
		return "", r.fault("ids-altered")
	}
	return id.Definition, nil
}
