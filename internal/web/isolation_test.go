package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
)

// operation is one row of the walk: a route with its parameters filled with alpha's ids.
type walked struct {
	id, method, path string
	open             bool // anyone may ask
}

// walk lists every route of the OpenAPI document, filled with alpha's ids.
func (w *world) walk() []walked {
	names := strings.NewReplacer(
		"{company}", w.alpha.id, "{supplier}", w.alpha.supplier, "{import}", w.alpha.imported, "{report}", w.alpha.report,
		"{submission}", w.alpha.submission, "{cycle}", w.cycle, "{grant}", w.grant, "{member}", w.alpha.id, "{person}", w.alpha.analyst.person,
		"{invitation}", w.alpha.invitation, "{token}", "unknown", "{mapping}", w.alpha.mapping, "{merge}", w.alpha.merge, "{draft}", w.draft,
		"{assessment}", w.alpha.assessment, "{digest}", w.rulebook, "{hit}", w.alpha.hit, "{letter}", w.alpha.letter,
	)
	var all []walked
	for path, item := range w.server.Operations() {
		for method, op := range map[string]*huma.Operation{
			http.MethodGet: item.Get, http.MethodPost: item.Post, http.MethodPut: item.Put, http.MethodPatch: item.Patch, http.MethodDelete: item.Delete,
		} {
			if op != nil {
				all = append(all, walked{op.OperationID, method, names.Replace(path), len(op.Security) == 0})
			}
		}
	}
	slices.SortFunc(all, func(a, b walked) int { return strings.Compare(a.id, b.id) })
	return all
}

// ownThings are routes without a company in their path that every role has for itself: a stranger gets an answer, but about themselves.
var ownThings = map[string][]string{
	"me":               {"owner", "analyst", "auditor"},
	"updateMe":         {"owner", "analyst", "auditor"},
	"changePassword":   {"owner", "analyst", "auditor"},
	"people":           {"owner", "analyst", "auditor"},
	"inviteColleague":  {"owner"},
	"letters":          {"owner"},
	"verify":           {"owner", "analyst", "auditor"},
	"audited":          {"auditor"},
	"checkRulebook":    {"owner", "analyst"},
	"rulebookText":     {"owner", "analyst"},
	"rulebookEditions": {"owner", "analyst"},
}

// bodies are what a route needs so that a refusal is about who asks and not about what was sent.
var bodies = map[string]any{
	"makeReport":        map[string]any{"kind": "company", "language": "en"},
	"judgeMatch":        map[string]any{"state": "dismissed", "comment": "another firm"},
	"submit":            map[string]any{"reportId": "x"},
	"unlockImport":      map[string]any{"password": "x"},
	"rereadImport":      map[string]any{"afresh": true},
	"decideAbsents":     map[string]any{"decision": "archive"},
	"answerPairs":       map[string]any{"answers": []any{map[string]any{"pair": "x", "answer": "same"}}},
	"mergeSuppliers":    map[string]any{"other": "x"},
	"archiveSupplier":   map[string]any{"archived": true},
	"remapImport":       map[string]any{"tab": "", "headerRow": 1, "columns": []any{map[string]any{"column": 1, "field": "name"}}},
	"returnSubmission":  map[string]any{"version": 1, "comment": "why"},
	"acceptSubmission":  map[string]any{"version": 1},
	"openCycle":         map[string]any{"name": "x", "opensOn": "2027-01-01", "dueOn": "2027-01-02", "closesOn": "2027-01-03", "questionnaire": "x", "rulebook": "x"},
	"inviteMember":      map[string]any{"name": "x", "country": "IDN", "sector": "", "email": "x@y.example", "language": "en"},
	"inviteOwner":       map[string]any{"email": "x@y.example", "language": "en"},
	"inviteAuditor":     map[string]any{"name": "x", "email": "x@y.example", "language": "en"},
	"giveGrant":         map[string]any{"auditorId": "x", "companyId": "x", "startsOn": "2026-11-01", "endsOn": "2026-12-01"},
	"makeForumReport":   map[string]any{"cycleId": "x", "language": "en"},
	"inviteColleague":   map[string]any{"email": "new@beta.example", "role": "analyst", "language": "en"},
	"checkRulebook":     map[string]any{"text": "id: x"},
	"whatIf":            map[string]any{"text": "id: x"},
	"whatIfForum":       map[string]any{"text": "id: x"},
	"newRulebookDraft":  map[string]any{"title": "x", "text": "id: x"},
	"saveRulebookDraft": map[string]any{"title": "x", "text": "id: x", "revision": 1},
	"proposeRulebook":   map[string]any{"why": "x"},
	"declineRulebook":   map[string]any{"comment": "x"},
	"updateMe":          map[string]any{"name": "Still me"},
	"changePassword":    map[string]any{"old": "wrong horse battery", "new": "another horse battery"},
}

func TestNobodyReachesAnotherCompany(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for role, stranger := range map[string]session{"owner": w.beta.owner, "analyst": w.beta.analyst, "auditor": w.foreign} {
		for _, route := range w.walk() {
			if route.open {
				continue
			}
			status, body := w.ask(stranger, route.method, route.path, bodies[route.id])
			if strings.Contains(body, secretName) || strings.Contains(body, "alpha.example") {
				t.Errorf("%s of another company asks %s: the answer holds the company's own words: %s", role, route.id, body)
			}
			if slices.Contains(ownThings[route.id], role) {
				continue
			}
			if status != http.StatusForbidden && status != http.StatusNotFound {
				t.Errorf("%s of another company asks %s %s: status %d, want 403 or 404: %.200s", role, route.method, route.path, status, body)
			}
		}
	}
}

func TestNobodySignedOutReachesAnything(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for _, route := range w.walk() {
		status, body := w.ask(session{}, route.method, route.path, bodies[route.id])
		if !route.open && status != http.StatusUnauthorized {
			t.Errorf("nobody asks %s %s: status %d, want 401: %.200s", route.method, route.path, status, body)
		}
		if strings.Contains(body, secretName) {
			t.Errorf("nobody asks %s and reads the company's own words", route.id)
		}
	}
}

// An officer sees what was handed in, never the suppliers behind it.
func TestOfficersDoNotReadSuppliers(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for _, route := range w.walk() {
		if !strings.HasPrefix(route.path, "/api/companies/") {
			continue
		}
		status, body := w.ask(w.officer, route.method, route.path, bodies[route.id])
		if status != http.StatusForbidden && status != http.StatusNotFound {
			t.Errorf("officer asks %s %s: status %d, want 403 or 404: %.200s", route.method, route.path, status, body)
		}
	}
}

// A granted auditor reads reports and changes nothing.
func TestAuditorsReadGrantedReportsOnly(t *testing.T) {
	t.Parallel()
	w := setup(t)
	status, body := w.ask(w.granted, http.MethodGet, "/api/companies/"+w.alpha.id+"/reports", nil)
	if status != http.StatusOK || !strings.Contains(body, secretName) {
		t.Fatalf("granted auditor lists reports: status %d: %s", status, body)
	}
	readable := []string{"reports", "report", "reportContent", "reportPDF"}
	for _, route := range w.walk() {
		if !strings.HasPrefix(route.path, "/api/companies/") || slices.Contains(readable, route.id) {
			continue
		}
		if status, body := w.ask(w.granted, route.method, route.path, bodies[route.id]); status != http.StatusForbidden {
			t.Errorf("granted auditor asks %s %s: status %d, want 403: %.200s", route.method, route.path, status, body)
		}
	}
	if status, _ := w.ask(w.granted, http.MethodGet, "/api/companies/"+w.beta.id+"/reports", nil); status != http.StatusNotFound {
		t.Errorf("granted auditor asks for a company without a grant: status %d, want 404", status)
	}
	if status, body := w.ask(w.officer, http.MethodPost, "/api/forum/grants/"+w.grant+"/end", nil); status >= 300 {
		t.Fatalf("officer ends the grant: status %d: %s", status, body)
	}
	if status, _ := w.ask(w.granted, http.MethodGet, "/api/companies/"+w.alpha.id+"/reports", nil); status != http.StatusNotFound {
		t.Errorf("auditor asks after the grant has ended: status %d, want 404", status)
	}
}

func TestOtherSitesCannotWrite(t *testing.T) {
	t.Parallel()
	w := setup(t)
	request := newRequest(http.MethodPost, "/api/sign-out", w.alpha.owner)
	request.Header.Set("Sec-Fetch-Site", "cross-site")
	response, err := w.server.App.Test(request, -1)
	must(t, err)
	defer response.Body.Close()
	if response.StatusCode != http.StatusForbidden {
		t.Errorf("a write from another site: status %d, want 403", response.StatusCode)
	}
}
