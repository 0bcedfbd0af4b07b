package rulebook

import "strings"

// broken are changes to the small rulebook, each wrong in one way. What each gives is kept in testdata/issues.txt.
var broken = []struct {
	name, old, new string
}{
	{"a key that is nearly right", "weight: 60", "wieght: 60"},
	{"a key that is missing", "    weight: 40\n", ""},
	{"a weight that is no number", "weight: 60", "weight: heavy"},
	{"a weight of nothing", "weight: 60", "weight: 0"},
	{"a number outside its range", "combination: {floor: 0.2}", "combination: {floor: 1.2}"},
	{"a language that is missing", "title: {en: Small, id: Kecil}", "title: {en: Small}"},
	{"a fact that is not declared", "value: scale(supplier.migrant_share, 0, 0.5)", "value: scale(supplier.migrant_shar, 0, 0.5)"},
	{"a fact that is not declared, asked about", "!answered(answers.remark)", "!answered(answers.remarks)"},
	{"a group that is not declared", "answers.passport_custody in [", "answer.passport_custody in ["},
	{"a text whose value is read", "!answered(answers.remark)", `answers.remark == "x"`},
	{"a choice that cannot be", `["employer", "agent"]`, `["employer", "agnet"]`},
	{"a choice that cannot be, on the third line of a block", `country.tip_tier == "2WL"`, `country.tip_tier == "2 WL"`},
	{"a choice compared with a number", `country.tip_tier == "1" ?`, `country.tip_tier == 1 ?`},
	{"a condition where a number belongs", "value: scale(supplier.migrant_share, 0, 0.5)", "value: supplier.migrant_share > 0.5"},
	{"a number where a condition belongs", "eased: answers.corrective_plan", "eased: 1 + 1"},
	{"CEL that does not parse", "value: score.evidence", "value: score.evidence +"},
	{"a score fact outside checks and confidence", "value: scale(supplier.migrant_share, 0, 0.5)", "value: score.evidence"},
	{"CEL outside the subset: a function", "value: score.evidence", `value: 'matches("a", "b") ? 1 : 0'`},
	{"CEL outside the subset: a macro", "value: score.evidence", `value: 'answers.risks.exists(r, r == "heat") ? 1 : 0'`},
	{"CEL outside the subset: a word alone", "value: score.evidence", `value: '"a" == "b" ? 1 : 0'`},
	{"CEL outside the subset: a map", "value: score.evidence", `value: '{"a": 1.0}["a"]'`},
	{"scale without a span", "0, 0.5)", "0.5, 0.5)"},
	{"bands that do not go up", "{id: high, from: 45", "{id: high, from: 0"},
	{"a floor that is no band", "floor: high", "floor: hihg"},
	{"an indicator that is not listed", "indicator: I07\n    weight", "indicator: I08\n    weight"},
	{"an id twice", "- id: plan\n", "- id: passports\n"},
	{"an id that is none", "- id: plan\n", "- id: a plan\n"},
	{"a check without effect", "    review: true\n    message", "    message"},
	{"a setting that the fact cannot be", "{answers.passport_custody: workers}", "{answers.passport_custody: worker}"},
	{"a test with an unknown fact", "{country.tip_tier: 2,", "{country.tiptier: 2,"},
	{"a test compared with a test that is not there", "below: held,", "below: helt,"},
	{"an anchor", "id: small", "id: &a small"},
	{"a tag", "id: small", "id: !!str small"},
	{"a key twice", "id: small\n", "id: small\nid: other\n"},
	{"YAML that is none", "inherent:\n", "inherent: ]\n"},
	{"a second document", "tests:\n", "---\ntests:\n"},
	{"text where a list belongs", "bands:\n", "bands: none\nother:\n"},

	// YAML
	{"an alias", "id: small", "id: *small"},
	{"a merge key", "combination: {floor: 0.2}", "combination: {<<: {floor: 0.2}}"},
	{"a tab before a key", "    weight: 60\n", "\tweight: 60\n"},
	{"a key twice, deep inside", "    weight: 60\n", "    weight: 60\n    weight: 40\n"},
	{"a fact twice", "  answers.remark:", "  answers.risks: {type: text, source: answer, name: {en: R, id: R}}\n  answers.remark:"},
	{"a fact twice in a test", "given: {answers.passport_custody: employer}", "given: {answers.passport_custody: employer, answers.passport_custody: agent}"},
	{"a quote that does not end", `version: "1"`, `version: "1`},
	{"a bracket that does not end", "{en: Small, id: Kecil}", "{en: Small, id: Kecil"},
	{"a key less far in than its neighbours", "    name: {en: Country, id: Negara}\n", "   name: {en: Country, id: Negara}\n"},
	{"an expression that YAML reads as something else", "value: score.evidence", "value: !answered(answers.remark) ? 1 : 0"},
	{"nothing after a key", "    floor: high\n", "    floor:\n"},
	{"a key that is a number", "combination: {floor: 0.2}", "combination: {floor: 0.2, 3: 1}"},
	{"a number in another notation", "weight: 60", "weight: 0x3c"},
	{"a number that is none", "weight: 60", "weight: .inf"},
	{"a number in quotes", "weight: 60", `weight: "60"`},
	{"a decimal comma", "weight: 60", "weight: 60,5"},
	{"a mapping where a text belongs", `version: "1"`, "version: {major: 1}"},
	{"a list where a mapping belongs", "absent: {missing: 1}", "absent: [missing, 1]"},
	{"brackets without end", "id: small", "id: " + strings.Repeat("[", 400)},

	// facts
	{"a type that is not known", "{type: number, unit: persons", "{type: numbre, unit: persons"},
	{"a source that is not known", "unit: persons, source: list", "unit: persons, source: lists"},
	{"a name in capitals", "  supplier.workers:", "  Supplier.Workers:"},
	{"a fact of the engine's own group", "  supplier.workers:", "  score.inherent:"},
	{"a choice without choices", "{type: choice, choices: [1, 2, 2WL, 3], source", "{type: choice, source"},
	{"a choice twice in its list", "choices: [heat, dust, noise]", "choices: [heat, dust, heat]"},
	{"a question that is not declared", "question: answers.corrective_plan", "question: answers.corective_plan"},

	// rules
	{"an evidence level too high", "  improve: 2", "  improve: 7"},
	{"an older level that is not lower", "older: 2}", "older: 3}"},
	{"a severity that is not known", "severity: critical", "severity: severe"},
	{"an absent state that is not known", "not_applicable: leave_out}", "not_aplicable: leave_out}"},
	{"an absent rule that is neither number nor leave_out", "not_applicable: leave_out}", "not_applicable: leave_it}"},
	{"an absent rule above its range", "absent: {missing: 1}", "absent: {missing: 60}"},
	{"an improvement that changes what nobody can", "set: {answers.passport_custody: workers}", "set: {supplier.migrant_share: 0.1}"},
	{"an improvement of a fact that inherent risk reads", "value: scale(supplier.migrant_share, 0, 0.5)", `value: 'answers.passport_custody == "agent" ? 1 : 0'`},
	{"a test whose band is none", "{band: low, residual: 44", "{band: lov, residual: 44"},
	{"a test whose flag is none", "raises: [passports-held]", "raises: [pasports-held]"},
	{"a test like one that comes later", "like: silence", "like: held with a plan"},
	{"a number given for a choice", "{answers.passport_custody: employer}", "{answers.passport_custody: 3}"},

	// inside expressions
	{
		"a wrong type deep inside an expression", "value: score.evidence",
		"value: 'score.answered > 0.5 ? (score.evidence > 0.2 ? 1 : score.control) : (score.answered + answers.risks)'",
	},
	{"branches of two types", "value: score.evidence", "value: 'score.answered > 0.5 ? 1 : score.evidence > 0.2'"},
	{"branches that are no numbers", "value: score.evidence", "value: 'score.answered > 0.5 ? score.evidence > 0.5 : score.evidence > 0.2'"},
	{
		"a number in a condition, on the third line of a block", `when: answers.passport_custody in ["employer", "agent"]`,
		"when: |\n      answers.corrective_plan ||\n        supplier.workers",
	},
	{"not of a number", "value: score.evidence", "value: '!score.evidence ? 1 : 0'"},
	{"a fact that is nearly right, on the second line of a block", `country.tip_tier == "2" ? 0.4`, `country.tip_teir == "2" ? 0.4`},
	{"a condition where a number belongs, inside scale", "value: scale(supplier.migrant_share, 0, 0.5)", "value: scale(answers.corrective_plan, 0, 0.5)"},
	{"a function that is nearly right", "value: scale(supplier.migrant_share, 0, 0.5)", "value: scal(supplier.migrant_share, 0, 0.5)"},
	{"a function with too few numbers", "value: scale(supplier.migrant_share, 0, 0.5)", "value: scale(supplier.migrant_share, 0)"},
	{"min of one number", "value: scale(supplier.migrant_share, 0, 0.5)", "value: min(supplier.migrant_share)"},
	{"one equals sign", `country.tip_tier == "1" ?`, `country.tip_tier = "1" ?`},
	{"and in words", `double(size(answers.risks)) >= 2 && "heat"`, `double(size(answers.risks)) >= 2 and "heat"`},
	{"a word without quotes", `answers.passport_custody == "workers"`, `answers.passport_custody == workers`},
	{"a choice standing alone", "value: score.evidence", "value: 'answers.passport_custody ? 1 : 0'"},
	{"a choice as a value", "value: score.evidence", "value: answers.passport_custody"},
	{"size without double", "double(size(answers.risks)) >= 2", "size(answers.risks) >= 2"},
	{"an empty list of words", `in ["employer", "agent"]`, "in []"},
	{"percent for a share", "value: score.evidence", "value: score.evidence % 2"},
	{"an expression in a folded block", "value: score.evidence", "value: >-\n      score.evidence +\n      score.evidnce"},
	{"an expression with doubled quotes", "value: score.evidence", "value: 'answers.passport_custody == \"workers\" ? 1 : ''no'''"},
}

// brokenFiles are whole files that are no rulebook.
var brokenFiles = []struct {
	name, text string
}{
	{"an empty file", ""},
	{"only a comment", "# nothing yet\n"},
	{"a list", "- id: small\n"},
	{"a text", "small\n"},
	{"a table", "weight;60\n40;1\n"},
	{"bytes that are no text", "id: small\nversion: \xff\xfe\n"},
	{"a zero byte", "id: small\ntitle: sm\x00ll\n"},
	{"a file above the limit", "id: small\n# " + strings.Repeat("x", MaxBytes)},
	{"an expression above the limit", begun + `value: "` + strings.Repeat("1 + ", 1200) + "1\"}\n"},
	{"an expression with too many brackets", begun + `value: "` + strings.Repeat("(", 200) + "a.b" + strings.Repeat(")", 200) + "\"}\n"},
	{"a workbook", "PK\x03\x04\x14\x06"},
	{"lines that end as in Windows", "id: small\r\nversio: \"1\"\r\n"},
}

const begun = `id: small
facts: {a.b: {type: number, source: list, name: {en: A, id: A}}}
inherent:
  - {id: a, weight: 1, name: {en: A, id: A}, `
