package report

// scale draws residual risk on a line from 0 to 100: bands as shaded pieces with their names under them, and a marker that points at
// the score. It takes 17 mm.
func (f *flow) scale(x, y, width, residual float64) {
	const thick = 5.0
	bar := y + 5
	for i, band := range f.content.Bands {
		upTo := 100.0
		if i+1 < len(f.content.Bands) {
			upTo = f.content.Bands[i+1].From
		}
		from := x + band.From/100*width
		wide := (upTo - band.From) / 100 * width
		f.rect(from, bar, wide-0.4, thick, shades[min(i, 4)])
		l := small
		if band.ID == f.content.bandAt(residual) {
			l = look{7.5, bold, ink}
		}
		f.textMiddle(from+wide/2, bar+thick+3.6, f.cut(band.Name, l, wide+1), l)
		f.textMiddle(from, bar+thick+6.8, number(f.content.Language, band.From), look{6, regular, grey})
	}
	f.textMiddle(x+width, bar+thick+6.8, "100", look{6, regular, grey})
	at := x + residual/100*width
	f.triangle(at, bar-0.4, 3, ink)
	f.rule(at, bar-0.4, at, bar+thick+0.5, 0.5, ink)
}

// bar draws a share of a full width, with its empty rest.
func (f *flow) bar(x, y, width, height, share float64, fill color) {
	share = max(0, min(1, share))
	f.rect(x, y, width, height, wash)
	if share > 0 {
		f.rect(x, y, max(0.3, width*share), height, fill)
	}
}

// stack draws counts by band side by side over a width; counts stand in the pieces that are wide enough.
func (f *flow) stack(x, y, width, height float64, bands [5]int, scale int) {
	if scale == 0 {
		return
	}
	l := look{6.2, bold, ink}
	for rank, n := range bands {
		if n == 0 {
			continue
		}
		wide := width * float64(n) / float64(scale)
		f.rect(x, y, max(0.25, wide-0.2), height, shades[rank])
		label := count(f.content.Language, n)
		l.color = onShade(rank)
		if f.width(label, l)+0.8 < wide {
			f.textMiddle(x+(wide-0.2)/2, y+height/2+0.8, label, l)
		}
		x += wide
	}
}

// legend names the shades of the bands on one line and gives its height.
func (f *flow) legend() {
	x := left
	for i, band := range f.content.Bands {
		f.rect(x, f.y+0.6, 3.2, 2.6, shades[min(i, 4)])
		x = f.text(x+4.4, f.y+2.9, band.Name, small) + 5
	}
	f.y += 5.5
}

// chip writes a band's name on its shade and gives the width it took.
func (f *flow) chip(x, y float64, band string, size float64) float64 {
	rank := max(0, f.content.bandRank(band))
	l := look{size, bold, onShade(rank)}
	name := f.content.bandName(band)
	wide := f.width(name, l) + size*0.5
	height := size * 0.56
	f.rect(x, y, wide, height, shades[min(rank, 4)])
	f.text(x+size*0.25, y+height*0.71, name, l)
	return wide
}

// tile is one number with its name and a word on it.
type tile struct{ name, value, note string }

// tiles draws numbers side by side. It takes 19 mm.
func (f *flow) tiles(x, width float64, numbers []tile) {
	each := width / float64(len(numbers))
	for i, t := range numbers {
		at := x + float64(i)*each
		if i > 0 {
			f.rule(at-2.5, f.y+1, at-2.5, f.y+16, 0.15, line2)
		}
		f.text(at, f.y+3.2, f.cut(t.name, smallHat, each-5), smallHat)
		f.text(at, f.y+10.4, t.value, look{16, bold, ink})
		y := f.y + 11.2
		for _, text := range f.wrap(t.note, small, each-5) {
			y += small.leading()
			f.text(at, y-0.8, text, small)
		}
	}
	f.y += 19
}

// pairs writes names and values in two columns.
func (f *flow) pairs(entries [][2]string) {
	const gap, pairName = 8.0, 25.0
	half := (inner - gap) / 2
	for i := 0; i < len(entries); i += 2 {
		height := 0.0
		row := entries[i:min(i+2, len(entries))]
		wrapped := make([][]string, len(row))
		for k, pair := range row {
			wrapped[k] = capped(f.wrap(pair[1], body, half-pairName))
			height = max(height, float64(len(wrapped[k]))*body.leading())
		}
		f.need(height + 1.6)
		for k, pair := range row {
			x := left + float64(k)*(half+gap)
			f.text(x, f.y+body.leading()-1, f.cut(pair[0], small, pairName-1), small)
			y := f.y
			for _, text := range wrapped[k] {
				y += body.leading()
				f.text(x+pairName, y-1, text, body)
			}
		}
		f.y += height + 1.6
	}
}
