package intake

// numbers gives out pointers to numbers that stand in a few large arrays: a list has a million of them.
type numbers struct {
	ints   []int
	longs  []int64
	floats []float64
}

const numberRoom = 256

func (n *numbers) int(v int) *int { return place(&n.ints, v) }

func (n *numbers) int64(v int64) *int64 { return place(&n.longs, v) }

func (n *numbers) float(v float64) *float64 { return place(&n.floats, v) }

func place[T any](room *[]T, v T) *T {
	if len(*room) == cap(*room) {
		*room = make([]T, 0, numberRoom)
	}
	*room = append(*room, v)
	return &(*room)[len(*room)-1]
}
