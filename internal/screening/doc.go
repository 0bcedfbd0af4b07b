// Package screening compares supplier names with lists of entities that are barred or watched because of forced labour.
//
// A list is a file that an operator loads (none ships with the program); it is named, dated and digested, so that a result can say against
// what it was made. A hit is a likeness with its reasons, for a person to look at: it is never a verdict. The package must never
// know a network, a clock or a supplier's other facts.
package screening
