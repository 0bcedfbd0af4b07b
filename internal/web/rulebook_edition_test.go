package web

import (
	"net/http"
	"testing"
)

func TestThePublishedMethodIsOpenToThoseWhoAreScoredByIt(t *testing.T) {
	t.Parallel()
	w := setup(t)
	says := []string{`"inForce":true`, `"digest":"sha256:`, `"name":"bali-forced-labour"`}
	w.play([]scenario{
		{"an analyst reads which rulebooks there are", w.alpha.analyst, http.MethodGet, "/api/rulebooks", nil, 200, says, []string{`"title":""`}},
		{"an officer too", w.officer, http.MethodGet, "/api/rulebooks", nil, 200, says, nil},
		{"an auditor has no part in it", w.granted, http.MethodGet, "/api/rulebooks", nil, 403, nil, []string{"inForce"}},
	})
}
