package web

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/report"
)

// scenario is one request with what its answer must hold and must not hold.
type scenario struct {
	name     string
	who      session
	method   string
	path     string
	content  any
	status   int
	holds    []string
	withheld []string
}

func (w *world) play(scenes []scenario) {
	for _, s := range scenes {
		status, body := w.ask(s.who, s.method, s.path, s.content)
		if status != s.status {
			w.t.Errorf("%s: status %d, want %d: %.300s", s.name, status, s.status, body)
			continue
		}
		for _, text := range s.holds {
			if !strings.Contains(body, text) {
				w.t.Errorf("%s: %q is missing in %.600s", s.name, text, body)
			}
		}
		for _, text := range append(s.withheld, secretName) {
			if strings.Contains(body, text) {
				w.t.Errorf("%s: %q must not be in %.600s", s.name, text, body)
			}
		}
	}
}

func TestTheSecretariatRunsACycle(t *testing.T) {
	t.Parallel()
	w := setup(t)
	submission := "/api/forum/submissions/" + w.alpha.submission
	overlapping := map[string]any{"name": "again", "opensOn": "2026-12-01", "dueOn": "2026-12-02", "closesOn": "2027-01-03", "questionnaire": "x", "rulebook": "x"}
	w.play([]scenario{
		{
			"the board shows members by state, without their suppliers", w.officer, http.MethodGet, "/api/forum/board", nil, 200,
			[]string{`"notStarted":1`, `"inProgress":1`, `"total":2`, `"stateName":"In progress"`, `"late":false`, `"name":"2026"`},
			nil,
		},
		{"the board narrows by state", w.officer, http.MethodGet, "/api/forum/board?state=in-progress", nil, 200, []string{`"total":1`, `"name":"Alpha"`}, []string{"Beta"}},
		{"the board takes no unknown state", w.officer, http.MethodGet, "/api/forum/board?state=approved", nil, 422, nil, nil},
		{"the board goes by pages", w.officer, http.MethodGet, "/api/forum/board?sort=name&limit=1&offset=1", nil, 200, []string{`"total":2`, `"name":"Beta"`}, []string{`"name":"Alpha"`}},
		{"cycles are listed with what they pin", w.officer, http.MethodGet, "/api/forum/cycles", nil, 200, []string{`"open":true`, `"digest":"sha256:`}, nil},
		{"publications have titles", w.officer, http.MethodGet, "/api/forum/publications", nil, 200, []string{`"rulebooks":[{`, `"questionnaires":[{`}, []string{`"title":""`}},
		{"a second cycle at the same time is refused", w.officer, http.MethodPost, "/api/forum/cycles", overlapping, 409, []string{`"code":"fault.cycle-overlap"`, "2026-11-01"}, nil},
		{"a submission in progress opens without a report", w.officer, http.MethodGet, submission, nil, 200, []string{`"report":null`, `"state":"in-progress"`, `"bands":[]`}, nil},
		{"it has no PDF yet", w.officer, http.MethodGet, submission + "/pdf", nil, 404, nil, nil},
		{"it cannot be accepted", w.officer, http.MethodPost, submission + "/accept", map[string]any{"version": 1}, 409, []string{`"code":"fault.submission-state"`}, nil},
		{"nor returned without a comment", w.officer, http.MethodPost, submission + "/return", map[string]any{"version": 1}, 422, []string{`"code":"fault.comment-missing"`}, nil},
		{"nor on another version than the newest", w.officer, http.MethodPost, submission + "/return", map[string]any{"version": 7, "comment": "x"}, 409, []string{`"code":"fault.submission-changed"`}, nil},
		{"a forum report is asked for", w.officer, http.MethodPost, "/api/forum/reports", map[string]any{"cycleId": w.cycle, "language": "id"}, 202, []string{`"state":"making"`, `"kind":"forum"`, "Kemajuan forum: 2026"}, nil},
		{"and listed", w.officer, http.MethodGet, "/api/forum/reports", nil, 200, []string{`"total":1`}, nil},
		{"a company's report is not among them", w.officer, http.MethodGet, "/api/forum/reports/" + w.alpha.report, nil, 404, nil, nil},
		{"the cycle is closed", w.officer, http.MethodPost, "/api/forum/cycles/" + w.cycle + "/close", nil, 200, []string{`"open":false`}, nil},
		{"once", w.officer, http.MethodPost, "/api/forum/cycles/" + w.cycle + "/close", nil, 409, []string{`"code":"fault.cycle-closed"`}, nil},
	})
}

func TestTheSecretariatKeepsMembersAndGrants(t *testing.T) {
	t.Parallel()
	w := setup(t)
	member := map[string]any{"name": "Gamma", "country": "IDN", "sector": "C14", "email": "owner@gamma.example", "language": "id"}
	abroad := map[string]any{"name": "Gamma", "country": "ZZZ", "email": "owner@zeta.example"}
	w.play([]scenario{
		{"members are listed with their people", w.officer, http.MethodGet, "/api/forum/members", nil, 200, []string{`"total":2`, `"people":2`, `"countryName":"Indonesia"`, `"invited":true`}, nil},
		{"a country that is none is refused", w.officer, http.MethodPost, "/api/forum/members", abroad, 422, []string{`"code":"fault.country-unknown"`}, nil},
		{"a member is invited by a link", w.officer, http.MethodPost, "/api/forum/members", member, 200, []string{`"link":"http://localhost:8080/invitations/`, `"mailed":false`, `"name":"Gamma"`}, nil},
		{"an owner is invited again", w.officer, http.MethodPost, "/api/forum/members/" + w.beta.id + "/invitations", map[string]any{"email": "second@beta.example"}, 200, []string{"/invitations/"}, nil},
		{"an auditor is invited", w.officer, http.MethodPost, "/api/forum/auditors", map[string]any{"name": "Teliti", "email": "a@teliti.example"}, 200, []string{`"auditor":{"id":"`, "/invitations/"}, nil},
		{"auditors are listed with their grants", w.officer, http.MethodGet, "/api/forum/auditors", nil, 200, []string{`"name":"Teliti"`, `"grants":1`}, nil},
		{"grants are listed with names", w.officer, http.MethodGet, "/api/forum/grants", nil, 200, []string{`"auditor":"Granted"`, `"company":"Alpha"`, `"active":true`}, nil},
		{
			"a grant for the same days is refused", w.officer, http.MethodPost, "/api/forum/grants",
			map[string]any{"auditorId": w.granted.organisation, "companyId": w.alpha.id, "startsOn": "2026-12-31", "endsOn": "2027-01-31"},
			409,
			[]string{`"code":"fault.grant-twice"`},
			nil,
		},
		{"an auditor sees what is granted", w.granted, http.MethodGet, "/api/auditor/companies", nil, 200, []string{`"name":"Alpha"`, `"endsOn":"2026-12-31"`}, []string{"Beta"}},
		{"one without a grant sees nothing", w.foreign, http.MethodGet, "/api/auditor/companies", nil, 200, []string{`"rows":[]`}, []string{"Alpha"}},
		{"people and open invitations of one's own", w.alpha.owner, http.MethodGet, "/api/organisation/people", nil, 200, []string{`"role":"owner"`, "later@alpha.example"}, []string{"beta.example"}},
		{"an invitation is taken back", w.alpha.owner, http.MethodDelete, "/api/organisation/invitations/" + w.alpha.invitation, nil, 204, nil, nil},
		{"a colleague's access ends", w.alpha.owner, http.MethodPost, "/api/organisation/people/" + w.alpha.analyst.person + "/disable", nil, 204, nil, nil},
		{"at once", w.alpha.analyst, http.MethodGet, "/api/me", nil, 401, nil, nil},
	})
}

func TestFaultsAreSaidInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	w := setup(t)
	request := newRequest(http.MethodPost, "/api/forum/cycles/"+w.alpha.id+"/close", w.officer)
	request.Header.Set("Accept-Language", "id-ID,id;q=0.9,en;q=0.5")
	response, err := w.server.App.Test(request, -1)
	must(t, err)
	defer response.Body.Close()
	var problem Problem
	must(t, json.NewDecoder(response.Body).Decode(&problem))
	if response.StatusCode != 404 || problem.Code != "fault.not-found" || !strings.Contains(problem.Title, "tidak ada") {
		t.Errorf("%d %+v", response.StatusCode, problem)
	}
	if kind := response.Header.Get("Content-Type"); !strings.HasPrefix(kind, "application/problem+json") {
		t.Errorf("content type %q", kind)
	}
}

func TestAnyoneReadsTheHeadOfTheLog(t *testing.T) {
	t.Parallel()
	w := setup(t)
	private, public, err := ledger.NewKey("test.forum", strings.NewReader(strings.Repeat("entropy for a test ", 4)))
	must(t, err)
	w.server.Forum.Press.LogSigner, err = note.NewSigner(private)
	must(t, err)
	response, err := w.server.App.Test(newRequest(http.MethodGet, "/api/ledger/checkpoint", session{}), -1)
	must(t, err)
	defer response.Body.Close()
	signed, err := io.ReadAll(response.Body)
	must(t, err)
	trusted, err := note.NewVerifier(public)
	must(t, err)
	head, err := ledger.OpenCheckpoint(signed, note.VerifierList(trusted))
	if err != nil || head.Size < 4 { // rulebook, questionnaire, cycle, grant
		t.Errorf("%d leaves, %v: %s", head.Size, err, signed)
	}
	if kind := response.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/plain") {
		t.Errorf("content type %q", kind)
	}
}

func TestAnyoneReadsThePublicKeys(t *testing.T) {
	t.Parallel()
	w := setup(t)
	until := time.Date(2036, 1, 1, 0, 0, 0, 0, time.UTC)
	seal, err := report.NewSigner("Test forum", rand.Reader, until.AddDate(-20, 0, 0), until)
	must(t, err)
	w.server.Forum.Press.Signer, w.server.Forum.Press.LogKey = seal, "test.forum+0000+key"
	status, body := w.ask(session{}, http.MethodGet, "/api/ledger/keys", nil)
	var keys Keys
	must(t, json.Unmarshal([]byte(body), &keys))
	block, rest := pem.Decode([]byte(keys.Certificate))
	if status != 200 || keys.Log != "test.forum+0000+key" || block == nil || len(rest) != 0 || !bytes.Equal(block.Bytes, seal.Certificate.Raw) {
		t.Errorf("%d %s", status, body)
	}
	if strings.Contains(body, "PRIVATE") {
		t.Error("a private key leaves the house")
	}
}
