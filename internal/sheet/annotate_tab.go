package sheet

import (
	"fmt"
)

func (a *annotation) writeTabs() error {
	for _, p := range a.tabs {
		if err := a.writeTab(p); err != nil {
			return fmt.Errorf("tab %s: %w", p.Name, err)
		}
	}
	return nil
}

func (a *annotation) writeTab(p tabPlan) error {
	src, err := a.open(p.part)
	if err != nil {
		return err
	}
	defer func() { _ = src.Close() }()
	w, err := a.create(p.part)
	if err == nil {
		err = a.markRows(p, src, w)
	}
	if err != nil {
		return err
	}
	added := make(map[string]relation)
	if p.comments != "" {
		if err := a.writeNotes(p); err != nil {
			return err
		}
		if a.parts[partName(p.comments)] == nil {
			id := freeID(p.related)
			p.related[id] = relation{kind: "comments", target: p.comments}
			added[id] = p.related[id]
		}
	}
	if p.link != "" {
		added[p.link] = p.related[p.link]
	}
	if len(added) == 0 && a.parts[partName(relationsOf(p.part))] == nil {
		return nil
	}
	return a.writeRelations(p.part, added)
}

func (a *annotation) writeNotes(p tabPlan) error {
	notes := newNoteWriter(a.summary.Author, p.pins)
	body, err := a.orEmpty(p.comments, `<comments xmlns="`+a.mainSpace()+`"><authors/><commentList/></comments>`)
	if err == nil {
		body, err = notes.comments(body, p.pins)
	}
	if err == nil {
		err = a.writePart(p.comments, body)
	}
	if err != nil || p.drawing == "" {
		return err
	}
	body, err = a.orEmpty(p.drawing, drawingHead)
	if err == nil {
		body, err = drawing(body, notes.boxes(p.link == ""), notes.dropped, a.limits)
	}
	if err != nil {
		return err
	}
	return a.writePart(p.drawing, body)
}
