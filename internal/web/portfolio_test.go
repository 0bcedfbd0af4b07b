package web

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/report"
)

var threeSuppliers = "Supplier No,Supplier Name,Country,City,Products,Total Workers\n" +
	"S-1,Benang Emas Textile,Indonesia,Bandung,Cotton fabric,420\n" +
	"S-2,Hải Đăng Seafood,Vietnam,Cần Thơ,Shrimp,180\n" +
	"S-3,Rubber Works,Thailandd,Hat Yai,Rubber sheets,95\n"

// working starts the world's queue and gives its press what it needs to issue reports.
func working(t *testing.T) *world {
	t.Helper()
	w := setup(t)
	until := time.Date(2036, 1, 1, 0, 0, 0, 0, time.UTC)
	press := w.server.Portfolio.Press
	var err error
	press.Signer, err = report.NewSigner("Test forum", rand.Reader, until.AddDate(-20, 0, 0), until)
	must(t, err)
	private, public, err := ledger.NewKey("test.forum", rand.Reader)
	must(t, err)
	press.LogSigner, err = note.NewSigner(private)
	must(t, err)
	press.LogKey = public
	press.Renderer, err = report.NewPress(nil)
	must(t, err)
	works := jobs.NewWorkers()
	w.server.Portfolio.AddWorks(works)
	queue, err := jobs.New(w.store, works, jobs.Settings{Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	must(t, queue.Start(t.Context()))
	t.Cleanup(func() {
		if err := queue.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return w
}

// form makes a multipart body with a file.
func form(name, content string) (string, *bytes.Buffer) {
	var body bytes.Buffer
	writer := multipart.NewWriter(&body)
	part, err := writer.CreateFormFile("file", name)
	if err != nil {
		panic(err)
	}
	_, _ = io.WriteString(part, content)
	_ = writer.Close()
	return writer.FormDataContentType(), &body
}

// send posts bytes as somebody; length is what the request says of itself, below zero for a body in chunks.
func (w *world) send(who session, path, kind string, body io.Reader, length int64, headers ...string) (int, string, http.Header) {
	w.t.Helper()
	request := newRequest(http.MethodPost, path, who)
	request.Body, request.ContentLength = io.NopCloser(body), length
	if length < 0 {
		request.TransferEncoding = []string{"chunked"}
	}
	request.Header.Set("Content-Type", kind)
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := w.server.App.Test(request, -1)
	must(w.t, err)
	defer func() { _ = response.Body.Close() }()
	data, err := io.ReadAll(response.Body)
	must(w.t, err)
	return response.StatusCode, string(data), response.Header
}

func (w *world) uploadPath(query string) string {
	return "/api/companies/" + w.alpha.id + "/imports" + query
}

// uploaded sends a file and gives the import once its state is another than the given one.
func (w *world) uploaded(query, name, content string) ImportShown {
	w.t.Helper()
	kind, body := form(name, content)
	status, answer, _ := w.send(w.alpha.analyst, w.uploadPath(query), kind, body, int64(body.Len()))
	if status != http.StatusAccepted {
		w.t.Fatalf("upload: %d %s", status, answer)
	}
	var shown ImportShown
	must(w.t, json.Unmarshal([]byte(answer), &shown))
	return w.after(shown.ID, "reading")
}

func (w *world) after(id, state string) ImportShown {
	w.t.Helper()
	var shown ImportShown
	w.until("the import leaves the state "+state, func() bool {
		_, answer := w.ask(w.alpha.analyst, http.MethodGet, w.uploadPath("/"+id), nil)
		must(w.t, json.Unmarshal([]byte(answer), &shown))
		return shown.State != state
	})
	return shown
}

func (w *world) until(what string, done func() bool) {
	w.t.Helper()
	for deadline := time.Now().Add(60 * time.Second); !done(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			w.t.Fatal("never: " + what)
		}
	}
}

func TestAnAnalystBringsAListIn(t *testing.T) {
	t.Parallel()
	w := working(t)
	shown := w.uploaded("?kind=suppliers", `C:\My lists\suppliers 2026.csv`, threeSuppliers)
	if shown.State != "ready" || shown.FileName != "suppliers 2026.csv" || shown.Counts.New != 3 || shown.Counts.Issues == 0 || shown.Mapping == nil || shown.Shape.Format != "csv" {
		t.Fatalf("%+v", shown)
	}
	one := w.uploadPath("/" + shown.ID)
	w.play([]scenario{
		{"every row says what would become of it", w.alpha.analyst, http.MethodGet, one + "/rows?limit=2", nil, 200, []string{`"total":3`, `"action":"new"`, `"country":"Vietnam"`}, []string{"Rubber Works"}},
		{"the second page", w.alpha.analyst, http.MethodGet, one + "/rows?limit=2&offset=2", nil, 200, []string{`"total":3`, "Rubber Works"}, []string{"Benang"}},
		{"rows of one kind", w.alpha.analyst, http.MethodGet, one + "/rows?action=changed", nil, 200, []string{`"total":0`, `"rows":[]`}, nil},
		{"a kind of row that there is not", w.alpha.analyst, http.MethodGet, one + "/rows?action=deleted", nil, 422, nil, nil},
		{"every issue names its cell, what is wrong and the way out", w.alpha.analyst, http.MethodGet, one + "/issues", nil, 200, []string{`"cell":"C4"`, `"saw":"Thailandd"`, `"fix":"`, `"groups":[{`}, nil},
		{"pages are limited", w.alpha.analyst, http.MethodGet, one + "/rows?limit=201", nil, 422, []string{`"code":"fault.invalid-request"`}, nil},
		{"and begin at nothing", w.alpha.analyst, http.MethodGet, one + "/rows?offset=-1", nil, 422, nil, nil},
		{"the neighbour does not see it in their own", w.beta.analyst, http.MethodGet, "/api/companies/" + w.beta.id + "/imports/" + shown.ID, nil, 404, nil, nil},
		{"nor its rows", w.beta.analyst, http.MethodGet, "/api/companies/" + w.beta.id + "/imports/" + shown.ID + "/rows", nil, 404, nil, nil},
		{"nor its issues", w.beta.analyst, http.MethodGet, "/api/companies/" + w.beta.id + "/imports/" + shown.ID + "/issues", nil, 404, nil, nil},
		{"it is applied", w.alpha.analyst, http.MethodPost, one + "/apply", nil, 202, []string{`"state":"importing"`}, nil},
		{"once", w.alpha.analyst, http.MethodPost, one + "/apply", nil, 409, []string{`"code":"fault.import-`}, nil},
	})
	if done := w.after(shown.ID, "importing"); done.State != "imported" || done.ImportedAt == nil {
		t.Fatalf("%+v", done)
	}
	suppliers := "/api/companies/" + w.alpha.id + "/suppliers"
	w.until("all are scored", func() bool {
		_, body := w.ask(w.alpha.analyst, http.MethodGet, suppliers+"?band=unscored", nil)
		return strings.Contains(body, `"total":0`)
	})
	w.play([]scenario{
		{"suppliers are found without their accents", w.alpha.analyst, http.MethodGet, suppliers + "?search=hai+dang", nil, 200, []string{`"total":1`, "Hải Đăng", `"scored":true`, `"hasResponse":false`}, []string{"Benang"}},
		{"a search for a wildcard finds it as it is written", w.alpha.analyst, http.MethodGet, suppliers + "?search=%25", nil, 200, []string{`"total":0`}, nil},
		{"a search of odd bytes harms nothing", w.alpha.analyst, http.MethodGet, suppliers + "?search=hai%00%27%22%3B", nil, 200, []string{`"total":0`}, nil},
		{"narrowed by what did not answer", w.alpha.analyst, http.MethodGet, suppliers + "?answered=no&country=VNM", nil, 200, []string{`"total":1`}, nil},
		{"and still told what else there is", w.alpha.analyst, http.MethodGet, suppliers + "?country=VNM", nil, 200, []string{`"countries":[{"id":"`, `"id":"IDN"`, `"id":"VNM"`}, nil},
		{"by name, from A", w.alpha.analyst, http.MethodGet, suppliers + "?sort=name&order=asc&limit=1&offset=1", nil, 200, []string{"Benang"}, []string{"Rubber"}},
		{"not by what is no column", w.alpha.analyst, http.MethodGet, suppliers + "?sort=fields", nil, 422, nil, nil},
		{"at most 200 a page", w.alpha.analyst, http.MethodGet, suppliers + "?limit=500", nil, 422, nil, nil},
		{"a supplier that there is not", w.alpha.analyst, http.MethodGet, suppliers + "/nobody", nil, 404, []string{`"code":"fault.not-found"`}, nil},
		{"a supplier with odd bytes for a name", w.alpha.analyst, http.MethodGet, suppliers + "/a%00b%ff", nil, 404, []string{`"code":"fault.not-found"`}, nil},
		{"the checklist knows", w.alpha.analyst, http.MethodGet, "/api/companies/" + w.alpha.id + "/submission", nil, 200, []string{`"id":"suppliers"`, `"done":true`}, nil},
	})
}

func TestUploadsThatAreNotTaken(t *testing.T) {
	t.Parallel()
	w := setup(t)
	before := w.imports()
	kind, good := form("list.csv", threeSuppliers)
	largeKind, large := form("list.csv", strings.Repeat("x", 1<<20+64<<10))
	body := func(b *bytes.Buffer) *bytes.Reader { return bytes.NewReader(b.Bytes()) }
	for name, c := range map[string]struct {
		who     session
		query   string
		kind    string
		body    *bytes.Reader
		chunked bool
		status  int
		code    string
	}{
		"larger than the limit":        {w.alpha.analyst, "", largeKind, body(large), false, 413, "fault.too-large"},
		"in chunks, of unknown length": {w.alpha.analyst, "", kind, body(good), true, 422, "fault.length-required"},
		"no form":                      {w.alpha.analyst, "", "application/json", bytes.NewReader([]byte("{}")), false, 422, "fault.no-file"},
		"a form without a boundary":    {w.alpha.analyst, "", "multipart/form-data", body(good), false, 422, "fault.no-file"},
		"a form without a file":        {w.alpha.analyst, "", "multipart/form-data; boundary=b", bytes.NewReader([]byte("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--\r\n")), false, 422, "fault.no-file"},
		"a form that breaks off":       {w.alpha.analyst, "", kind, bytes.NewReader(good.Bytes()[:good.Len()-40]), false, 422, "fault.upload-broken"},
		"nothing at all":               {w.alpha.analyst, "", kind, bytes.NewReader(nil), false, 422, "fault.no-file"},
		"a kind that there is not":     {w.alpha.analyst, "?kind=secrets", kind, body(good), false, 422, "fault.invalid-request"},
		"by nobody":                    {session{}, "", kind, body(good), false, 401, "fault.signed-out"},
		"by the neighbour":             {w.beta.analyst, "", kind, body(good), false, 404, "fault.not-found"},
		"by an auditor with a grant":   {w.granted, "", kind, body(good), false, 403, "fault.forbidden"},
		"by the secretariat":           {w.officer, "", kind, body(good), false, 403, "fault.forbidden"},
	} {
		for _, tag := range []string{"en", "id"} {
			_, err := c.body.Seek(0, io.SeekStart)
			must(t, err)
			length := c.body.Size()
			if c.chunked {
				length = -1
			}
			status, answer, header := w.send(c.who, w.uploadPath(c.query), c.kind, c.body, length, "Accept-Language", tag)
			var problem Problem
			if err := json.Unmarshal([]byte(answer), &problem); err != nil || status != c.status || problem.Code != c.code || problem.Status != status {
				t.Errorf("%s: %d, want %d %s: %.300s", name, status, c.status, c.code, answer)
				continue
			}
			media, _, _ := mime.ParseMediaType(header.Get("Content-Type"))
			if media != "application/problem+json" || problem.Title == "" || problem.Title == problem.Code || strings.Contains(problem.Title+problem.Detail, "{") {
				t.Errorf("%s in %s: %s %+v", name, tag, media, problem)
			}
			if tag == "id" && !strings.ContainsAny(problem.Title, "aiueo") {
				t.Errorf("%s: %q", name, problem.Title)
			}
		}
	}
	if after := w.imports(); after != before {
		t.Errorf("%d uploads that were not taken are there", after-before)
	}
}

func (w *world) imports() int {
	w.t.Helper()
	_, answer := w.ask(w.alpha.analyst, http.MethodGet, w.uploadPath(""), nil)
	var list List[ImportShown]
	must(w.t, json.Unmarshal([]byte(answer), &list))
	return list.Total
}

func TestNoBodyIsReadAsTheNextRequest(t *testing.T) {
	t.Parallel()
	w := setup(t)
	line, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	go func() { _ = w.server.App.Listener(line) }()
	t.Cleanup(func() { _ = w.server.App.Shutdown() })
	hidden := "GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n"
	cookie := "Cookie: " + sessionCookie + "=" + w.alpha.analyst.token + "\r\n"
	upload := "POST " + w.uploadPath("") + " HTTP/1.1\r\nHost: x\r\n" + cookie
	file := "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nName\nBenang\n\r\n--b"
	after := file + "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n" + strings.Repeat("n", 100_000) + "\r\n--b--\r\n"
	for name, c := range map[string]struct {
		sent   string
		status string
		lives  bool
	}{
		"a refused body in chunks":           {upload + "Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n29\r\n" + hidden + "\r\n0\r\n\r\n", "422", false},
		"a refused body of a stated length":  {upload + "Content-Type: text/plain\r\nContent-Length: " + strconv.Itoa(len(hidden)) + "\r\n\r\n" + hidden, "422", true},
		"a body that is too large":           {upload + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 99999999\r\n\r\n" + strings.Repeat(hidden, 1+(jsonBytes+2*mostLeft)/len(hidden)), "413", false},
		"a GET with a body":                  {"GET /api/health HTTP/1.1\r\nHost: x\r\nContent-Length: " + strconv.Itoa(len(hidden)) + "\r\n\r\n" + hidden, "200", false},
		"a form that goes on after the file": {upload + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: " + strconv.Itoa(len(after)) + "\r\n\r\n" + after, "202", true},
	} {
		t.Run(name, func(t *testing.T) {
			connection, err := net.Dial("tcp", line.Addr().String())
			must(t, err)
			defer func() { _ = connection.Close() }()
			must(t, connection.SetDeadline(time.Now().Add(20*time.Second)))
			_, _ = io.WriteString(connection, c.sent) // the other side may hang up
			answers := bufio.NewReader(connection)
			first, err := http.ReadResponse(answers, nil)
			must(t, err)
			_, _ = io.Copy(io.Discard, first.Body)
			must(t, first.Body.Close())
			if !strings.HasPrefix(first.Status, c.status) || first.Close == c.lives {
				t.Errorf("%s, closed %v", first.Status, first.Close)
			}
			_, _ = io.WriteString(connection, "GET /api/nothing HTTP/1.1\r\nHost: x\r\n\r\n")
			second, err := http.ReadResponse(answers, nil)
			if err == nil {
				must(t, second.Body.Close())
			}
			if c.lives && (err != nil || second.StatusCode != http.StatusNotFound) {
				t.Errorf("the next request gets %+v, %v", second, err)
			}
			if !c.lives && err == nil {
				t.Errorf("an answer to nobody's question: %s", second.Status)
			}
		})
	}
}

func TestAFileIsRefusedInTheReadersLanguageWithAWayOut(t *testing.T) {
	t.Parallel()
	w := working(t)
	shown := w.uploaded("", "list.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"+strings.Repeat("\x00", 600))
	if shown.State != "refused" || shown.Fault == nil {
		t.Fatalf("%+v", shown)
	}
	request := newRequest(http.MethodGet, w.uploadPath("/"+shown.ID), w.alpha.analyst)
	request.Header.Set("Accept-Language", "id")
	response, err := w.server.App.Test(request, -1)
	must(t, err)
	defer func() { _ = response.Body.Close() }()
	var indonesian ImportShown
	must(t, json.NewDecoder(response.Body).Decode(&indonesian))
	if indonesian.Fault == nil || indonesian.Fault.Title == shown.Fault.Title || indonesian.Fault.Code != shown.Fault.Code {
		t.Errorf("%+v, %+v", shown.Fault, indonesian.Fault)
	}
}

func TestACompanyReportFromTheDoorToTheCheck(t *testing.T) {
	t.Parallel()
	w := working(t)
	shown := w.uploaded("", "list.csv", threeSuppliers)
	status, body := w.ask(w.alpha.analyst, http.MethodPost, w.uploadPath("/"+shown.ID+"/apply"), nil)
	if status != 202 {
		t.Fatal(body)
	}
	w.after(shown.ID, "importing")
	reports := "/api/companies/" + w.alpha.id + "/reports"
	var made ReportShown
	w.until("a report can be asked for", func() bool {
		status, body = w.ask(w.alpha.analyst, http.MethodPost, reports, map[string]any{"kind": "company", "language": "id"})
		return status == 202
	})
	must(t, json.Unmarshal([]byte(body), &made))
	w.until("the report is made", func() bool {
		_, body = w.ask(w.alpha.analyst, http.MethodGet, reports+"/"+made.ID, nil)
		must(t, json.Unmarshal([]byte(body), &made))
		return made.State != "making"
	})
	if made.State != "ready" || made.Pages == 0 || made.Title != "Laporan perusahaan: Alpha" {
		t.Fatalf("%+v", made)
	}
	request := newRequest(http.MethodGet, reports+"/"+made.ID+"/pdf", w.granted)
	response, err := w.server.App.Test(request, -1)
	must(t, err)
	defer func() { _ = response.Body.Close() }()
	pdf, err := io.ReadAll(response.Body)
	must(t, err)
	if response.StatusCode != 200 || int64(len(pdf)) != made.PDFBytes || response.Header.Get("Content-Length") != strconv.Itoa(len(pdf)) {
		t.Fatalf("%d, %d bytes", response.StatusCode, len(pdf))
	}
	if _, names, err := mime.ParseMediaType(response.Header.Get("Content-Disposition")); err != nil || !strings.HasSuffix(names["filename"], ".pdf") {
		t.Error(response.Header)
	}
	check := func(who session, file []byte) Verdict {
		t.Helper()
		kind, body := form("r.pdf", string(file))
		status, answer, _ := w.send(who, "/api/verify", kind, body, int64(body.Len()))
		var v Verdict
		if err := json.Unmarshal([]byte(answer), &v); err != nil || status != 200 {
			t.Fatalf("%d %s", status, answer)
		}
		return v
	}
	if v := check(w.granted, pdf); v.Verdict != report.Valid || !v.Known || v.ContentDigest != made.ContentDigest || v.PDFDigest != made.PDFDigest {
		t.Errorf("%+v", v)
	}
	if v := check(w.foreign, pdf); v.Verdict != report.Valid || v.Known {
		t.Errorf("an auditor without a grant: %+v", v)
	}
	pdf[len(pdf)/2] ^= 1
	if v := check(w.granted, pdf); v.Verdict == report.Valid || v.Known {
		t.Errorf("%+v", v)
	}
	status, body = w.ask(w.granted, http.MethodGet, reports+"/"+made.ID+"/content", nil)
	if status != 200 || !strings.Contains(body, `"schema":"telusur.report/1"`) {
		t.Errorf("%d %.200s", status, body)
	}
}

func TestQuestionnairesComeAsOneWorkbookOrAsAnArchive(t *testing.T) {
	t.Parallel()
	w := setup(t)
	path := "/api/companies/" + w.alpha.id + "/questionnaire-workbooks"
	for query, want := range map[string]string{
		"?suppliers=" + w.alpha.supplier: "PK", "?language=id": "PK", "?suppliers=nobody": `"code":"fault.nothing-chosen"`, "?band=critical": `"code":"fault.nothing-chosen"`,
	} {
		status, body := w.ask(w.alpha.analyst, http.MethodGet, path+query, nil)
		if !strings.Contains(body, want) || want == "PK" && (status != 200 || !strings.HasPrefix(body, "PK")) {
			t.Errorf("%s: %d %.200s", query, status, body)
		}
	}
}
