package sheet

import (
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"github.com/gabf/telusur/internal/fault"
)

// Override is what a person says about a file, in place of what is detected. Empty fields are detected.
type Override struct {
	Encoding  string `json:"encoding,omitempty"`  // of text files: one of Choices.Encodings, or any label of the WHATWG Encoding Standard
	Delimiter string `json:"delimiter,omitempty"` // of text files: one character, as in Choices.Delimiters
	Quote     string `json:"quote,omitempty"`     // of text files: `"`, `'`, or "none"
	LineEnd   string `json:"lineEnd,omitempty"`   // of text files: "LF", "CRLF", "CR"
	Password  string `json:"-"`                   // of protected workbooks; never kept
}

// NoQuote is the Quote of a file in which quotes are plain characters.
const NoQuote = "none"

// Choices is what can be said in an Override of a text file.
type Choices struct {
	Encodings  []string `json:"encodings"`
	Delimiters []string `json:"delimiters"`
	Quotes     []string `json:"quotes"`
	LineEnds   []string `json:"lineEnds"`
}

// Choices gives what a person can choose for this file; a workbook leaves nothing to choose.
func (f *File) Choices() Choices {
	if f.text == nil {
		return Choices{}
	}
	names := []string{"UTF-8", "UTF-16LE", "UTF-16BE"}
	for _, candidate := range candidates {
		names = append(names, candidate.name)
	}
	return Choices{
		Encodings:  names,
		Delimiters: []string{",", ";", "\t", "|", ":", " "},
		Quotes:     []string{`"`, `'`, NoQuote},
		LineEnds:   []string{"LF", "CRLF", "CR"},
	}
}

// check refuses what cannot be meant.
func (o Override) check(file string) error {
	bad := ""
	switch _, known := encodingNamed(o.Encoding); {
	case o.Encoding != "" && !known:
		bad = o.Encoding
	case o.Delimiter != "" && (len(o.Delimiter) != 1 || strings.Contains("\r\n\x00", o.Delimiter) || o.Delimiter[0] >= 0x80 || o.Delimiter == o.Quote):
		bad = o.Delimiter
	case o.Quote != "" && o.Quote != NoQuote && o.Quote != `"` && o.Quote != `'`:
		bad = o.Quote
	case o.LineEnd != "" && !slices.Contains([]string{"LF", "CRLF", "CR"}, o.LineEnd):
		bad = o.LineEnd
	default:
		return nil
	}
	return fault.New(fault.Invalid, "sheet.override", "file", file, "value", bad)
}

// apply puts what a person says over the form that was detected.
func (o Override) apply(form dialect) dialect {
	if o.Delimiter != "" {
		form.delimiter = o.Delimiter[0]
	}
	if o.Quote == NoQuote {
		form.quote = noQuote
	} else if o.Quote != "" {
		form.quote = o.Quote[0]
	}
	if o.LineEnd != "" {
		form.lineEnd = o.LineEnd
	}
	return form
}

// encodingNamed gives an encoding by a name of ours or a label of the WHATWG Encoding Standard ("latin1", "tis-620" …).
func encodingNamed(name string) (foundEncoding, bool) {
	if strings.EqualFold(name, "UTF-8") {
		return foundEncoding{name: "UTF-8"}, true
	}
	for _, known := range byteOrderMarks {
		if strings.EqualFold(known.found.name, name) {
			return known.found, true
		}
	}
	for _, candidate := range candidates {
		if strings.EqualFold(candidate.name, name) {
			return foundEncoding{name: candidate.name, encoding: candidate.encoding}, true
		}
	}
	found, label := charset.Lookup(name)
	if found == nil || found == encoding.Replacement {
		return foundEncoding{}, false
	}
	if label == "utf-8" {
		return foundEncoding{name: "UTF-8"}, true
	}
	return foundEncoding{name: label, encoding: found}, true
}

// encodingOf gives the encoding that a person says, with the byte order mark that the file has, or else the one detected.
func (o Override) encodingOf(src io.ReaderAt, size int64) (said, detected foundEncoding, err error) {
	detected, err = detectEncoding(src, size)
	if o.Encoding == "" || err != nil && !isForeign(err) {
		return detected, detected, err
	}
	said, _ = encodingNamed(o.Encoding)
	if said.name == detected.name {
		return detected, detected, nil
	}
	said.mark = detected.mark
	if said.encoding == nil { // UTF-8: bytes that are none are read one by one
		_, said.bad, _, err = countUTF8(io.NewSectionReader(src, said.mark, size-said.mark))
		return said, detected, err
	}
	return said, detected, nil
}
