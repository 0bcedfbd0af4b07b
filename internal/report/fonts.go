package report

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"

	"github.com/gabf/telusur/templates"
)

// style is a font of the family.
type style int

const (
	regular style = iota
	bold
)

// typeface is everything that is parsed once: the family that PDFs embed, and the faces whose glyphs are drawn as outlines.
type typeface struct {
	files    [2][]byte                      // by style: what the PDF library embeds
	advances [2][0x10000]uint16             // by style and rune: 1/1000 em; 0 = not in the family
	more     []func() ([]*font.Font, error) // parsed at the first need, embedded ones first
}

const fontFolder = "reports/fonts"

// newTypeface parses the family and lists further fonts.
func newTypeface(operators fs.FS) (*typeface, error) {
	t := &typeface{}
	for s, name := range []string{"NotoSans-Regular.ttf", "NotoSans-Bold.ttf"} {
		data, err := templates.Files.ReadFile(path.Join(fontFolder, name))
		if err != nil {
			return nil, fmt.Errorf("read font %s: %w", name, err)
		}
		face, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("parse font %s: %w", name, err)
		}
		t.files[s] = data
		for r := range rune(0x10000) {
			if glyph, known := face.NominalGlyph(r); known {
				t.advances[s][r] = uint16(max(1, face.HorizontalAdvance(glyph)*1000/float32(face.Upem())))
			}
		}
	}
	embedded, err := fs.Sub(templates.Files, fontFolder)
	if err != nil {
		return nil, err
	}
	for _, folder := range []fs.FS{embedded, operators} {
		if folder != nil {
			if err := t.list(folder); err != nil {
				return nil, err
			}
		}
	}
	return t, nil
}

// list finds the fonts of a folder: regular weights by their names before others, so that a face is found that fits body text.
func (t *typeface) list(folder fs.FS) error {
	var names []string
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() || name == "NotoSans-Regular.ttf" || name == "NotoSans-Bold.ttf":
			return nil
		}
		if slices.Contains([]string{".ttf", ".otf", ".ttc"}, strings.ToLower(path.Ext(name))) {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("list fonts: %w", err)
	}
	slices.SortStableFunc(names, func(a, b string) int {
		return cmp.Or(boolOrder(strings.Contains(b, "Regular"))-boolOrder(strings.Contains(a, "Regular")),
			boolOrder(strings.Contains(b, "Sans"))-boolOrder(strings.Contains(a, "Sans")), cmp.Compare(a, b))
	})
	for _, name := range names {
		t.more = append(t.more, sync.OnceValues(func() ([]*font.Font, error) { return parseFont(folder, name) }))
	}
	return nil
}

func parseFont(folder fs.FS, name string) ([]*font.Font, error) {
	file, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	resource, ok := file.(font.Resource)
	if !ok {
		data, err := io.ReadAll(file)
		if err != nil {
			return nil, err
		}
		resource = bytes.NewReader(data)
	}
	faces, err := font.ParseTTC(resource)
	if err != nil {
		return nil, fmt.Errorf("parse font %s: %w", name, err)
	}
	if len(faces) == 0 {
		return nil, errors.New("parse font " + name + ": it is empty")
	}
	fonts := make([]*font.Font, len(faces))
	for i, face := range faces {
		fonts[i] = face.Font
	}
	return fonts, nil
}

// find gives a font that has a glyph for r; nil when none has. Fonts that do not parse are passed over.
func (t *typeface) find(r rune) *font.Font {
	for _, parse := range t.more {
		fonts, err := parse()
		if err != nil {
			continue
		}
		if _, known := fonts[0].NominalGlyph(r); known {
			return fonts[0]
		}
	}
	return nil
}

// plain tells whether the family itself can write r.
func (t *typeface) plain(r rune) bool { return r >= 0 && r < 0x10000 && t.advances[regular][r] != 0 }
