package intake

import (
	"context"
	"io"

	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/sheet"
)

// Options change how a list is read. The zero value lets intake find everything out.
type Options struct {
	Tab      string   // sheet to read; "": the best one
	Mapping  *Mapping // the user's correction: its tab, header row and fields are taken as they are
	Limits   sheet.Limits
	Progress func(rows int, share float64) // called now and then; share 0-1
}

// Row is one row of the list that named a supplier, or was refused.
type Row struct {
	Number   int
	Supplier Supplier
	Refused  bool             // it has no name: Supplier is as far as it could be read
	At       map[Field]string // cell from which the field came, "B7"
	Raw      map[Field]string // as written
}

// Reading is what was found in a file. Rows = Accepted + RefusedRows + Skipped.
type Reading struct {
	Format    string // "xlsx", "xlsm", "csv"
	Encoding  string // of text files
	Delimiter string // of text files
	Tabs      []sheet.Tab
	Mapping   Mapping

	Rows        int // rows with content below the header
	Accepted    int
	RefusedRows int
	Skipped     int // totals, notes, repeated headers: each with an issue

	Issues []issue.Issue // sorted by place
}

// Read reads a supplier list and calls each for every row that is not skipped. An error of each ends the reading and is returned.
// A file that cannot be read at all, or in which no column holds names, gives a *fault.Fault.
func Read(ctx context.Context, src io.ReaderAt, size int64, name string, ref *refdata.Set, opt Options, each func(Row) error) (*Reading, error) {
	return &Reading{}, nil
}
