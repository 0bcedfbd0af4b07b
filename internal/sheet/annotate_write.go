package sheet

import (
	"archive/zip"
	"errors"
	"io"
	"path"

	"github.com/klauspost/compress/flate"
)

func (a *annotation) run() error {
	a.out.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, step := range []func() error{a.plan, a.writeTypes, a.copyOthers, a.writeTabs, a.writeSummary, a.writeMain, a.writeStyles} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// create begins a part, under the name the archive has it by.
func (a *annotation) create(name string) (io.Writer, error) {
	if file := a.parts[partName(name)]; file != nil {
		name = file.Name
	}
	return a.out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
}

func (a *annotation) writePart(name string, body []byte) error {
	w, err := a.create(name)
	if err == nil {
		_, err = w.Write(body)
	}
	return err
}

// copyOthers copies all that does not change, packed as it is.
func (a *annotation) copyOthers() error {
	for _, p := range a.tabs {
		for _, name := range []string{p.part, p.comments, p.drawing, relationsOf(p.part)} {
			a.written[partName(name)] = true
		}
	}
	for _, name := range []string{a.sheet, relationsOf(a.sheet), a.main, relationsOf(a.main), a.styles.name, "[content_types].xml"} {
		a.written[partName(name)] = true
	}
	for _, file := range a.archive.File {
		if name := partName(file.Name); a.parts[name] == file && !a.written[name] {
			if err := a.out.Copy(file); err != nil {
				return err
			}
		}
	}
	return nil
}

func relationsOf(part string) string {
	dir, base := path.Split(part)
	return dir + "_rels/" + base + ".rels"
}

// orEmpty gives a small part, or an empty root where there is none.
func (a *annotation) orEmpty(name, root string) ([]byte, error) {
	body, err := a.whole(name)
	if errors.Is(err, errNoPart) {
		return []byte(xmlHead + root), nil
	}
	return body, err
}
