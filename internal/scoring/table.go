package scoring

import (
	"slices"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// maxTable is the most cases that a rule is tabulated for: 32 kB of float64, so that tables stay in the caches.
const maxTable = 4096

// cases lays out every combination of codes that the facts of a rule can have, as columns. It gives nil when a fact is a number, text or
// set whose value is read, or when there are too many combinations.
func cases(defs map[fact.Name]fact.Def, expressions ...*rulebook.Expr) (columns map[fact.Name]*fact.Column, names []fact.Name, rows int) {
	for _, e := range expressions {
		names = append(names, e.Facts...)
		for _, name := range e.Values {
			if t := defs[name].Type; t != fact.Bool && t != fact.Choice {
				return nil, nil, 0
			}
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	rows = 1
	for _, name := range names {
		def, ok := defs[name]
		if !ok {
			return nil, nil, 0
		}
		if rows *= codesOf(def); rows > maxTable {
			return nil, nil, 0
		}
	}
	columns = make(map[fact.Name]*fact.Column, len(names))
	stride := 1
	for _, name := range names {
		column := &fact.Column{Def: defs[name], Codes: make([]fact.Code, rows)}
		size := codesOf(defs[name])
		for row := range rows {
			column.Codes[row] = fact.Code(row / stride % size)
		}
		columns[name] = column
		stride *= size
	}
	return columns, names, rows
}

// codesOf counts the codes that a fact's column can hold.
func codesOf(def fact.Def) int {
	switch def.Type {
	case fact.Bool:
		return int(fact.CodeFirst) + 2
	case fact.Choice:
		return int(fact.CodeFirst) + len(def.Choices)
	default:
		return int(fact.CodeFirst) + 1
	}
}

// strides gives, in the order of names, how far apart two codes of a fact lie in the table.
func strides(defs map[fact.Name]fact.Def, names []fact.Name) []int {
	out := make([]int, len(names))
	stride := 1
	for i, name := range names {
		out[i] = stride
		stride *= codesOf(defs[name])
	}
	return out
}

// caseVM makes a machine whose rows are the cases.
func caseVM(c *compiler, columns map[fact.Name]*fact.Column, rows int) *vm {
	m := newVM(&c.code, rows)
	m.n = rows
	for _, def := range c.code.facts {
		m.columns = append(m.columns, columns[def.Name])
	}
	return m
}

// tabulate computes every case of a value rule; fits is false when it cannot be tabulated.
func tabulate(defs map[fact.Name]fact.Def, e *rulebook.Expr, rule *valueRule, main *compiler) (t *valueTable, fits bool, err error) {
	columns, names, rows := cases(defs, e)
	if columns == nil {
		return nil, false, nil
	}
	small := newCompiler(defList(defs))
	plain := valueRule{weight: rule.weight, absent: rule.absent}
	if err := plain.compile(small, e); err != nil {
		return nil, false, err
	}
	t = &valueTable{
		strides: strides(defs, names), value: make([]float64, rows), weight: make([]float64, rows), mark: make([]uint8, rows),
	}
	plain.eval(caseVM(small, columns, rows), nil, t.value, t.weight, t.mark)
	t.columns, err = main.columnsOf(names)
	return t, true, err
}

// tabulateFlag computes every case of a red flag; fits is false when it cannot be tabulated.
func tabulateFlag(defs map[fact.Name]fact.Def, flag rulebook.Flag, main *compiler) (t *flagTable, fits bool, err error) {
	expressions := []*rulebook.Expr{flag.When}
	if flag.Eased != nil {
		expressions = append(expressions, flag.Eased)
	}
	columns, names, rows := cases(defs, expressions...)
	if columns == nil {
		return nil, false, nil
	}
	small := newCompiler(defList(defs))
	plain := flagRule{absent: newAbsentOutcomes(flag.Absent)}
	if err := plain.compile(small, flag); err != nil {
		return nil, false, err
	}
	t = &flagTable{strides: strides(defs, names), outcome: make([]uint8, rows)}
	plain.eval(caseVM(small, columns, rows), nil, t.outcome)
	t.columns, err = main.columnsOf(names)
	return t, true, err
}

func defList(defs map[fact.Name]fact.Def) []fact.Def {
	out := make([]fact.Def, 0, len(defs))
	for _, def := range defs {
		out = append(out, def)
	}
	return out
}

// compile writes the operations of a value rule.
func (r *valueRule) compile(c *compiler, e *rulebook.Expr) (err error) {
	r.from = len(c.code.ops)
	if r.register, err = c.term(e.Term); err != nil {
		return err
	}
	r.to = len(c.code.ops)
	r.reads, err = c.columnsOf(e.Values)
	return err
}

// compile writes the operations of a red flag.
func (r *flagRule) compile(c *compiler, flag rulebook.Flag) (err error) {
	r.from, r.eased = len(c.code.ops), -1
	if r.when, err = c.term(flag.When.Term); err != nil {
		return err
	}
	if flag.Eased != nil {
		if r.eased, err = c.term(flag.Eased.Term); err != nil {
			return err
		}
	}
	r.to = len(c.code.ops)
	r.reads, err = c.columnsOf(flag.When.Values)
	return err
}

// columnsOf gives the columns of facts; those that the engine computes have none, as they are never absent.
func (c *compiler) columnsOf(names []fact.Name) ([]int, error) {
	out := make([]int, 0, len(names))
	for _, name := range names {
		if _, computed := c.preset[name]; computed {
			continue
		}
		at, err := c.column(name)
		if err != nil {
			return nil, err
		}
		out = append(out, at)
	}
	return out, nil
}
