package web

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/rulebook"
)

func TestARulebookIsTriedDraftedAndReadOverHTTP(t *testing.T) {
	t.Parallel()
	w := setup(t)
	text := string(rulebook.Default().Source())
	own := map[string]any{"text": text}
	misspelt := map[string]any{"text": strings.Replace(text, "weight: 20 #", "weigth: 20 #", 1)}
	company, drafts := "/api/companies/"+w.alpha.id+"/what-if", "/api/forum/rulebooks/drafts"
	w.play([]scenario{
		{"a text is checked", w.alpha.analyst, http.MethodPost, "/api/what-if/check", own, 200, []string{`"ok":true`, `"failed":[]`, `"section":"inherent"`, `"diff":[]`}, nil},
		{"a misspelt key is told with its place and the nearest name", w.officer, http.MethodPost, "/api/what-if/check", misspelt, 200, []string{`"ok":false`, `"code":"rulebook.key-unknown"`, `"near":"weight"`}, []string{`"line":0`}},
		{"a text that is too long is refused", w.officer, http.MethodPost, "/api/what-if/check", map[string]any{"text": strings.Repeat("#", 600<<10)}, 413, []string{`"code":"fault.rulebook-too-long"`}, nil},
		{"a company tries it on its suppliers", w.alpha.analyst, http.MethodPost, company, own, 200, []string{`"ok":true`, `"suppliers":0`, `"movers":[]`, `"up":0`}, nil},
		{"what is no rulebook has no effect", w.alpha.analyst, http.MethodPost, company, misspelt, 200, []string{`"ok":false`, `"asOf":""`, `"bands":[]`}, nil},
		{"the forum reads no count of two members", w.officer, http.MethodPost, "/api/forum/what-if", own, 200, []string{`"movers":[]`, `"confidence":{"before":null,"after":null}`}, nil},
		{"a cycle that is none", w.officer, http.MethodPost, "/api/forum/what-if", map[string]any{"text": text, "cycle": "x"}, 404, nil, nil},
		{"a draft is begun", w.officer, http.MethodPost, drafts, map[string]any{"title": "Next", "text": text, "basedOn": w.rulebook}, 200, []string{`"revision":1`, `"state":"draft"`, `"proposal":null`}, nil},
		{"drafts are listed without their texts", w.officer, http.MethodGet, drafts, nil, 200, []string{`"title":"Next"`}, []string{"weight"}},
		{"a version that was published is not proposed", w.officer, http.MethodPost, drafts + "/" + w.draft + "/propose", map[string]any{"why": "x"}, 422, []string{`"code":"fault.draft-broken"`}, []string{`"issues":null`}},
		{"nobody has proposed it", w.officer, http.MethodPost, drafts + "/" + w.draft + "/publish", nil, 409, []string{`"code":"fault.not-proposed"`}, nil},
		{"a stale text is not written", w.officer, http.MethodPut, drafts + "/" + w.draft, map[string]any{"title": "x", "text": "y", "revision": 7}, 409, []string{`"code":"fault.draft-changed"`, `"name":"Officer"`}, nil},
		{"rulebooks are listed with the one in force", w.officer, http.MethodGet, "/api/forum/rulebooks", nil, 200, []string{`"inForce":true`, `"backTest":null`}, nil},
		{"the text of one is read", w.officer, http.MethodGet, "/api/forum/rulebooks/" + w.rulebook + "/text", nil, 200, []string{"id: bali-forced-labour"}, nil},
	})
}

func TestWhatIsWrongWithATextIsSaidInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	w := setup(t)
	data, err := json.Marshal(map[string]string{"text": "id: x\nvrsion: 1\n"})
	must(t, err)
	said := map[string]string{}
	for _, language := range []string{"en", "id"} {
		request := newRequest(http.MethodPost, "/api/what-if/check", w.alpha.analyst)
		request.Body, request.ContentLength = io.NopCloser(strings.NewReader(string(data))), int64(len(data))
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Accept-Language", language)
		response, err := w.server.App.Test(request, -1)
		must(t, err)
		defer response.Body.Close()
		var check CheckShown
		must(t, json.NewDecoder(response.Body).Decode(&check))
		for _, e := range check.Errors {
			if e.Code == "rulebook.key-unknown" {
				said[language] = e.Message + " " + e.Fix
				if e.Line != 2 || e.Column != 1 || e.Near != "version" {
					t.Errorf("%+v", e)
				}
			}
		}
	}
	if said["en"] == "" || said["id"] == "" || said["en"] == said["id"] {
		t.Errorf("%v", said)
	}
}
