package web

import (
	"net/http"
	"strings"
	"testing"
)

func TestThePublishedMethodIsOpenToThoseWhoAreScoredByIt(t *testing.T) {
	t.Parallel()
	w := setup(t)
	says := []string{`"inForce":true`, `"digest":"sha256:`, `"name":"bali-forced-labour"`}
	text := "/api/rulebooks/" + w.rulebook + "/text"
	w.play([]scenario{
		{"an analyst reads which rulebooks there are", w.alpha.analyst, http.MethodGet, "/api/rulebooks", nil, 200, says, []string{`"title":""`}},
		{"an officer too", w.officer, http.MethodGet, "/api/rulebooks", nil, 200, says, nil},
		{"its text is read as it was published, with its comments", w.alpha.analyst, http.MethodGet, text, nil, 200, []string{"id: bali-forced-labour", "# "}, nil},
		{"also when the colon of the digest comes encoded", w.alpha.analyst, http.MethodGet, strings.Replace(text, ":", "%3A", 1), nil, 200, []string{"id: bali-forced-labour"}, nil},
		{"a digest that nobody published leads nowhere", w.alpha.analyst, http.MethodGet, "/api/rulebooks/sha256:00/text", nil, 404, nil, nil},
		{"an auditor has no part in it", w.granted, http.MethodGet, "/api/rulebooks", nil, 403, nil, []string{"inForce"}},
	})
}
