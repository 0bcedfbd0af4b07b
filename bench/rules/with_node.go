package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// withNode is json-rules-engine in a Node process of its own: a rule for each way through a value that does not come to 0 and for each condition.
// Their events tell what counts; node/run.mjs combines them as combine.go does. Time is taken inside the process.
type withNode struct {
	folder  string
	plan    *plan
	rules   []any
	sums    map[string][]string
	command *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	took    time.Duration // what the process says that the last line took
	told    []Outcome
}

func (n *withNode) name() string { return "json-rules-engine" }

func (n *withNode) compile(p *plan) error {
	n.plan, n.rules, n.sums = p, nil, make(map[string][]string)
	for k := range p.values {
		for _, b := range p.values[k].tree.branches() {
			when := b.whole()
			params := map[string]any{"at": k, "value": b.leaf.number}
			if s := b.leaf.slope; s != nil {
				when = join("and", when, &formula{op: "known", fact: s.fact})
				params = map[string]any{"at": k, "fact": flat(s.fact), "from": s.from, "to": s.to}
			} else if b.leaf.number == 0 {
				continue
			}
			n.rule("value", when, params)
		}
	}
	for k, f := range p.flags {
		n.rule("raised", f.when, map[string]any{"at": k})
		n.rule("denied", f.denied, map[string]any{"at": k})
		n.rule("eased", f.eased, map[string]any{"at": k})
	}
	for k, c := range p.checks {
		n.rule("checks", c.when, map[string]any{"at": k})
	}
	if n.command == nil { // the process starts with its suppliers
		return nil
	}
	_, err := n.ask("compile")
	return err
}

func (n *withNode) rule(kind string, when *formula, params map[string]any) {
	if when == nil {
		return
	}
	condition := n.condition(when)
	if when.op != "and" && when.op != "or" {
		condition = map[string]any{"all": []any{condition}}
	}
	n.rules = append(n.rules, map[string]any{"conditions": condition, "event": map[string]any{"type": kind, "params": params}})
}

var operators = map[string]string{"<": "lessThan", "<=": "lessThanInclusive", ">": "greaterThan", ">=": "greaterThanInclusive"}

func (n *withNode) condition(f *formula) map[string]any {
	switch number := f.fact != "" && fields[fieldAt(f.fact)].number != nil; {
	case f.op == "and", f.op == "or":
		all := make([]any, len(f.args))
		for i, arg := range f.args {
			all[i] = n.condition(arg)
		}
		return map[string]any{map[string]string{"and": "all", "or": "any"}[f.op]: all}
	case f.op == "in":
		return map[string]any{"fact": flat(f.fact), "operator": "in", "value": f.words}
	case f.op == "known" && number:
		return map[string]any{"fact": flat(f.fact), "operator": "greaterThanInclusive", "value": -1e6}
	case f.op == "absent" && number:
		return map[string]any{"not": n.condition(&formula{op: "known", fact: f.fact})}
	case f.op == "known":
		return map[string]any{"fact": flat(f.fact), "operator": "notEqual", "value": ""}
	case f.op == "absent":
		return map[string]any{"fact": flat(f.fact), "operator": "equal", "value": ""}
	default:
		return map[string]any{"fact": n.sum(f.left), "operator": operators[f.op], "value": n.right(f.right)}
	}
}

func (n *withNode) sum(s sum) string {
	names := make([]string, len(s.facts))
	for i, name := range s.facts {
		names[i] = flat(name)
	}
	if len(names) == 1 {
		return names[0]
	}
	name := strings.Join(names, "_and_")
	n.sums[name] = names
	return name
}

func (n *withNode) right(s sum) any {
	if len(s.facts) == 0 {
		return s.number
	}
	return map[string]any{"fact": n.sum(s)}
}

// prepare writes rules and suppliers to a file and starts the process on it.
func (n *withNode) prepare(p *plan, suppliers []Supplier) error {
	in, rows := newInputs(suppliers), make([]any, len(suppliers))
	for i := range suppliers {
		evidence := make([]float64, len(p.question))
		for k, at := range p.question {
			evidence[k] = 1
			if p.rules.Controls[k].Evidence != "" {
				evidence[k] = fields[at].shown(&suppliers[i]).factor()
			}
		}
		codes := make([]int, len(fields))
		for k, code := range in.codes[i] {
			codes[k] = int(code)
		}
		rows[i] = map[string]any{"facts": plain(p.rules, &suppliers[i], nil), "codes": codes, "evidence": evidence}
	}
	work, err := json.Marshal(map[string]any{"plan": n.planOf(p), "rules": n.rules, "suppliers": rows})
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "bench-rules")
	if err != nil {
		return err
	}
	path := filepath.Join(folder, "work.json")
	if err := os.WriteFile(path, work, 0o600); err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }() // it is read before the first answer
	if err := n.start(path); err != nil {
		return err
	}
	_, err = n.ask("compile")
	return err
}

func (n *withNode) start(work string) error {
	n.command = exec.Command("node", "run.mjs", work)
	n.command.Dir, n.command.Stderr = n.folder, os.Stderr
	in, err := n.command.StdinPipe()
	if err != nil {
		return err
	}
	out, err := n.command.StdoutPipe()
	if err != nil {
		return err
	}
	n.in, n.out = in, bufio.NewReader(out)
	return n.command.Start()
}

func (n *withNode) stop() {
	if n.command != nil {
		_ = n.in.Close()
		_ = n.command.Wait()
	}
}

func (n *withNode) ask(line string) (json.RawMessage, error) {
	if _, err := fmt.Fprintln(n.in, line); err != nil {
		return nil, err
	}
	answer, err := n.out.ReadBytes('\n')
	if err != nil {
		return nil, fmt.Errorf("node: %w", err)
	}
	var took struct{ Nanoseconds int64 }
	if json.Unmarshal(answer, &took) == nil {
		n.took = time.Duration(took.Nanoseconds)
	}
	return answer, nil
}

// planOf gives what run.mjs needs to combine.
func (n *withNode) planOf(p *plan) map[string]any {
	values, flags, checks, controls := []any{}, []any{}, []any{}, []any{}
	for _, v := range p.values {
		values = append(values, map[string]any{"weight": v.weight, "needs": orNone(v.needs), "reads": orNone(v.reads), "absent": absentOf(v.absent)})
	}
	for _, f := range p.flags {
		absent := make([]string, fact.CodeFirst)
		for code := range fact.CodeFirst {
			absent[code] = string(f.rule.Absent[fact.StateOf(code)])
		}
		flags = append(flags, map[string]any{"at": f.at, "from": f.from, "needs": orNone(f.needs), "reads": orNone(f.reads), "absent": absent})
	}
	for _, c := range p.checks {
		checks = append(checks, map[string]any{"lowers": c.rule.Confidence, "review": c.rule.Review})
	}
	for _, k := range p.controls {
		controls = append(controls, map[string]any{"place": k, "at": p.at[k]})
	}
	bands := []float64{}
	for _, b := range p.rules.Bands {
		bands = append(bands, b.From)
	}
	return map[string]any{
		"inherent": len(p.rules.Inherent), "values": values, "flags": flags, "checks": checks, "controls": controls, "questions": p.question,
		"bands": bands, "remains": p.rules.Combination.Floor, "sums": n.sums,
	}
}

func absentOf(values rulebook.AbsentValues) []any {
	out := make([]any, fact.CodeFirst)
	for code := range fact.CodeFirst {
		rule := values[fact.StateOf(code)]
		out[code] = map[string]any{"leaveOut": rule.LeaveOut, "value": rule.Value}
	}
	return out
}

func orNone(places []int) []int {
	if places == nil {
		return []int{}
	}
	return places
}

func (n *withNode) score(out []Outcome) error {
	if _, err := n.ask("score"); err != nil {
		return err
	}
	took := n.took
	if n.told == nil {
		answer, err := n.ask("tell")
		if err == nil {
			err = json.Unmarshal(answer, &n.told)
		}
		if err != nil {
			return err
		}
	}
	n.took = took
	copy(out, n.told)
	return nil
}
