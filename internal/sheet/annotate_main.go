package sheet

import (
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
)

func (a *annotation) relationSpace() string {
	if a.strict {
		return "http://purl.oclc.org/ooxml/officeDocument/relationships"
	}
	return "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
}

func (a *annotation) mainSpace() string {
	if a.strict {
		return "http://purl.oclc.org/ooxml/spreadsheetml/main"
	}
	return "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
}

// writeTypes tells the package what the new parts are.
func (a *annotation) writeTypes() error {
	types, err := a.orEmpty("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`)
	if err != nil {
		return err
	}
	const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	var said strings.Builder
	override := func(name, of string) {
		if a.parts[partName(name)] == nil && name != "" {
			fmt.Fprintf(&said, `<Override PartName="/%s" ContentType="%s"/>`, name, of)
		}
	}
	if !strings.Contains(strings.ToLower(string(types)), `extension="vml"`) {
		said.WriteString(`<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>`)
	}
	for _, p := range a.tabs {
		override(p.comments, kind+"comments+xml")
	}
	override(a.sheet, kind+"worksheet+xml")
	override(a.styles.name, kind+"styles+xml")
	if types, err = addToRoot(types, said.String()); err != nil {
		return err
	}
	return a.writePart("[Content_Types].xml", types)
}

// writeRelations writes the relations of a part with some added.
func (a *annotation) writeRelations(part string, added map[string]relation) error {
	name := relationsOf(part)
	body, err := a.orEmpty(name, `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>`)
	if err != nil {
		return err
	}
	var said strings.Builder
	for _, id := range slices.Sorted(maps.Keys(added)) {
		fmt.Fprintf(&said, `<Relationship Id="%s" Type="%s/%s" Target="%s"/>`, id, a.relationSpace(), added[id].kind, relative(path.Dir(part), added[id].target))
	}
	if body, err = addToRoot(body, said.String()); err != nil {
		return err
	}
	return a.writePart(name, body)
}

// relative gives the path of a part as seen from a folder.
func relative(from, to string) string {
	up := ""
	for !strings.HasPrefix(to, from+"/") {
		if from = path.Dir(from); from == "." || from == "/" {
			return up + "../" + to
		}
		up += "../"
	}
	return up + strings.TrimPrefix(to, from+"/")
}

var mainOrder = []string{
	"sheets", "functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
	"smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
}

// writeMain puts the summary behind the other sheets, with the name it is known by.
func (a *annotation) writeMain() error {
	main, err := a.whole(a.main)
	if err != nil {
		return err
	}
	added := make(map[string]relation)
	if a.styles.id != "" {
		added[a.styles.id] = a.related[a.styles.id]
	}
	if !a.again {
		id := freeID(a.related)
		added[id] = relation{kind: "worksheet", target: a.sheet}
		if main, err = a.addSheet(main, id); err != nil {
			return err
		}
	}
	if err := a.writePart(a.main, main); err != nil || len(added) == 0 && a.parts[partName(relationsOf(a.main))] == nil {
		return err
	}
	return a.writeRelations(a.main, added)
}

func (a *annotation) addSheet(main []byte, id string) ([]byte, error) {
	last, prefix := 0, ""
	_, err := rewriteAll(main, func(r *rewriter) (bool, error) {
		switch {
		case r.kind == tokenOpen && r.depth == 0:
			prefix = r.prefix()
		case r.opens("sheet"):
			last = max(last, intAttribute(r.attrs, "sheetId"))
		}
		return false, nil
	})
	if err != nil {
		return nil, err
	}
	said := string(appendEscaped(nil, a.name))
	sheet := fmt.Sprintf(`<%ssheet xmlns:r="%s" name="%s" sheetId="%d" r:id="%s"/>`, prefix, a.relationSpace(), said, last+1, id)
	if main, err = addTo(main, mainOrder, "sheets", sheet, 0); err != nil {
		return nil, err
	}
	name := fmt.Sprintf(`<%sdefinedName name="%s" hidden="1">%s!$A$1</%sdefinedName>`, prefix, summaryName, string(appendEscaped(nil, quoteTab(a.name))), prefix)
	return addTo(main, mainOrder, "definedNames", name, 0)
}

// open gives a part; the rows of a text file are made as they are read.
func (b *workbook) open(name string) (io.ReadCloser, error) {
	if b.rows != nil && partName(name) == b.tabs[0].part {
		return b.rows()
	}
	return b.container.open(name)
}
