package report

import (
	"bytes"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/digitorus/pdf"
	"github.com/digitorus/pkcs7"
)

// openedPDF is a PDF read for checking. The reader may panic on hostile files; Verify catches that.
type openedPDF struct {
	data     []byte
	reader   *pdf.Reader
	attached map[string][]byte
}

const (
	largestAttachment = 256 << 20 // bytes, expanded
	mostAttachments   = 16
)

func openPDF(data []byte) (*openedPDF, error) {
	reader, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("open PDF: %w", err)
	}
	f := &openedPDF{data: data, reader: reader, attached: make(map[string][]byte)}
	names := reader.Trailer().Key("Root").Key("Names").Key("EmbeddedFiles").Key("Names")
	if names.Len() > 2*mostAttachments {
		return nil, errors.New("open PDF: too many attachments")
	}
	for i := 0; i+1 < names.Len(); i += 2 {
		specification := names.Index(i + 1)
		name := specification.Key("UF").Text()
		if _, twice := f.attached[name]; twice {
			return nil, fmt.Errorf("open PDF: two attachments are called %q", name)
		}
		content, err := io.ReadAll(io.LimitReader(specification.Key("EF").Key("F").Reader(), largestAttachment+1))
		if err != nil || len(content) > largestAttachment {
			return nil, fmt.Errorf("open PDF: attachment %q cannot be read", name)
		}
		f.attached[name] = content
	}
	return f, nil
}

// signer checks the only signature and gives its certificate, or the message that says what is wrong. The signed range must be the
// whole file but for the signature's own hexadecimal digits, so that nothing can be added or hidden.
func (f *openedPDF) signer() (*x509.Certificate, string) {
	fields := f.reader.Trailer().Key("Root").Key("AcroForm").Key("Fields")
	if fields.Len() == 0 {
		return nil, "report.verify.signature.absent"
	}
	if fields.Len() > 1 || bytes.Count(f.data, []byte("/ByteRange")) != 1 {
		return nil, "report.verify.signature.several"
	}
	signed, signature, ok := f.ranges(fields.Index(0).Key("V").Key("ByteRange"))
	if !ok {
		return nil, "report.verify.signature.partial"
	}
	p7, err := pkcs7.Parse(signature)
	if err != nil {
		return nil, "report.verify.signature.broken"
	}
	p7.Content = signed
	certificate := p7.GetOnlySigner()
	if certificate == nil || p7.Verify() != nil || strictCMS(signature, certificate) != nil {
		return nil, "report.verify.signature.broken"
	}
	return certificate, ""
}

// ranges gives the signed bytes and the signature between them.
func (f *openedPDF) ranges(value pdf.Value) (signed, signature []byte, ok bool) {
	if value.Len() != 4 {
		return nil, nil, false
	}
	var at [4]int64
	for i := range at {
		at[i] = value.Index(i).Int64()
	}
	size := int64(len(f.data))
	if at[0] != 0 || at[1] <= 0 || at[2] < at[1]+2 || at[3] < 0 || at[2] > size || at[2]+at[3] != size {
		return nil, nil, false
	}
	hole := f.data[at[1]:at[2]]
	if hole[0] != '<' || hole[len(hole)-1] != '>' {
		return nil, nil, false
	}
	der, err := hex.DecodeString(string(hole[1 : len(hole)-1]))
	if err != nil || !strings.HasSuffix(string(bytes.TrimRight(f.data[:at[1]], " ")), "/Contents") {
		return nil, nil, false
	}
	length := derLength(der)
	if length == 0 || len(bytes.Trim(der[length:], "\x00")) != 0 {
		return nil, nil, false
	}
	return append(bytes.Clone(f.data[:at[1]]), f.data[at[2]:]...), der[:length], true
}

// derLength gives the length of the first DER element with its head, 0 when it does not fit. The rest of the hole must be zeros.
func derLength(der []byte) int {
	if len(der) < 2 || der[0] != 0x30 {
		return 0
	}
	length, head := int(der[1]), 2
	if length >= 0x80 {
		digits := length & 0x7f
		if digits == 0 || digits > 3 || len(der) < 2+digits {
			return 0
		}
		length = 0
		for _, b := range der[2 : 2+digits] {
			length = length<<8 | int(b)
		}
		head += digits
	}
	if head+length > len(der) {
		return 0
	}
	return head + length
}

func pemCertificate(w io.Writer, c *x509.Certificate) error {
	return pem.Encode(w, &pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})
}
