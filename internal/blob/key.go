package blob

import (
	"fmt"
	"strings"
)

const keyBytes = 512

// checkKey gives an error for a key that is not of our making.
func checkKey(key string) error {
	if key == "" || len(key) > keyBytes {
		return fmt.Errorf("blob key %q: empty or too long", key)
	}
	for part := range strings.SplitSeq(key, "/") {
		if part == "" || part[0] == '.' || strings.ContainsFunc(part, foreign) {
			return fmt.Errorf("blob key %q: not words of [A-Za-z0-9._-] joined by /", key)
		}
	}
	return nil
}

func foreign(sign rune) bool {
	switch {
	case 'a' <= sign && sign <= 'z', 'A' <= sign && sign <= 'Z', '0' <= sign && sign <= '9', sign == '.', sign == '_', sign == '-':
		return false
	default:
		return true
	}
}
