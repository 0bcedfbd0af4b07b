package intake

import (
	"math"
	"strings"
)

// placeLink says how two places hang together.
type placeLink uint8

const (
	placeOpen      placeLink = iota // one of the two says too little
	placeSame                       // the same address, or coordinates a few steps apart
	placeCity                       // the same city; the addresses say nothing against it
	placeMoved                      // another address in the same city, or in one that is not told
	placeOtherCity                  // another city
)

// placeForm is an address taken apart for comparing.
type placeForm struct {
	words, figures []string
	city           []string
	read           bool
	script         scriptKind
}

// near and far bound what coordinates say, in metres.
const (
	nearMetres = 250
	farMetres  = 5_000
)

// formOfPlace takes address and city apart.
func formOfPlace(s *Supplier) placeForm {
	l := nameWords()
	form := placeForm{read: true, script: scriptOf(s.Address)}
	for _, token := range strings.Fields(apartDigits(fold(asciiDigits(s.Address)))) {
		switch {
		case isDigit(token[0]) && len(token) < 5: // longer ones are postcodes
			if bare := strings.TrimLeft(token, "0"); bare != "" {
				form.figures = append(form.figures, bare)
			}
		case isDigit(token[0]) || l.road[token]:
		case romans[token] != "":
			form.figures = append(form.figures, romans[token])
		default:
			form.words = append(form.words, l.sound(token))
		}
	}
	form.city = cityWords(s.City)
	return form
}

// cityWords gives the words of a city that name it.
func cityWords(city string) []string {
	if city == "" {
		return nil
	}
	l := nameWords()
	folded := fold(city)
	if word, ok := l.known[folded]; ok && word.kind == placeWord {
		return []string{l.sound(word.text)}
	}
	var out []string
	for tokens := strings.Fields(folded); len(tokens) > 0; {
		if word, n := l.phrase(tokens); n > 0 && word.kind == placeWord {
			return []string{l.sound(word.text)}
		}
		if !l.city[tokens[0]] {
			out = append(out, l.sound(tokens[0]))
		}
		tokens = tokens[1:]
	}
	return out
}

// linkPlaces compares two places.
func linkPlaces(a, o *seat) placeLink {
	metres := math.Inf(1)
	if a.supplier.Latitude != nil && o.supplier.Latitude != nil && a.supplier.Longitude != nil && o.supplier.Longitude != nil {
		metres = metresBetween(*a.supplier.Latitude, *a.supplier.Longitude, *o.supplier.Latitude, *o.supplier.Longitude)
	}
	if metres <= nearMetres {
		return placeSame
	}
	ours, theirs := a.placed(), o.placed()
	address := linkAddresses(ours, theirs)
	switch city := linkCities(ours, theirs); {
	case address == placeSame, city != placeOtherCity && ours.script != theirs.script && sameNumbers(ours, theirs):
		return placeSame
	case city == placeOtherCity:
		return placeOtherCity
	case address == placeMoved, metres >= farMetres && !math.IsInf(metres, 1):
		return placeMoved
	default:
		return city
	}
}

// linkAddresses compares the words and the numbers of two addresses.
func linkAddresses(a, o *placeForm) placeLink {
	if len(a.words)+len(a.figures) == 0 || len(o.words)+len(o.figures) == 0 || a.script != o.script && !sharesWord(a.words, o.words) {
		return placeOpen
	}
	shared, fewer := 0, min(len(a.words), len(o.words))
	for _, word := range a.words {
		for _, other := range o.words {
			if word == other || len(word) > 4 && len(other) > 4 && within(word, other, 1) {
				shared++
				break
			}
		}
	}
	alike := fewer > 0 && shared*2 >= fewer
	figures := linkFigures(a.figures, o.figures)
	switch {
	case figures == placeMoved, fewer > 0 && shared == 0 && len(a.figures)+len(o.figures) > 0 && figures != placeSame:
		return placeMoved
	case alike && (figures == placeSame || shared >= 3), fewer == 0 && figures == placeSame && min(len(a.figures), len(o.figures)) > 1:
		return placeSame
	case fewer > 1 && shared*3 < fewer:
		return placeMoved
	case alike && a.sameText(o):
		return placeSame
	}
	return placeOpen
}

// sameNumbers tells of addresses in two scripts that have the same numbers, with two digits at least.
func sameNumbers(a, o *placeForm) bool {
	numbers := strings.Join(a.figures, " ")
	return len(numbers) > 1 && numbers == strings.Join(o.figures, " ")
}

func (p *placeForm) sameText(o *placeForm) bool {
	return strings.Join(p.words, " ") == strings.Join(o.words, " ") && strings.Join(p.figures, " ") == strings.Join(o.figures, " ")
}

func sharesWord(ours, theirs []string) bool {
	for _, word := range ours {
		for _, other := range theirs {
			if word == other {
				return true
			}
		}
	}
	return false
}

// linkFigures tells whether the fewer numbers are all among the others.
func linkFigures(ours, theirs []string) placeLink {
	if len(ours) > len(theirs) {
		ours, theirs = theirs, ours
	}
	if len(ours) == 0 {
		return placeOpen
	}
	for _, figure := range ours {
		found := false
		for _, other := range theirs {
			found = found || figure == other
		}
		if !found {
			return placeMoved
		}
	}
	return placeSame
}

// linkCities compares two cities; one that is named in the other's address is the same.
func linkCities(a, o *placeForm) placeLink {
	if len(a.city) == 0 || len(o.city) == 0 {
		return placeOpen
	}
	if scriptOf(a.city[0]) != scriptOf(o.city[0]) {
		return placeOpen
	}
	if anyAlike(a.city, o.city) || anyAlike(a.city, o.words) || anyAlike(o.city, a.words) || strings.Join(a.city, "") == strings.Join(o.city, "") {
		return placeCity
	}
	return placeOtherCity
}

func anyAlike(ours, theirs []string) bool {
	for _, word := range ours {
		for _, other := range theirs {
			if word == other || len(word) > 5 && len(other) > 5 && within(word, other, 1) {
				return true
			}
		}
	}
	return false
}

// metresBetween gives the distance of two points, on a flat map: good enough for tens of kilometres.
func metresBetween(lat1, lon1, lat2, lon2 float64) float64 {
	const degree = 111_320
	north := (lat1 - lat2) * degree
	east := (lon1 - lon2) * degree * math.Cos((lat1+lat2)/2*math.Pi/180)
	return math.Hypot(north, east)
}
