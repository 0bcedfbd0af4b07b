package scoring

import "math"

// The one rounding of the engine: risk points to 0.1, shares to 0.01, halves away from zero. Results keep the rounded numbers as whole
// tenths and hundredths; points and share give them as floats.

// nearHalf is the largest float below a half. For x from 0 to 2^52, int(x + nearHalf) is x rounded, halves up: adding a half itself would
// lift the largest float below a half to 1.
const nearHalf = 0.49999999999999994

func tenths(points float64) uint16 { return uint16(int64(float64(points*10) + nearHalf)) }

func hundredths(share float64) uint8 { return uint8(int64(float64(share*100) + nearHalf)) }

// points and share round the same way, below zero too.
func points(v float64) float64 { return math.Round(float64(v*10)) / 10 }

func share(v float64) float64 { return math.Round(float64(v*100)) / 100 }
