package sheet

import (
	"archive/zip"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
)

// annotation is one run of Annotate over a workbook.
type annotation struct {
	*workbook
	limits  Limits
	summary Summary
	marks   []Mark
	out     *zip.Writer
	written map[string]bool // parts that are not copied as they are
	styles  *styleSheet
	strict  bool
	tabs    []tabPlan
	sheet   string // part of the summary
	name    string // of the summary's tab
	again   bool   // the workbook was annotated before
}

// tabPlan is what will be done to a tab.
type tabPlan struct {
	Tab
	pins     []pin
	layout   Layout
	related  map[string]relation
	comments string // part; "" when no comment is made or taken away
	drawing  string
	link     string // id of a relation to a drawing that the sheet does not have yet
}

// plan decides on everything that has a name, before the first byte is written.
func (a *annotation) plan() error {
	a.name, a.sheet = a.summary.Tab, ""
	for _, tab := range a.workbook.tabs {
		if tab.Summary {
			a.again, a.name, a.sheet = true, tab.Name, tab.part
		}
	}
	if !a.again {
		a.name = freeTabName(a.name, a.hasTab)
		a.sheet = a.freePart(path.Dir(a.main) + "/worksheets/sheet%d.xml")
	}
	if err := a.planStyles(); err != nil {
		return err
	}
	for _, tab := range a.workbook.tabs {
		if tab.Summary {
			continue
		}
		if err := a.planTab(tab); err != nil {
			return fmt.Errorf("tab %s: %w", tab.Name, err)
		}
	}
	return nil
}

func (a *annotation) hasTab(name string) bool {
	return slices.ContainsFunc(a.workbook.tabs, func(tab Tab) bool { return strings.EqualFold(tab.Name, name) })
}

func (a *annotation) planTab(tab Tab) (err error) {
	p := tabPlan{Tab: tab}
	if p.layout, err = a.readLayout(context.Background(), tab, a.limits); err != nil {
		return err
	}
	p.pins = pinsOf(a.marks, tab.Name, p.layout.Merged, a.limits)
	if len(p.pins) == 0 && !a.again {
		return nil
	}
	if p.related, err = a.relations(tab.part); err != nil {
		return err
	}
	for _, to := range p.related {
		if to.kind == "comments" && !to.external {
			p.comments = to.target
		}
	}
	if to, ok := p.related[p.layout.drawing]; ok && !to.external {
		p.drawing = to.target
	}
	if len(p.pins) > 0 {
		a.planNotes(&p)
	}
	a.tabs = append(a.tabs, p)
	return nil
}

// planNotes names the parts of comments that the tab does not have yet.
func (a *annotation) planNotes(p *tabPlan) {
	if p.comments == "" {
		p.comments = a.freePart(path.Dir(a.main) + "/comments%d.xml")
	}
	if p.drawing == "" {
		p.drawing = a.freePart(path.Dir(a.main) + "/drawings/vmlDrawing%d.vml")
		p.link = freeID(p.related)
		p.related[p.link] = relation{kind: "vmlDrawing", target: p.drawing}
	}
}

// freePart gives a name that no part has, and takes it.
func (a *annotation) freePart(pattern string) string {
	for n := 1; ; n++ {
		name := fmt.Sprintf(pattern, n)
		if a.parts[partName(name)] == nil && !a.written[partName(name)] {
			a.written[partName(name)] = true
			return name
		}
	}
}

func freeID(related map[string]relation) string {
	for n := len(related) + 1; ; n++ {
		if _, taken := related["rId"+itoa(n)]; !taken {
			return "rId" + itoa(n)
		}
	}
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
