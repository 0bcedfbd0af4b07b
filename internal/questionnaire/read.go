package questionnaire

import (
	"context"
	"io"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/sheet"
)

// ReadWorkbook reads back a workbook of WriteWorkbook, in whatever language it is and wherever its rows and columns have moved to.
//
// Cells that cannot be understood are issues (Warned) and leave their question unanswered. A file that is not such a workbook, or one
// of another version or whose ids were altered, is a fault (Invalid, "questionnaire.not-ours", "questionnaire.other-version",
// "questionnaire.ids-altered", "questionnaire.layout-altered"), as is what package sheet refuses to open. Any bytes are safe to read.
//
// The checksum over the ids guards against slips, not against intent: the caller must compare SupplierID and CompanyID with whom it
// expects the answers from.
func (d *Definition) ReadWorkbook(ctx context.Context, src io.ReaderAt, size int64, name string, limits sheet.Limits) (*Response, []issue.Issue, error) {
	return nil, nil, fault.New(fault.Invalid, "questionnaire.not-ours", "file", name)
}
