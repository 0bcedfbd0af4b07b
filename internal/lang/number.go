package lang

import "strings"

// Grouped puts the separators of a language into a plain number ("-1234.5"): −1,234.5 in English, −1.234,5 in Indonesian.
func Grouped(tag Tag, plain string) string {
	group, decimal := ",", "."
	if tag == Indonesian {
		group, decimal = ".", ","
	}
	sign := ""
	if strings.HasPrefix(plain, "-") {
		sign, plain = "−", plain[1:]
	}
	whole, fraction, _ := strings.Cut(plain, ".")
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + group + whole[at:]
	}
	if fraction != "" {
		whole += decimal + fraction
	}
	return sign + whole
}
