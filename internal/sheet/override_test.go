package sheet

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/gabf/telusur/internal/fault"
)

func TestAPersonCanOverrideWhatWasDetected(t *testing.T) {
	for _, test := range []struct {
		name, text string
		said       Override
		want       string
	}{
		{"another encoding", "name,city\nCaf\xe9 \xe0,x\n", Override{Encoding: "windows-1251"}, "A1=name B1=city A2=Cafй а B2=x"},
		{"Latin-1 by its usual name", "name,city\nCaf\xe9,x\n", Override{Encoding: "latin1"}, "A1=name B1=city A2=Café B2=x"},
		{"TIS-620 by its usual name", "name,city\n\xa1\xa2,x\n", Override{Encoding: "tis-620"}, "A1=name B1=city A2=กข B2=x"},
		{"UTF-8 with bytes that are none", "name,city\nCaf\xe9,x\n", Override{Encoding: "utf-8"}, "A1=name B1=city A2=Café B2=x"},
		{"an encoding behind a mark of UTF-8", "\ufeffa,b\nxyz,1\n", Override{Encoding: "windows-1252"}, "A1=a B1=b A2=xyz B2=1"},
		{"another delimiter", "a;b,c\n1;2,3\n", Override{Delimiter: ";"}, "A1=a B1=b,c A2=1 B2=2,3"},
		{"a delimiter that is never guessed", "a:b\n1:2\n", Override{Delimiter: ":"}, "A1=a B1=b A2=1 B2=2"},
		{"quotes that are plain", "a,b\n\"x\",2\n", Override{Quote: NoQuote}, `A1=a B1=b A2="x" B2=2`},
		{"apostrophes as quotes", "a,b\n'x,y',2\n", Override{Quote: "'"}, "A1=a B1=b A2=x,y B2=2"},
		{"CR ends lines beside LF", "a,b\n1,2\r3,4\n", Override{LineEnd: "CR"}, "A1=a B1=b A2=1 B2=2 A3=3 B3=4"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, err := OpenAs(bytes.NewReader([]byte(test.text)), int64(len(test.text)), "x.csv", DefaultLimits(), test.said)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(t, f); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			if f.Detected.Encoding == "" || f.Detected.Delimiter == "" || f.Detected.Quote == "" || f.Detected.LineEnd == "" {
				t.Errorf("what was detected is not told: %+v", f.Detected)
			}
		})
	}
}

func TestAnOverrideThatCannotBeMeantIsRefused(t *testing.T) {
	for _, said := range []Override{{Encoding: "klingon"}, {Delimiter: "ab"}, {Delimiter: "\n"}, {Delimiter: "é"}, {Quote: "x"}, {LineEnd: "FF"}, {Delimiter: `"`, Quote: `"`}} {
		_, err := OpenAs(bytes.NewReader([]byte("a,b")), 3, "x.csv", DefaultLimits(), said)
		if refused, ok := errors.AsType[*fault.Fault](err); !ok || refused.Key != "sheet.override" {
			t.Errorf("%+v: %v", said, err)
		}
	}
}

func TestEveryChoiceCanBeSaid(t *testing.T) {
	f, err := openBytes([]byte("a,b\n1,2\n"), "x.csv")
	if err != nil {
		t.Fatal(err)
	}
	offered := f.Choices()
	for _, name := range offered.Encodings {
		if err := (Override{Encoding: name}).check("x"); err != nil {
			t.Errorf("encoding %s: %v", name, err)
		}
	}
	if !slices.Contains(offered.Encodings, f.Encoding) || !slices.Contains(offered.Delimiters, f.Delimiter) || !slices.Contains(offered.Quotes, f.Quote) || !slices.Contains(offered.LineEnds, f.LineEnd) {
		t.Errorf("what was found is not among %+v", offered)
	}
}
