// Package refdata holds reference facts about countries, sectors and goods: each with its source, edition and licence.
//
// The facts live in templates/refdata; docs/refdata.md says where each came from and how it is renewed. Two rules hold
// everywhere: what a source does not say is Missing, never "no" and never zero; and what was not checked against its
// publisher says so in its origin. The package knows names and numbers; it must never know what a rule makes of them, nor a
// database, a clock or a file path.
package refdata

//go:generate go run ./gen
