package intake

import (
	"strings"
)

// pair is what was found out about two suppliers. Why is made of it only where somebody will read it.
type pair struct {
	verdict Verdict
	score   float64
	linked
	place    placeLink
	figures  figureLink
	ids      idLink
	country  bool // both have one, and the same
	noLand   bool // one of them has none
	email    bool
	chain    bool // the name is that of many sites
	answered string
}

type figureLink uint8

const (
	figuresEqual figureLink = iota
	figuresMissing
	figuresDiffer
)

// idLink says what identifiers of each kind tell: bit sets by place in idFields.
type idLink struct{ same, other uint8 }

// idFields are the identifiers, the most certain first.
var idFields = [...]Field{FieldOSHubID, FieldReference, FieldTaxID, FieldLEI}

const (
	bitOSHub uint8 = 1 << iota
	bitReference
	bitTax
	bitLEI
)

// judge compares two suppliers. Rules, not weights: each can be told to the user.
func (m *Matcher) judge(a, o *seat) pair {
	p := pair{ids: linkIDs(a, o), figures: linkSiteFigures(a.name.figures, o.name.figures)}
	ours, theirs := a.supplier.Country, o.supplier.Country
	p.country, p.noLand = ours != "" && ours == theirs, ours == "" || theirs == ""
	firm := p.ids.same&(bitTax|bitLEI) != 0
	if p.figures == figuresDiffer && p.ids.same&bitOSHub == 0 {
		p.verdict = Different
		return p
	}
	if !p.country && !p.noLand && !firm && p.ids.same&(bitOSHub|bitReference) == 0 {
		p.verdict = Different
		return p
	}
	p.linked = m.linkNames(a, o)
	if p.link == nameApart && p.ids.same == 0 {
		p.verdict = Different
		return p
	}
	p.place = linkPlaces(a, o)
	if p.place >= placeMoved {
		p.chain = m.blocks.count(nameHash(&o.name)) >= chainSites
	}
	p.email = a.supplier.Email != "" && strings.EqualFold(a.supplier.Email, o.supplier.Email)
	p.verdict = p.decide(firm)
	if p.figures == figuresMissing && p.ids.same&bitOSHub == 0 && p.verdict != Different { // a differing number is never the same
		p.verdict = pick(false, p.place == placeSame || p.ids.same != 0)
	}
	p.score = p.grade()
	return p
}

// linkNames takes the closest of the names that the two have.
func (m *Matcher) linkNames(a, o *seat) linked {
	best := m.book.link(&a.name, &o.name)
	for _, other := range [][2]*nameForm{{a.local, &o.name}, {&a.name, o.local}, {a.local, o.local}} {
		if best.link == nameEqual || other[0] == nil || other[1] == nil {
			continue
		}
		if found := m.book.link(other[0], other[1]); found.link < best.link {
			best = found
		}
	}
	return best
}

func linkSiteFigures(ours, theirs string) figureLink {
	switch {
	case ours == theirs:
		return figuresEqual
	case ours == "" || theirs == "":
		return figuresMissing
	}
	return figuresDiffer
}

// linkIDs compares identifiers. A tax number that only goes on after the other's end ("-001") is that of a branch: it says nothing.
func linkIDs(a, o *seat) idLink {
	var out idLink
	for i := range idFields {
		ours, theirs := a.ids[i], o.ids[i]
		bit := uint8(1) << i
		switch {
		case ours == "" || theirs == "":
		case ours == theirs:
			out.same |= bit
		case bit == bitTax && (strings.HasPrefix(ours, theirs) || strings.HasPrefix(theirs, ours)):
		default:
			out.other |= bit
		}
	}
	return out
}

// decide gives the verdict of identifiers, else of name and place.
func (p *pair) decide(firm bool) Verdict {
	away := p.place == placeMoved || p.place == placeOtherCity
	foreign := !p.country && !p.noLand
	switch {
	case p.ids.same&bitOSHub != 0:
		return Same
	case p.ids.other&bitOSHub != 0:
		return Different
	case p.ids.same&bitReference != 0:
		if foreign || p.link == nameApart && away {
			return Maybe
		}
		return Same
	case firm && (foreign || away || p.link == nameBranch || p.link == nameGroup || p.link > nameTrade && p.link != nameOpen):
		return Maybe
	case firm:
		return Same
	}
	verdict := p.byNameAndPlace()
	switch {
	case p.ids.other&(bitTax|bitLEI) != 0: // other firms, unless everything else is the same and a digit is wrong
		return demoted(verdict, p.place == placeSame && p.link <= nameSpelled)
	case p.ids.other&bitReference != 0: // the company itself tells them apart, or lists one twice
		return demoted(verdict, p.link <= nameSpelled && (p.place == placeSame || p.place == placeCity))
	}
	return verdict
}

func demoted(verdict Verdict, open bool) Verdict {
	if verdict == Same && open {
		return Maybe
	}
	return Different
}

// byNameAndPlace is the verdict where no identifier decides.
func (p *pair) byNameAndPlace() Verdict {
	near, away := p.place == placeSame || p.place == placeCity, p.place == placeMoved || p.place == placeOtherCity
	moved := p.place == placeMoved && !p.chain // within a city, or to one that is not told
	switch {
	case p.link == nameEqual && p.legal:
		return pick(p.place == placeSame, !away)
	case p.link == nameEqual:
		return pick(!away, !p.chain)
	case p.link == nameSpelled:
		return pick(p.place == placeSame && !p.legal, !away || p.email || moved)
	case p.link == nameFiller:
		return pick(p.place == placeSame && !p.legal && p.figures == figuresEqual, !away || p.email || moved)
	case p.link == nameTrade:
		return pick(false, !away || p.email)
	case p.link == nameBranch:
		return pick(false, near || p.email && !away)
	case p.link == nameOpen:
		return pick(false, p.place == placeSame || p.email && !away)
	default:
		return pick(false, p.place == placeSame || p.email && p.place == placeCity && p.shared > 0)
	}
}

// pick gives the first verdict that holds: same, maybe, else different.
func pick(same, maybe bool) Verdict {
	switch {
	case same:
		return Same
	case maybe:
		return Maybe
	}
	return Different
}

// grade gives how alike the two are, 0-1: for sorting candidates, not for deciding.
func (p *pair) grade() float64 {
	score := [...]float64{nameEqual: 0.7, nameSpelled: 0.62, nameFiller: 0.58, nameTrade: 0.5, nameBranch: 0.5, nameGroup: 0.4, nameMore: 0.4, namePartial: 0.3, nameOpen: 0.3, nameApart: 0.1}[p.link]
	score += [...]float64{placeOpen: 0, placeSame: 0.2, placeCity: 0.1, placeMoved: -0.1, placeOtherCity: -0.2}[p.place]
	switch {
	case p.ids.same&(bitOSHub|bitReference) != 0:
		score = max(score, 0.95)
	case p.ids.same != 0:
		score += 0.2
	}
	if p.email {
		score += 0.1
	}
	if p.country {
		score += 0.05
	}
	return round2(max(0, min(1, score)))
}
