package fact

// Parts are the facts of one row as they were gathered: some that many rows share, and its own. Put together, a portfolio's rows would be
// hundreds of megabytes of the same facts again.
type Parts struct {
	Shared []Row
	Own    Row
}

// NewFrameOfParts lays rows out as NewFrame does, without keeping them: nothing can be explained by the frame.
func NewFrameOfParts(defs []Def, rows []Parts) (*Frame, error) {
	f, fills, err := emptyFrame(defs, len(rows))
	if err != nil {
		return nil, err
	}
	read := make(map[*Given]declared)
	for i := range rows {
		for _, shared := range rows[i].Shared {
			if len(shared) == 0 {
				continue
			}
			known, ok := read[&shared[0]]
			if !ok || len(known.row) != len(shared) {
				known = f.declared(shared)
				read[&shared[0]] = known
			}
			if err := f.fillDeclared(fills, i, known); err != nil {
				return nil, err
			}
		}
		if err := f.fill(fills, i, rows[i].Own); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// declared is a shared row with the columns of its facts, -1 for those that no def declares.
type declared struct {
	row     Row
	columns []int
}

func (f *Frame) declared(row Row) declared {
	d := declared{row, make([]int, len(row))}
	for k := range row {
		at, ok := f.index[row[k].Name]
		if !ok {
			at = -1
		}
		d.columns[k] = at
	}
	return d
}

func (f *Frame) fillDeclared(fills []filler, i int, d declared) error {
	for k, at := range d.columns {
		if at < 0 {
			continue
		}
		if err := fills[at].put(i, &d.row[k].Value); err != nil {
			return f.fill(fills, i, d.row[k:k+1]) // which says where
		}
	}
	return nil
}
