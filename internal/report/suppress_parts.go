package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// parts is how much of a number comes from each member.
type parts map[int]int

// dominant is the share of the largest member's part up to which the others besides the second may come: then the second, who knows its own
// part, could tell the first one's within that share (the p-percent rule of official statistics).
const dominant = 0.2

// largest gives the two largest parts and the sum of the others.
func (p parts) largest() (first, second, others int) {
	for _, n := range p {
		n = max(n, -n)
		others += n
		switch {
		case n > first:
			first, second = n, first
		case n > second:
			second = n
		}
	}
	return first, second, others - first - second
}

// tell tells whether a number says too much of a member: it is about fewer than GroupMinimum, or one of them makes nearly all of it.
func (p parts) tell() bool {
	if len(p) < GroupMinimum {
		return true
	}
	first, _, others := p.largest()
	return float64(others) < dominant*float64(first)
}

// margin is by how much a suppressed number must be uncertain: one at least, and as much of its largest part as the p-percent rule says.
func (p parts) margin() int {
	first, _, _ := p.largest()
	if len(p) < GroupMinimum || !p.tell() {
		return 1
	}
	return max(1, int(dominant*float64(first)+0.999))
}

// since gives by how much the parts of members have changed.
func (p parts) since(then parts) parts {
	changed := parts{}
	for member, n := range p {
		if d := n - then[member]; d != 0 {
			changed[member] = d
		}
	}
	for member, n := range then {
		if _, still := p[member]; !still && n != 0 {
			changed[member] = -n
		}
	}
	return changed
}

// String names the parts: equal ones have the same name.
func (p parts) String() string {
	var out strings.Builder
	for _, member := range slices.Sorted(maps.Keys(p)) {
		fmt.Fprintf(&out, "%d:%d ", member, p[member])
	}
	return out.String()
}

// together adds parts up.
func together(all []parts) parts {
	out := parts{}
	for _, p := range all {
		for member, n := range p {
			out[member] += n
		}
	}
	return out
}
