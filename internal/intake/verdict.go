package intake

import (
	"maps"
	"strings"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

// Verdict says whether two suppliers are one.
type Verdict string

// The verdicts. Same is taken without asking, Maybe asks when the answer would change a result.
const (
	Same      Verdict = "same"
	Maybe     Verdict = "maybe"
	Different Verdict = "different"
)

// Evidence is one thing that speaks for or against two suppliers being one.
type Evidence struct {
	Key  string            `json:"key"`            // message key: "intake.evidence.name-equal" …
	Args map[string]string `json:"args,omitempty"` // what the message names: ours, theirs
	For  bool              `json:"for"`
}

// Say tells the evidence in a language.
func (e Evidence) Say(tag lang.Tag) string {
	args := maps.Clone(e.Args)
	if field := args["field"]; field != "" {
		args["fieldName"] = lang.Say(tag, "intake.field."+field, nil)
	}
	return lang.Say(tag, e.Key, args)
}

// Judgement is what is held of a pair: the verdict, how alike the two are (0-1), and why.
type Judgement struct {
	Verdict  Verdict    `json:"verdict"`
	Score    float64    `json:"score"`
	Evidence []Evidence `json:"evidence"`
}

// Candidate is a supplier that a row may be: a known one, or that of an earlier row of the list.
type Candidate struct {
	ID   string `json:"id,omitempty"`  // of the known supplier; "" for an earlier row that is new
	Row  int    `json:"row,omitempty"` // the earlier row; 0 when only a known one
	Name string `json:"name"`
	Pair string `json:"pair"` // under which the user's answer is remembered
	Judgement
}

// Answer is what the user said of a pair. It holds for every later list.
type Answer struct {
	Pair string `json:"pair"` // of a Candidate
	Same bool   `json:"same"`
}

// MatchOptions change how rows are matched. The zero value asks nothing that was not asked before and lets rows replace.
type MatchOptions struct {
	Answers []Answer
	Policy  Policy
}

// pairKeys gives the keys under which an answer on two suppliers can stand. The first one is for new answers: a known supplier is named by
// its id, which outlives its name; the second finds answers given when both were rows of a list.
func pairKeys(ours, theirs seat) [2]string {
	a, b := supplierKey(ours.supplier), supplierKey(theirs.supplier)
	byContent := pairOf(a, b)
	switch {
	case ours.id != "":
		return [2]string{pairOf("#"+ours.id, b), byContent}
	case theirs.id != "":
		return [2]string{pairOf(a, "#"+theirs.id), byContent}
	}
	return [2]string{byContent, byContent}
}

// supplierKey is a supplier as answers name it: by what changes least.
func supplierKey(s Supplier) string {
	return strings.Join([]string{fold(s.Name), string(s.Country), fold(s.City), fold(s.Reference)}, "\x1f")
}

func pairOf(a, b string) string {
	if a > b {
		a, b = b, a
	}
	_, digits, _ := strings.Cut(string(canon.Sum([]byte(a+"\x1e"+b))), ":")
	return digits[:min(32, len(digits))]
}

// AskIssue reports a candidate to be asked about.
func (r Row) AskIssue(c Candidate) issue.Issue {
	return issue.Issue{Code: "intake.maybe-same", Severity: issue.Noted, At: r.Place, Saw: r.Supplier.Name, Args: map[string]string{"other": c.Name}}
}
