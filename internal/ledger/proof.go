package ledger

// Proof shows that a leaf stands in the log of a signed checkpoint.
type Proof struct {
	Leaf       string   `json:"leaf"`       // the bytes that are hashed: Leaf.Bytes
	Index      int64    `json:"index"`      // 0-based position in the log
	Checkpoint string   `json:"checkpoint"` // signed note
	Path       []string `json:"path"`       // hashes from the leaf to the root, base64
}
