package sheet

import "github.com/xuri/excelize/v2"

// Style is how a cell looks, and whether it may be changed when its tab is protected. The zero Style is plain and locked.
type Style struct {
	Bold, Italic bool
	Size         float64 // points; 0 is 11
	Color        string  // of the text, "RRGGBB"
	Fill         string  // of the cell, "RRGGBB"
	Wrap         bool    // long text runs over several lines
	Align        string  // left, center, right; "" by content
	Middle       bool    // vertically; otherwise at the top
	Border       bool    // thin grey lines all round
	Indent       int
	Format       string // number format: "0.0", "#,##0", "0%", "yyyy-mm-dd", "@" for text as typed
	Unlocked     bool   // may be changed in a protected tab
	Hidden       bool   // formula bar shows nothing when protected
}

// Looks that all our workbooks share.
var (
	TitleStyle  = Style{Bold: true, Size: 16, Color: "123B4A"}
	HeaderStyle = Style{Bold: true, Color: "FFFFFF", Fill: "1F5F73", Wrap: true, Middle: true, Border: true}
	TextStyle   = Style{Wrap: true, Border: true}
	NumberStyle = Style{Border: true, Format: "#,##0"}
	NoteStyle   = Style{Italic: true, Color: "555555", Wrap: true}
	InputStyle  = Style{Fill: "FFF8E1", Wrap: true, Border: true, Unlocked: true, Format: "@"}
	ErrorStyle  = Style{Fill: "FBE3E4", Wrap: true, Border: true}
)

// With gives a changed copy: HeaderStyle.With(func(s *Style) { s.Align = "center" }).
func (s Style) With(change func(*Style)) Style {
	change(&s)
	return s
}

func (b *Book) styleID(style Style) (int, error) {
	if style == (Style{}) {
		return 0, nil
	}
	if id, ok := b.styles[style]; ok {
		return id, nil
	}
	id, err := b.file.NewStyle(style.excelize())
	if err == nil {
		b.styles[style] = id
	}
	return id, err
}

func (s Style) excelize() *excelize.Style {
	out := &excelize.Style{
		Font:       &excelize.Font{Bold: s.Bold, Italic: s.Italic, Size: s.Size, Color: s.Color, Family: "Calibri"},
		Alignment:  &excelize.Alignment{Horizontal: s.Align, Vertical: "top", WrapText: s.Wrap, Indent: s.Indent},
		Protection: &excelize.Protection{Locked: !s.Unlocked, Hidden: s.Hidden},
	}
	if s.Size == 0 {
		out.Font.Size = 11
	}
	if s.Middle {
		out.Alignment.Vertical = "center"
	}
	if s.Fill != "" {
		out.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.Fill}}
	}
	if s.Border {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			out.Border = append(out.Border, excelize.Border{Type: side, Style: 1, Color: "C8D2D6"})
		}
	}
	if s.Format != "" {
		out.CustomNumFmt = &s.Format
	}
	return out
}
