package portfolio

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/gabf/telusur/internal/fact"
)

// snapshot is the facts of a company's scored suppliers in columns, so that another rulebook can be tried on all of them without reading the
// database. It is read-only once made.
type snapshot struct {
	snapshotHead
	sequence int64     // of the company's scores that it was made at
	asOf     time.Time // when its rows were read
	facts    *fact.Frame
}

// snapshotHead is what stands beside each row. It names its company, so that the file of one company can never be taken for another's.
type snapshotHead struct {
	Company     string   `json:"company"`
	Suppliers   []string `json:"suppliers"`   // id by row
	Assessments []string `json:"assessments"` // id by row: what the row's facts were taken from
	Country     []int32  `json:"country"`     // by row, an index of Countries
	Sector      []int32  `json:"sector"`
	Countries   []string `json:"countries"` // codes, each once; "" is one too
	Sectors     []string `json:"sectors"`
}

func (h *snapshotHead) add(supplier, assessment, country, sector string) {
	h.Suppliers, h.Assessments = append(h.Suppliers, supplier), append(h.Assessments, assessment)
	h.Country = append(h.Country, indexIn(&h.Countries, country))
	h.Sector = append(h.Sector, indexIn(&h.Sectors, sector))
}

// indexIn gives the place of a word in a short list, adding it when it is new.
func indexIn(words *[]string, word string) int32 {
	at := slices.Index(*words, word)
	if at < 0 {
		at = len(*words)
		*words = append(*words, word)
	}
	return int32(at)
}

// snapshotMagic begins the file of a snapshot: then the length of the head, the head as JSON, and the columns (fact.Frame.Encode).
const snapshotMagic = "TSNAP1\n"

func (s *snapshot) encode(w io.Writer) error {
	head, err := json.Marshal(s.snapshotHead)
	if err != nil {
		return err
	}
	start := binary.LittleEndian.AppendUint64([]byte(snapshotMagic), uint64(len(head)))
	if _, err := w.Write(append(start, head...)); err != nil {
		return err
	}
	return s.facts.Encode(w)
}

// mostSnapshot is the largest head and the largest columns that are read, in bytes: some millions of suppliers.
const mostSnapshot = 4 << 30

// decodeSnapshot reads the snapshot of a company.
func decodeSnapshot(r io.Reader, company string) (*snapshot, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	start := make([]byte, len(snapshotMagic)+8)
	if _, err := io.ReadFull(in, start); err != nil || string(start[:len(snapshotMagic)]) != snapshotMagic {
		return nil, errors.New("snapshot: it is none, or of another version")
	}
	size := binary.LittleEndian.Uint64(start[len(snapshotMagic):])
	if size > mostSnapshot {
		return nil, errors.New("snapshot: its head is too long")
	}
	var head bytes.Buffer
	if _, err := io.CopyN(&head, in, int64(size)); err != nil {
		return nil, fmt.Errorf("snapshot: %w", err)
	}
	s := new(snapshot)
	if err := json.Unmarshal(head.Bytes(), &s.snapshotHead); err != nil {
		return nil, fmt.Errorf("snapshot: %w", err)
	}
	var err error
	if s.facts, err = fact.DecodeFrame(in, mostSnapshot); err != nil {
		return nil, fmt.Errorf("snapshot: %w", err)
	}
	return s, s.check(company)
}

func (s *snapshot) check(company string) error {
	rows := s.facts.Len()
	outside := func(index []int32, words []string) bool {
		return len(index) != rows || slices.ContainsFunc(index, func(at int32) bool { return at < 0 || int(at) >= len(words) })
	}
	switch {
	case s.Company != company:
		return fmt.Errorf("snapshot: it is of company %q, not of %q", s.Company, company)
	case len(s.Suppliers) != rows, len(s.Assessments) != rows, outside(s.Country, s.Countries), outside(s.Sector, s.Sectors):
		return errors.New("snapshot: its parts have different lengths")
	}
	return nil
}

// bytes is about what the snapshot takes in memory.
func (s *snapshot) bytes() int64 { return s.facts.Bytes() + int64(len(s.Suppliers))*(2*(36+16)+2*4) }

// pick gives some rows of a frame as a frame without rows.
func pick(f *fact.Frame, rows []int) (*fact.Frame, error) {
	defs := f.Defs()
	columns := make([]fact.Column, len(defs))
	for i, def := range defs {
		from, _ := f.Column(def.Name)
		columns[i] = fact.Column{Def: def, Dict: from.Dict, Codes: picked(from.Codes, rows), Numbers: picked(from.Numbers, rows), Sets: picked(from.Sets, rows)}
	}
	return fact.NewFrameOf(columns)
}

func picked[T any](from []T, rows []int) []T {
	if from == nil {
		return nil
	}
	out := make([]T, len(rows))
	for i, row := range rows {
		out[i] = from[row]
	}
	return out
}
