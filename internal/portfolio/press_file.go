package portfolio

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"strconv"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/store"
)

// OpenPDF gives the signed PDF of a report and its size in bytes. A report that is not ready is a conflict (fault.report-not-ready,
// fault.report-failed). That the reader may have it must be settled before.
func (p *Press) OpenPDF(ctx context.Context, row store.Report) (io.ReadCloser, int64, error) {
	return p.openFile(ctx, row, PDFKey)
}

// OpenContent gives what the report says as canonical JSON, like OpenPDF.
func (p *Press) OpenContent(ctx context.Context, row store.Report) (io.ReadCloser, int64, error) {
	return p.openFile(ctx, row, ContentKey)
}

func (p *Press) openFile(ctx context.Context, row store.Report, key func(store.Report) string) (io.ReadCloser, int64, error) {
	switch row.State {
	case ReportMaking:
		return nil, 0, fault.New(fault.Conflict, "fault.report-not-ready")
	case ReportFailed:
		return nil, 0, fault.New(fault.Conflict, "fault.report-failed")
	}
	r, size, err := p.Blob.Get(ctx, key(row))
	if err != nil {
		return nil, 0, fmt.Errorf("file of report %s: %w", row.ID, err)
	}
	return r, size, nil
}

// pageTree is the root of the pages as gofpdf writes it; nothing after it in the file, signature included, adds pages.
var pageTree = regexp.MustCompile(`/Type /Pages\s*/Kids \[[^\]]*\]\s*/Count (\d+)`)

// countPages gives the number of pages of a PDF of ours, 0 when it cannot be told.
func countPages(pdf []byte) int {
	found := pageTree.FindSubmatch(pdf)
	if found == nil {
		return 0
	}
	pages, err := strconv.Atoi(string(found[1]))
	if err != nil {
		return 0
	}
	return pages
}
