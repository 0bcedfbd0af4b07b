// Package portfolio keeps a company's suppliers: their lists, responses, assessments, findings and reports.
//
// It turns uploads into suppliers and responses, has them scored, and makes reports of them. Long work runs as jobs that it
// enqueues in the transaction of the act. Every act takes the company's scope. The package must never know HTTP, nor other companies, nor
// the forum's rules about cycles (package forum).
package portfolio
