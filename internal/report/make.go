package report

import (
	"github.com/gabf/telusur/internal/canon"
)

// NewSupplier makes the content of a supplier report.
func NewSupplier(in SupplierInput) Content { return Content{Schema: Schema, Kind: KindSupplier, ID: in.ID} }

// NewCompany makes the content of a company report: ranks the suppliers and counts them.
func NewCompany(in CompanyInput) Content { return Content{Schema: Schema, Kind: KindCompany, ID: in.ID} }

// NewForum makes the content of a forum report. Groups under GroupMinimum are suppressed before anything is counted into it.
func NewForum(in ForumInput) Content { return Content{Schema: Schema, Kind: KindForum, ID: in.ID} }

// Summarise gives what the forum may add up of a company report; the zero Summary for other kinds.
func (c Content) Summarise() Summary { return Summary{} }

// JSON gives the canonical bytes of the content: what is attached to the PDF and named by Digest.
func (c Content) JSON() ([]byte, error) { return canon.JSON(c) }

// Digest names the content. A Content that these functions made always has one; "" otherwise.
func (c Content) Digest() canon.Digest {
	digest, err := canon.DigestOf(c)
	if err != nil {
		return ""
	}
	return digest
}

// Title gives the report's title in its language, for lists and file names.
func (c Content) Title() string { return "" }
