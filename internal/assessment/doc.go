// Package assessment gathers what is known of one supplier as facts, each with its origin: from the supplier list, from the
// questionnaire, from reference data, from screening, and what follows from them.
//
// It joins the packages that know one kind of fact each; the command line and the portfolio both gather here, so that the same inputs
// give the same facts everywhere. It must never score, and it knows no database, no company and no clock.
package assessment
