package intake

import "github.com/gabf/telusur/internal/sheet"

// Mend is a correction that the user makes without touching the file: where a column says Saw, read Use instead.
type Mend struct {
	Column int    `json:"column"`        // 1-based
	Row    int    `json:"row,omitempty"` // 0: in every row
	Saw    string `json:"saw"`           // the cell's text as an issue told it
	Use    string `json:"use"`           // "" leaves the cell out
}

type mendKey struct {
	column, row int
	saw         string
}

func mendsOf(mends []Mend) map[mendKey]string {
	if len(mends) == 0 {
		return nil
	}
	out := make(map[mendKey]string, len(mends))
	for _, m := range mends {
		out[mendKey{m.Column, m.Row, m.Saw}] = m.Use
	}
	return out
}

// mended gives a cell as the user corrected it.
func (r *reader) mended(cell sheet.Cell) sheet.Cell {
	saw := sawText(cell.Text)
	use, ok := r.mends[mendKey{cell.Column, cell.Row, saw}]
	if !ok {
		use, ok = r.mends[mendKey{cell.Column, 0, saw}]
	}
	if !ok {
		return cell
	}
	return sheet.Cell{Row: cell.Row, Column: cell.Column, Kind: sheet.String, Text: use}
}
