// Package questionnaire holds what a supplier is asked, the workbook in which it answers, and what the answers say as facts.
//
// A Definition is one YAML file (templates/questionnaires), named by the digest of its canonical bytes. WriteWorkbook makes one workbook for
// one supplier in its language, ReadWorkbook takes it back, Facts gives what rules read. An unanswered question stays Missing all the way:
// it is never "no" and never zero, and a cell that cannot be understood is Missing with an issue that names the cell.
//
// The package knows questions, answers, evidence levels and the layout of its own workbook. It must never know how answers are scored
// (rulebooks do), whether they agree with each other (checks of the rulebook), who a supplier is (ids are handed in), nor the time of day.
package questionnaire
