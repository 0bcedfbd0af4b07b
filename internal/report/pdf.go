package report

import (
	"bytes"
	"io"
	"strconv"
	"time"

	"github.com/jung-kurt/gofpdf"

	"github.com/gabf/telusur/internal/canon"
)

// Names of the attached files.
const (
	contentFile  = "content.json"
	rulebookFile = "rulebook.yaml"
	proofFile    = "proof.json"
)

// sheetOf is a rendering of one content: the flow, and what the proof page needs.
type rendering struct {
	*flow
	digest canon.Digest
	attach Attachments
}

// render draws a content and gives the finished bytes.
func (p *Press) render(c Content, attach Attachments) ([]byte, error) {
	written, err := c.JSON()
	if err != nil {
		return nil, err
	}
	files, err := attach.files(written)
	if err != nil {
		return nil, err
	}
	r := &rendering{flow: &flow{canvas: newCanvas(p.types, c.say), content: c}, digest: canon.Sum(written), attach: attach}
	r.describe()
	r.pdf.SetAttachments(files)
	r.newPage()
	switch c.Kind {
	case KindSupplier:
		r.supplier(c.Supplier)
	case KindCompany:
		r.company(c.Company)
	case KindForum:
		r.forum(c.Forum)
	}
	r.proofPage()
	var out bytes.Buffer
	if err := r.pdf.Output(&out); err != nil {
		return nil, err
	}
	return finish(out.Bytes(), c.Language, r.digest)
}

// describe sets title, dates and the words of head and foot.
func (r *rendering) describe() {
	made, err := time.Parse(time.RFC3339, r.content.Made)
	if err != nil {
		made = time.Unix(0, 0).UTC()
	}
	r.pdf.SetCreationDate(made)
	r.pdf.SetModificationDate(made)
	title := clean(r.content.Title())
	r.pdf.SetTitle(title, true)
	r.pdf.SetAuthor(clean(r.content.Issuer), true)
	r.pdf.SetSubject(r.say("report.subject"), true)
	r.pdf.SetCreator("Telusur", true)
	r.pdf.SetProducer("Telusur", true)
	r.running = title
	r.digits = 2
	if r.content.Company != nil {
		r.digits = 1 + len(strconv.Itoa(len(r.content.Company.Suppliers)/18))
	}
	r.foot = r.say("report.foot.unlogged", "digest", string(r.digest[:len("sha256:")+16]))
	if proof := r.attach.Proof; proof != nil {
		r.foot = r.say("report.foot", "digest", string(r.digest[:len("sha256:")+16]), "position", strconv.FormatInt(proof.Index, 10))
	}
}

func (a Attachments) files(content []byte) ([]gofpdf.Attachment, error) {
	out := []gofpdf.Attachment{{Content: content, Filename: contentFile, Description: "What this report says, as canonical JSON"}}
	if a.Rulebook != nil {
		out = append(out, gofpdf.Attachment{Content: a.Rulebook, Filename: rulebookFile, Description: "The scoring method as published"})
	}
	if a.Proof != nil {
		proof, err := a.Proof.JSON()
		if err != nil {
			return nil, err
		}
		out = append(out, gofpdf.Attachment{Content: proof, Filename: proofFile, Description: "Place of the content in the log"})
	}
	return out, nil
}

// PDF renders a content. The same content and attachments give the same bytes. The PDF is not signed.
func (p *Press) PDF(w io.Writer, c Content, attach Attachments) error {
	data, err := p.render(c, attach)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}
