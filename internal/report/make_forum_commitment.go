package report

import (
	"maps"
	"slices"
)

// commitmentColumns are the steps by which members are counted.
var commitmentColumns = []string{"done", "under-way", "not-begun"}

var commitmentStep = map[string]int{"done": 0, "verified": 0, "planned": 1, "partly": 1}

// commitments counts members by how far they are with each commitment; none when no member has told. A member that tells nothing of a
// commitment has not begun it.
func (m *forumMaker) commitments(hidden bool) ([]ForumCommitment, bool) {
	texts := map[string]string{}
	for _, member := range m.in.Members {
		for _, c := range member.Commitments {
			texts[c.ID] = c.Text
		}
	}
	var out []ForumCommitment
	ok := true
	named := map[string]string{}
	for _, step := range commitmentColumns {
		named[step] = m.c.say("report.forum." + step)
	}
	for _, id := range slices.Sorted(maps.Keys(texts)) {
		var past []pastLine
		for _, e := range m.in.Earlier {
			if line := e.Content.commitmentLine(id); !hidden && line.Rows != nil {
				past = append(past, m.commitment(e.Basis.Progress, id).pastLine(line, 0, len(commitmentColumns)))
			}
		}
		line, settled := m.commitment(m.in.Members, id).line(commitmentColumns, named, 0, len(commitmentColumns), hidden, past...)
		ok = ok && settled
		out = append(out, ForumCommitment{ID: id, Text: texts[id], Members: line})
	}
	return out, ok
}

func (m *forumMaker) commitment(members []ForumMember, id string) *tally {
	t := newTally(len(commitmentColumns))
	for _, member := range members {
		step := len(commitmentColumns) - 1
		for _, c := range member.Commitments {
			if at, begun := commitmentStep[c.State]; c.ID == id && begun {
				step = at
			}
		}
		t.add("", step, 1, m.member(member.ID))
	}
	return t
}

func (f *ForumContent) commitmentLine(id string) Line {
	for _, c := range f.Commitments {
		if c.ID == id {
			return c.Members
		}
	}
	return Line{}
}
