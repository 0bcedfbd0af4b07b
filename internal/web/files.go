package web

import (
	"bufio"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"

	"github.com/gabf/telusur/internal/fault"
)

const (
	typePDF  = "application/pdf"
	typeZip  = "application/zip"
	typeCSV  = "text/csv; charset=utf-8"
	typeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// download sets the headers of a file that the browser saves under its name.
func download(c *fiber.Ctx, name, kind string) {
	c.Set(fiber.HeaderContentType, kind)
	c.Set(fiber.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": name}))
}

// stream sends what write writes as it is written. A failure after the first byte ends the connection, so that no half file looks whole.
func (s *Server) stream(c *fiber.Ctx, name, kind string, write func(io.Writer) error) error {
	download(c, name, kind)
	request := requestIDOf(c.UserContext())
	reader, writer := io.Pipe()
	go func() {
		buffered := bufio.NewWriterSize(writer, 64<<10)
		err := errors.Join(write(buffered), buffered.Flush())
		if err != nil {
			s.Log.Error("download broke off", "file", kind, "request", request, "error", err)
		}
		writer.CloseWithError(err)
	}()
	return c.SendStream(reader)
}

// firstFile gives the first file of a multipart upload as a stream; nothing is held in memory or on disk.
func firstFile(c *fiber.Ctx) (name string, content io.Reader, err error) {
	_, parameters, err := mime.ParseMediaType(c.Get(fiber.HeaderContentType))
	if err != nil || parameters["boundary"] == "" {
		return "", nil, fault.New(fault.Invalid, "fault.no-file")
	}
	stream := c.Context().RequestBodyStream()
	if stream == nil {
		return "", nil, fault.New(fault.Invalid, "fault.no-file")
	}
	form := multipart.NewReader(stream, parameters["boundary"])
	for {
		part, err := form.NextPart()
		if err != nil {
			return "", nil, fault.New(fault.Invalid, "fault.no-file").Because(err)
		}
		if part.FileName() != "" {
			return cleanName(part.FileName()), whole{part}, nil
		}
	}
}

// mostLeft is how much of a body that nobody read is taken off the line, in bytes, before the connection is closed instead.
const mostLeft = 256 << 10

// endBody keeps what is left of one request's body from being read as the next request: fasthttp streams bodies and does not clear the line
// behind them. A connection whose body did not end is closed.
func endBody(c *fiber.Ctx) error {
	err := c.Next()
	if !bodyEnds(c) {
		c.Context().SetConnectionClose()
	}
	return err
}

func bodyEnds(c *fiber.Ctx) bool {
	length, stream := c.Request().Header.ContentLength(), c.Context().RequestBodyStream()
	switch {
	case length == -1: // in chunks
		return false
	case length <= 0:
		return true
	case c.Method() == fiber.MethodGet || c.Method() == fiber.MethodHead: // fasthttp reads no body there
		return false
	case stream == nil:
		return true
	}
	left, err := io.CopyN(io.Discard, stream, mostLeft)
	return left < mostLeft && errors.Is(err, io.EOF)
}

// whole is a file of a form; when the form ends before the file does, it says so instead of giving half a file.
type whole struct{ part io.Reader }

func (w whole) Read(p []byte) (int, error) {
	n, err := w.part.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = fault.New(fault.Invalid, "fault.upload-broken").Because(err)
	}
	return n, err
}

// cleanName keeps the last part of a path and leaves out what could not be shown.
func cleanName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	if runes := []rune(name); len(runes) > 200 {
		name = string(runes[len(runes)-200:])
	}
	return name
}

// takesFile describes a multipart upload whose answer has the type of shape.
func (s *Server) takesFile(status, description string, shape *huma.Schema) func(*huma.Operation) {
	return func(op *huma.Operation) {
		op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			"multipart/form-data": {Schema: &huma.Schema{Type: huma.TypeObject, Required: []string{"file"}, Properties: map[string]*huma.Schema{
				"file": {Type: huma.TypeString, Format: "binary"},
			}}},
		}}
		op.Responses[status] = &huma.Response{Description: description, Content: map[string]*huma.MediaType{"application/json": {Schema: shape}}}
	}
}

func describeWorkbooks(op *huma.Operation) {
	returnsFile(typeXLSX, typeZip)(op)
	for _, name := range []string{"suppliers", "language", "search", "band", "country", "sector", "flagged", "review", "answered"} {
		op.Parameters = append(op.Parameters, &huma.Param{Name: name, In: "query", Schema: &huma.Schema{Type: huma.TypeString}})
	}
}

// maxReport is the largest report that can be checked, in bytes.
const maxReport = 64 << 20

// readAtMost reads all of a stream that may not be longer than limit bytes.
func readAtMost(stream io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(stream, limit+1))
	if err != nil {
		return nil, fault.New(fault.Invalid, "fault.no-file").Because(err)
	}
	if int64(len(data)) > limit {
		return nil, fault.New(fault.TooLarge, "fault.too-large", "megabytes", strconv.FormatInt(limit>>20, 10))
	}
	return data, nil
}

func (s *Server) describeUpload(op *huma.Operation) {
	s.takesFile("202", "The upload; it is being read", s.api.OpenAPI().Components.Schemas.Schema(importType, true, "ImportShown"))(op)
	op.Parameters = append(op.Parameters, &huma.Param{Name: "kind", In: "query", Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{"suppliers", "responses"}}})
}

var (
	verdictType = reflect.TypeFor[Verdict]()
	importType  = reflect.TypeFor[ImportShown]()
)
