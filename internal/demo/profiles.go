package demo

// given is what a supplier answers, by question id: "yes", "no", a choice, a number, or for dates how many months ago.
type given map[string]string

// base is how a well-run site answers. Head counts come from the supplier list.
var base = given{
	"youngest_worker_age": "19", "children_under_15": "no",
	"policy_forced_labour": "yes", "policy_date": "9", "responsible_person": "yes", "training_last_year": "yes",
	"uses_agents": "yes", "agent_list": "yes", "agents_licensed": "all", "fees_paid_by_workers": "none", "fees_checked": "worker_interviews",
	"fees_repaid": "not_needed", "contract_own_language": "all", "contract_changed_on_arrival": "none", "state_transfer": "no",
	"passport_custody":      "workers",
	"may_leave_after_shift": "always", "exits_locked": "never", "phones_allowed": "always",
	"wages_on_time": "always", "wages_withheld": "no", "wage_payment": "bank", "deductions_for_job": "no", "loans_over_month": "no", "base_pay_minimum": "yes",
	"max_weekly_hours": "54", "rest_day_weekly": "yes", "overtime_voluntary": "yes",
	"fines_as_discipline": "no", "violence_cases": "1", "violence_process": "yes", "threats_reporting_leavers": "no",
	"dormitory_inspected": "yes", "ppe_provided": "all",
	"grievance_channel": "yes", "grievance_languages": "worker_languages", "grievance_anonymous": "yes", "grievance_cases": "11", "retaliation_rule": "yes",
	"social_audit": "yes", "audit_date": "11", "audit_firm": "yes", "corrective_plan": "yes",
}

// weak is what many sites say: rules on paper, little behind them.
var weak = given{
	"policy_date": "41", "training_last_year": "no", "agents_licensed": "some", "fees_checked": "not_checked", "contract_own_language": "some",
	"wages_on_time": "sometimes_late", "max_weekly_hours": "66", "violence_cases": "0", "violence_process": "no", "grievance_languages": "main_only",
	"grievance_anonymous": "no", "grievance_cases": "0", "social_audit": "no", "corrective_plan": "no",
}

// profile is a manner of answering: answers over base, evidence from least to most, and the share of questions left out or refused, in percent.
type profile struct {
	weak                    bool
	over                    given
	evidence                [2]int
	blank, dontKnow, refuse int
	note                    map[string]string // the supplier's own words
}

// silent is the profile of those who have not answered.
const silent = "none"

var profiles = map[string]profile{
	"good": {evidence: [2]int{2, 4}},
	"honest": {evidence: [2]int{1, 3}, over: given{
		"fees_paid_by_workers": "some", "fees_repaid": "partly", "max_weekly_hours": "61", "violence_cases": "4", "grievance_cases": "27",
	}, note: map[string]string{
		"fees_repaid": "We found agent fees in two corridors this year. Two thirds are repaid; the rest follows by March, agreed with the worker committee.",
	}},
	"mixed": {weak: true, evidence: [2]int{0, 2}},
	"passports": {weak: true, evidence: [2]int{0, 1}, over: given{
		"passport_custody": "employer", "passport_return_hours": "72", "may_leave_after_shift": "with_permission",
	}, note: map[string]string{"passport_custody": "Kept in the office safe so that they do not get lost."}},
	"fees": {weak: true, evidence: [2]int{0, 1}, over: given{
		"fees_paid_by_workers": "all", "fees_checked": "documents", "fees_repaid": "no", "deductions_for_job": "yes", "loans_over_month": "yes",
	}},
	"wages": {weak: true, evidence: [2]int{0, 1}, over: given{
		"wages_withheld": "yes", "wages_on_time": "often_late", "wage_payment": "cash_no_payslip", "fines_as_discipline": "yes", "base_pay_minimum": "no",
	}},
	"locked": {weak: true, evidence: [2]int{0, 0}, over: given{
		"exits_locked": "night", "may_leave_after_shift": "no", "phones_allowed": "limited", "passport_custody": "agent", "passport_return_hours": "240",
		"rest_day_weekly": "no", "max_weekly_hours": "84",
	}},
	"child":    {weak: true, evidence: [2]int{0, 1}, over: given{"children_under_15": "yes", "youngest_worker_age": "13"}},
	"transfer": {evidence: [2]int{0, 1}, over: given{"state_transfer": "yes", "may_leave_after_shift": "with_permission", "max_weekly_hours": "72"}},
	"debt": {weak: true, evidence: [2]int{0, 0}, over: given{
		"fees_paid_by_workers": "some", "fees_repaid": "no", "loans_over_month": "yes", "deductions_for_job": "yes", "agents_licensed": "none",
		"wage_payment": "agent", "threats_reporting_leavers": "yes",
	}},
	"partly":  {weak: true, evidence: [2]int{0, 1}, blank: 48},
	"refused": {weak: true, evidence: [2]int{0, 0}, blank: 15, dontKnow: 25, refuse: 25},
}

// needs are questions that are skipped unless another was answered with yes (or, for head counts, with more than none).
var needs = map[string]string{
	"policy_date": "policy_forced_labour", "trained_people": "training_last_year", "agent_list": "uses_agents", "agents_licensed": "uses_agents",
	"dormitory_capacity": "workers_dormitory", "dormitory_inspected": "workers_dormitory", "grievance_languages": "grievance_channel",
	"grievance_anonymous": "grievance_channel", "audit_date": "social_audit", "audit_firm": "social_audit",
}
