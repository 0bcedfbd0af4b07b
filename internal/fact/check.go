package fact

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// NewFrameOf makes a frame of columns, without rows. It fails when they are not of one length or hold what their defs do not allow.
func NewFrameOf(columns []Column) (*Frame, error) {
	f := &Frame{columns: columns, index: make(map[Name]int, len(columns))}
	for i := range columns {
		c := &columns[i]
		if _, twice := f.index[c.Def.Name]; twice {
			return nil, fmt.Errorf("frame: fact %s is declared twice", c.Def.Name)
		}
		f.index[c.Def.Name] = i
		if i == 0 {
			f.size = len(c.Codes)
		}
		if err := c.check(f.size); err != nil {
			return nil, fmt.Errorf("frame: fact %s: %w", c.Def.Name, err)
		}
	}
	return f, nil
}

func (c *Column) check(rows int) error {
	if len(c.Codes) != rows {
		return fmt.Errorf("%d rows where others have %d", len(c.Codes), rows)
	}
	codes, numbers, sets := int(CodeFirst)+1, 0, 0
	switch c.Def.Type {
	case Number:
		numbers = rows
		if c.Numbers == nil {
			numbers, codes = 0, int(CodeFirst)+len(c.Dict)
		}
	case Bool:
		codes++
	case Choice:
		codes = int(CodeFirst) + len(c.Def.Choices)
	case Choices:
		sets = rows
	case Text:
	default:
		return fmt.Errorf("type %q is not known", c.Def.Type)
	}
	switch {
	case len(c.Def.Choices) > MaxChoices, len(c.Dict) > MaxDict, c.Def.Type == Choices && len(c.Def.Choices) > MaxSet:
		return errors.New("too many choices or different numbers")
	case len(c.Numbers) != numbers, len(c.Sets) != sets, len(c.Dict) > 0 && (c.Def.Type != Number || c.Numbers != nil):
		return errors.New("its values do not fit its type")
	case rows > 0 && int(slices.Max(c.Codes)) >= codes:
		return fmt.Errorf("code %d is not known", slices.Max(c.Codes))
	}
	return c.checkValues()
}

func (c *Column) checkValues() error {
	for k, v := range c.Dict {
		if math.IsNaN(v) || math.IsInf(v, 0) || k > 0 && compareNumbers(c.Dict[k-1], v) >= 0 {
			return errors.New("its dictionary is not finite and ascending")
		}
	}
	for i, v := range c.Numbers {
		if math.IsNaN(v) || math.IsInf(v, 0) || c.Codes[i] < CodeFirst && math.Float64bits(v) != 0 {
			return fmt.Errorf("row %d: number %v does not fit code %d", i, v, c.Codes[i])
		}
	}
	for i, set := range c.Sets {
		if set>>uint(len(c.Def.Choices)) != 0 || c.Codes[i] < CodeFirst && set != 0 {
			return fmt.Errorf("row %d: set %b does not fit", i, set)
		}
	}
	return nil
}
