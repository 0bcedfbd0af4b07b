package main

import (
	"testing"

	"github.com/gabf/telusur/internal/sheet"
)

func TestThePublicAddressFollowsTheOneListenedOn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ listen, public, want string }{
		{"localhost:8080", "", "http://localhost:8080"},
		{":9000", "", "http://localhost:9000"},
		{"0.0.0.0:9000", "", "http://localhost:9000"},
		{"10.0.0.1:80", "", "http://10.0.0.1:80"},
		{":8080", "https://telusur.example.org", "https://telusur.example.org"},
	} {
		if got := (settings{Listen: c.listen, PublicURL: c.public}).address(); got != c.want {
			t.Errorf("listening on %q, public %q: %s, want %s", c.listen, c.public, got, c.want)
		}
	}
}

func TestSettingsThatCannotBeRightAreNamed(t *testing.T) {
	t.Parallel()
	good := settings{Listen: ":8080", PublicURL: "http://localhost:8080", UploadMB: 64, ExpandedMB: 512, Rows: 1000, FrameMB: 512, Forum: "forum.example"}
	if err := good.check(); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*settings){
		"an address without a port": func(s *settings) { s.Listen = "8080" },
		"a public address":          func(s *settings) { s.PublicURL = "telusur.example.org" },
		"another database":          func(s *settings) { s.DatabaseURL = "mysql://localhost" },
		"no memory for what-if":     func(s *settings) { s.FrameMB = 0 },
		"nothing unpacked":          func(s *settings) { s.ExpandedMB = 0 },
		"no rows":                   func(s *settings) { s.Rows = 0 },
		"no upload at all":          func(s *settings) { s.UploadMB = 0 },
		"a name with spaces":        func(s *settings) { s.Forum = "my forum" },
		"half a bucket":             func(s *settings) { s.S3Endpoint = "localhost:9000" },
		"a mail server by name":     func(s *settings) { s.SMTPURL = "mail.example.org" },
	} {
		wrong := good
		change(&wrong)
		if wrong.check() == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func TestLimitsOfFilesAreSettings(t *testing.T) {
	if got := (settings{ExpandedMB: 100, Rows: 5000}).limits(); got.ExpandedBytes != 100<<20 || got.Rows != 5000 || got.Columns != sheet.DefaultLimits().Columns {
		t.Errorf("limits %+v", got)
	}
}
