package fact

// Code is one byte of a column: the state when there is no value, else what the value is.
//
// For Bool, CodeFirst is "no" and CodeFirst+1 "yes"; for Choice, CodeFirst+k is Def.Choices[k]; for a Number with a dictionary, CodeFirst+k is
// Dict[k]. Else CodeFirst says that there is a value (which stands in Numbers or Sets).
type Code = uint8

// The codes of absent facts, in the order of their states, and of a condition.
const (
	CodeNotApplicable Code = iota
	CodeDontKnow
	CodeMissing
	CodeRefused
	CodeFirst // the first code of a value that is there

	CodeNo  = CodeFirst
	CodeYes = CodeFirst + 1
)

// MaxChoices is the most choices a Choice fact may declare, so that a code fits in one byte; MaxSet the most of a Choices fact; MaxDict the
// most numbers of a dictionary, so that its codes stay below 128 and eight of them can be compared at once.
const (
	MaxChoices = 200
	MaxSet     = 64
	MaxDict    = 128 - int(CodeFirst)
)

// CodeOf gives the code of an absent state. It must not be called with Present.
func CodeOf(s State) Code { return Code(s) - 1 }

// StateOf gives the state that a code stands for.
func StateOf(c Code) State {
	if c >= CodeFirst {
		return Present
	}
	return State(c + 1)
}

// Column is one fact of all rows. Codes has one entry per row. Numbers is there for Number, Sets for Choices (bit k = Def.Choices[k]); where
// the code says absent, their entry is 0. A Number column of few different values may hold them once, ascending, in Dict; Numbers is
// then nil, and a row costs one byte instead of nine (Compact makes such columns).
type Column struct {
	Def     Def
	Codes   []Code
	Numbers []float64
	Dict    []float64
	Sets    []uint64
}

// Number gives the number in row i, 0 where it is absent.
func (c *Column) Number(i int) float64 {
	switch code := c.Codes[i]; {
	case c.Numbers != nil:
		return c.Numbers[i]
	case code >= CodeFirst:
		return c.Dict[code-CodeFirst]
	default:
		return 0
	}
}

// MissingColumn gives a column in which every row is Missing.
func MissingColumn(def Def, rows int) *Column {
	c := &Column{}
	newFiller(c, def, rows)
	c.Numbers = nil // an empty dictionary
	return c
}

// Recode gives a column with the choices of another def: words are matched, and one that def does not know is Missing.
func Recode(c *Column, def Def) *Column {
	out := MissingColumn(def, len(c.Codes))
	var codes [256]Code
	var bits [MaxSet]uint64
	for i := range codes {
		codes[i] = min(Code(i), CodeFirst)
	}
	for k, choice := range c.Def.Choices[:min(len(c.Def.Choices), MaxChoices)] {
		at := indexOf(def.Choices, choice)
		if def.Type == Choice {
			codes[CodeFirst+Code(k)] = CodeMissing
		}
		if at < 0 {
			continue
		}
		if def.Type == Choice {
			codes[CodeFirst+Code(k)] = CodeFirst + Code(at)
		} else if k < MaxSet {
			bits[k] = 1 << at
		}
	}
	for i, code := range c.Codes {
		out.Codes[i] = codes[code]
	}
	for i, set := range c.Sets {
		for k := range c.Def.Choices {
			if set>>uint(k)&1 == 1 {
				out.Sets[i] |= bits[k]
			}
		}
	}
	return out
}

func indexOf(words []string, word string) int {
	for i, w := range words {
		if w == word {
			return i
		}
	}
	return -1
}
