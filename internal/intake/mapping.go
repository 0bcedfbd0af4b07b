package intake

// Mapping says which column fills which field.
type Mapping struct {
	Tab       string      `json:"tab"`       // "" in a text file
	HeaderRow int         `json:"headerRow"` // last row of the header; 0: the list has none, data begins at its first row
	Columns   []ColumnMap `json:"columns"`   // sorted by column
}

// ColumnMap is one column of the list. Several columns may fill FieldAddress (joined in order) or FieldProducts.
type ColumnMap struct {
	Column     int      `json:"column"` // 1-based
	Header     string   `json:"header"`
	Field      Field    `json:"field"`      // "": not used
	Confidence float64  `json:"confidence"` // 0-1
	Samples    []string `json:"samples"`    // up to five different values, as written
	Why        string   `json:"why"`        // message key of the reason: "intake.why.header", "intake.why.values" …
}

// Field gives the first column that fills a field, or 0.
func (m Mapping) Field(field Field) int {
	for _, column := range m.Columns {
		if column.Field == field {
			return column.Column
		}
	}
	return 0
}
