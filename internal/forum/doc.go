// Package forum keeps what members and secretariat do together: cycles, submissions and their review, grants to auditors, and the report
// on all members.
//
// It sees of a company what that company handed in (a report and its Summary), never its suppliers or their answers. State tables and
// summaries are pure. The package must never know HTTP, nor how a score is made.
package forum
