package questionnaire

import "slices"

// criteria are what disclosure and trade laws ask a company to say, by regime, as this product numbers them (domain paper on reporting laws,
// 2026-11): Australia, Modern Slavery Act 2018 s 16; United Kingdom, Modern Slavery Act 2015 s 54; Canada, S.C. 2023 c. 9 s 11; European
// Union, Regulation 2024/3015 and Directive 2024/1760; United States, 19 USC 1307 and UFLPA. The laws of the EU and the US have no list of
// criteria: one id each says that an answer belongs into that file of evidence.
var criteria = []string{
	"AU-a", "AU-b", "AU-c", "AU-d", "AU-e", "AU-f", "AU-g", "AU-16(2)",
	"UK-a", "UK-b", "UK-c", "UK-d", "UK-e", "UK-f",
	"CA-1", "CA-a", "CA-b", "CA-c", "CA-d", "CA-e", "CA-f", "CA-g",
	"EU-FLR", "EU-CSDDD",
	"US-1307", "US-UFLPA",
}

// Criteria lists the ids of the criteria that a question can serve. Serving one never means that a law is kept.
func Criteria() []string { return slices.Clone(criteria) }
