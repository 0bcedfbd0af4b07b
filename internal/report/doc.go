// Package report knows what a report says (Content), how it looks (PDF, workbook) and how it proves itself (attachments, seal,
// Verify).
//
// Content comes first: it is typed, has one canonical JSON, and holds every number that a PDF or a workbook shows. The digest of
// that JSON is a leaf of the ledger. The package must never know a database, HTTP, a clock or a source of randomness: dates,
// keys and entropy are handed in, so that the same content gives the same bytes.
package report
