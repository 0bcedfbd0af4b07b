package sheet

import (
	"errors"
	"io"
	"path"
	"strings"
)

// workbook is what is read before the first row.
type workbook struct {
	*container
	main    string
	related map[string]relation // of main
	tabs    []Tab
	macros  bool
	epoch   dateSystem
	formats []numberFormat // by style number
	strings *stringArena
	rows    func() (io.ReadCloser, error) // of a text file made into a workbook
}

// relation is one line of a .rels part.
type relation struct {
	kind, target string // kind is the last word of the type: "worksheet", "styles" … in both transitional and strict form
	external     bool
}

// Bounds that no real workbook comes near.
const (
	smallToken   = 1 << 20 // bytes: no tag outside sheet parts is longer
	maxRelations = 100_000
	maxTabs      = 4096
)

// each reads a part and calls open for every opened element. A missing part is errNoPart.
func (c *container) each(name string, open func(x *xmlReader, element string) error) error {
	if c.size(name) > partBytes {
		return errBomb
	}
	part, err := c.open(name)
	if err != nil {
		return err
	}
	defer func() { _ = part.Close() }()
	x := newXMLReader(part, smallToken)
	for {
		kind, err := x.next()
		if err != nil || kind == tokenEnd {
			return err
		}
		if kind == tokenOpen {
			if err := open(x, string(x.name)); err != nil {
				return err
			}
		}
	}
}

// relations reads the relations of a part, by id. A part without any has none.
func (c *container) relations(part string) (map[string]relation, error) {
	dir, base := path.Split(partName(part))
	found := make(map[string]relation)
	err := c.each(dir+"_rels/"+base+".rels", func(x *xmlReader, element string) error {
		if element != "Relationship" {
			return nil
		}
		if len(found) >= maxRelations {
			return errBomb
		}
		kind := x.attr("Type")
		target := x.attr("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", dir, target)
		}
		found[x.attr("Id")] = relation{kind: kind[strings.LastIndexByte(kind, '/')+1:], target: partName(target), external: x.attr("TargetMode") == "External"}
		return nil
	})
	if errors.Is(err, errNoPart) {
		err = nil
	}
	return found, err
}

// openWorkbook reads all but the rows.
func openWorkbook(src io.ReaderAt, size int64, limits Limits) (*workbook, error) {
	c, err := openContainer(src, size)
	if err != nil {
		return nil, err
	}
	if err := foreignContainer(c); err != nil {
		return nil, err
	}
	if err := c.check(limits.ExpandedBytes, "_rels/.rels", "[Content_Types].xml"); err != nil {
		return nil, err
	}
	main, err := c.mainPart()
	if err != nil {
		return nil, err
	}
	related, err := c.relations(main)
	b := &workbook{container: c, strings: &stringArena{}, main: main, related: related}
	if err != nil {
		return nil, err
	}
	if err := c.check(limits.ExpandedBytes, b.partsToRead(main, related)...); err != nil {
		return nil, err
	}
	if err := b.readMain(main, related); err != nil {
		return nil, err
	}
	return b, b.readRelated(related, limits)
}

// mainPart finds the workbook part through the package's relations.
func (c *container) mainPart() (string, error) {
	related, err := c.relations("")
	if err != nil {
		return "", err
	}
	for _, to := range related {
		if to.kind == "officeDocument" && !to.external && c.parts[to.target] != nil {
			return to.target, nil
		}
	}
	if c.parts["xl/workbook.xml"] != nil {
		return "xl/workbook.xml", nil
	}
	return "", errNoPart
}

func (b *workbook) partsToRead(main string, related map[string]relation) []string {
	names := []string{main}
	for _, to := range related {
		switch to.kind {
		case "worksheet", "styles", "sharedStrings":
			names = append(names, to.target)
		case "vbaProject":
			b.macros = true
		}
	}
	return names
}

// readMain reads tabs and the date system. Chart sheets and sheets in other files have no rows and are not tabs.
func (b *workbook) readMain(main string, related map[string]relation) error {
	return b.each(main, func(x *xmlReader, element string) error {
		switch element {
		case "workbookPr":
			if on := x.attr("date1904"); on == "1" || on == "true" {
				b.epoch = from1904
			}
		case "definedName":
			return b.readName(x)
		case "sheet":
			to := related[x.attr(":id")]
			if len(b.tabs) >= maxTabs {
				return errBomb
			}
			if to.kind == "worksheet" && !to.external && b.parts[to.target] != nil {
				state := x.attr("state")
				b.tabs = append(b.tabs, Tab{Name: x.attr("name"), Hidden: state == "hidden" || state == "veryHidden", part: to.target})
			}
		}
		return nil
	})
}

// readName knows the tab that Annotate added by the name that it defines: that stays when a program saves the workbook.
func (b *workbook) readName(x *xmlReader) error {
	if x.attr("name") != summaryName || x.selfClose {
		return nil
	}
	kind, err := x.next()
	if err != nil || kind != tokenText {
		return err
	}
	said := string(appendDecoded(nil, x.text))
	for i := range b.tabs {
		tab := &b.tabs[i]
		tab.Summary = tab.Summary || strings.HasPrefix(said, quoteTab(tab.Name)+"!") || strings.HasPrefix(said, tab.Name+"!")
	}
	return nil
}

func (b *workbook) readRelated(related map[string]relation, limits Limits) error {
	for _, to := range related {
		var err error
		switch {
		case to.external:
		case to.kind == "styles":
			b.formats, err = b.readFormats(to.target)
		case to.kind == "sharedStrings":
			err = b.readStrings(to.target, limits)
		}
		if err != nil && !errors.Is(err, errNoPart) {
			return err
		}
	}
	return b.checkHeads()
}

// checkHeads looks at the beginning of each sheet part, so that one with a document type is refused before any row is given.
func (b *workbook) checkHeads() error {
	seen := make(map[string]bool)
	for _, tab := range b.tabs {
		if seen[tab.part] {
			continue
		}
		seen[tab.part] = true
		part, err := b.open(tab.part)
		if err != nil {
			return err
		}
		x := newXMLReader(io.LimitReader(part, 4096), smallToken)
		kind, err := x.next()
		for err == nil && kind == tokenText {
			kind, err = x.next()
		}
		_ = part.Close()
		if errors.Is(err, errEntities) {
			return err
		}
	}
	return nil
}
