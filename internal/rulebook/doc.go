// Package rulebook holds the scoring method as data: one YAML file of weighted factors, controls, red flags and checks, whose values
// and conditions are CEL.
//
// A file goes through four steps, each of which collects its issues with file, line and column: read (YAML to a tree that knows its
// places), build (tree to Rulebook), check (CEL against the declared facts), lower (CEL to the Expr tree that package scoring
// compiles). Nothing partial is ever handed out. The package must never know how many suppliers there are or how fast they are
// scored. The file format is told in docs/rulebook.md.
package rulebook
