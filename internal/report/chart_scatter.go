package report

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"
)

// spot is where suppliers stand in a scatter: those within a percent of confidence and a point of risk are drawn as one.
type spot struct{ confidence, residual int }

// spots counts suppliers by place.
func spots(list []Ranked) map[spot]int {
	at := make(map[spot]int, len(list))
	for _, s := range list {
		at[spot{int(math.Round(s.Confidence * 100)), int(math.Round(s.Residual))}]++
	}
	return at
}

// scatter draws suppliers by confidence (to the right) and residual risk (upwards): an area for each number of suppliers. Bands are named at
// the right edge, so that a place tells the band without its colour. It takes height mm and the words under it.
func (f *flow) scatter(list []Ranked, height float64) {
	const labels, names = 12.0, 24.0
	x, width, base := left+labels, inner-labels-names, f.y+height
	up := func(points float64) float64 { return base - points/100*height }
	along := func(share float64) float64 { return x + share*width }
	f.scatterFrame(x, width, up)
	for _, bound := range []float64{moderateConfidence, goodConfidence} {
		f.rule(along(bound), up(100), along(bound), base, 0.15, grey)
	}
	at := spots(list)
	drawn := slices.SortedFunc(maps.Keys(at), func(a, b spot) int { // large ones first, so that small ones stay visible
		return cmp.Or(cmp.Compare(at[b], at[a]), cmp.Compare(a.residual, b.residual), cmp.Compare(a.confidence, b.confidence))
	})
	for _, s := range drawn {
		radius := min(4.5, 0.75*math.Sqrt(float64(at[s])))
		rank := max(0, f.content.bandRank(f.content.bandAt(float64(s.residual))))
		cx, cy := along(float64(s.confidence)/100), up(float64(s.residual))
		f.ring(cx, cy, radius, shades[min(rank, 4)], ink)
	}
	f.y = base
	for _, share := range []float64{0, moderateConfidence, goodConfidence, 1} {
		f.textMiddle(along(share), f.y+3.4, percent(f.content.Language, share), small)
	}
	f.textMiddle(x+width/2, f.y+6.8, f.say("report.confidence"), smallHat)
	f.y += 9
}

// scatterFrame draws the bands as strips of the ground, with their names and first points.
func (f *flow) scatterFrame(x, width float64, up func(float64) float64) {
	bands := f.content.Bands
	for i, band := range bands {
		upTo := 100.0
		if i+1 < len(bands) {
			upTo = bands[i+1].From
		}
		if i%2 == 0 {
			f.rect(x, up(upTo), width, up(band.From)-up(upTo), wash)
		}
		f.rule(x, up(band.From), x+width, up(band.From), 0.1, line2)
		f.textRight(x-1.5, up(band.From)+1, strconv.FormatFloat(band.From, 'f', -1, 64), small)
		f.text(x+width+2, (up(upTo)+up(band.From))/2+1.2, f.cut(band.Name, small, 22), small)
	}
	f.textRight(x-1.5, up(100)+1, "100", small)
	f.rule(x, up(0), x+width, up(0), 0.3, grey)
	f.rule(x, up(0), x, up(100), 0.3, grey)
}

// shift is a bar of a diverging chart: how far something moved a number, in points.
type shift struct {
	name, value string
	by          float64
}

// shifts draws bars that go left from the middle for less and right for more; the sign stands in the words, so colour is not needed.
func (f *flow) shifts(bars []shift) {
	const labels, numbers, high = 52.0, 20.0, 6.0
	most := 0.1
	for _, s := range bars {
		most = max(most, s.by, -s.by)
	}
	half := (inner - labels - numbers) / 2
	middle := left + labels + half
	from := f.y
	for _, s := range bars {
		f.text(left, f.y+high*0.68, f.cut(s.name, body, labels-2), body)
		wide := half * s.by / most
		if s.by < 0 {
			f.rect(middle+wide, f.y+0.8, -wide, high-1.6, shades[1])
		} else {
			f.rect(middle, f.y+0.8, wide, high-1.6, shades[3])
		}
		f.textRight(right, f.y+high*0.68, s.value, strong)
		f.y += high
	}
	f.rule(middle, from, middle, f.y, 0.3, ink)
	f.text(left+labels, f.y+3.2, f.say("report.changes.less"), small)
	f.textRight(right-numbers, f.y+3.2, f.say("report.changes.more"), small)
	f.y += 6
}
