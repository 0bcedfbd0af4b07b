package rulebook

import (
	"strings"

	"github.com/gabf/telusur/internal/canon"
)

// canonical gives the canonical JSON of a tree: the content of the file and nothing of its layout. It is made from the tree and not
// from the Rulebook, so that a later program with more fields still gives an old file the same digest.
func canonical(n *node) ([]byte, error) { return canon.JSON(plain(n)) }

func plain(n *node) any {
	switch n.kind {
	case mapping:
		object := make(map[string]any, len(n.entries))
		for _, e := range n.entries {
			object[e.key] = plain(e.value)
		}
		return object
	case list:
		array := make([]any, len(n.values))
		for i, v := range n.values {
			array[i] = plain(v)
		}
		return array
	case scalar:
		if n.plain {
			switch n.text {
			case "true", "false":
				return n.text == "true"
			}
			if number, ok := parseNumber(n.text); ok {
				return number
			}
		}
		return strings.TrimSpace(n.text)
	default:
		return nil
	}
}
