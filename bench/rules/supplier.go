package main

import "github.com/gabf/telusur/internal/fact"

// Number is a number of a supplier, or why it is absent.
type Number struct {
	V    float64
	Code fact.Code
}

// Shown is an answer and the evidence that was given for it.
type Shown struct {
	Code  fact.Code
	Level uint8 // noLevel: none was given
	Age   int16 // months; undated: not told
}

const (
	noLevel = 255
	undated = -1
)

// Supplier is what the hand-written scorer reads: choices as small numbers, in the order in which the rulebook names them.
type Supplier struct {
	MigrantShare        Number
	AgencyShare         Number
	DormitoryShare      Number
	Prevalence          Number
	GoodsForced         Number
	SectorLevel         Number
	MaxWeeklyHours      Number
	ViolenceCases       Number
	YoungestWorkerAge   Number
	WorkersTotal        Number
	WorkersWomen        Number
	WorkersMen          Number
	WorkersMigrant      Number
	PassportReturnHours Number
	AuditDate           Number
	TrainedPeople       Number

	StateTransfer            Shown
	ThreatsReportingLeavers  Shown
	FinesAsDiscipline        Shown
	WagesWithheld            Shown
	DeductionsForJob         Shown
	LoansOverMonth           Shown
	ChildrenUnder15          Shown
	GrievanceChannel         Shown
	DormitoryInspected       Shown
	RestDayWeekly            Shown
	OvertimeVoluntary        Shown
	BasePayMinimum           Shown
	ViolenceProcess          Shown
	ContractOwnLanguage      Shown
	ContractChangedOnArrival Shown
	AgentsLicensed           Shown
	MayLeaveAfterShift       Shown
	ExitsLocked              Shown
	PhonesAllowed            Shown
	PassportCustody          Shown
	WagesOnTime              Shown
	WagePayment              Shown
	FeesPaidByWorkers        Shown
	PpeProvided              Shown

	SiteType           fact.Code
	TipTier            fact.Code
	StateImposed       fact.Code
	C029               fact.Code
	C105               fact.Code
	C087               fact.Code
	C098               fact.Code
	GoodForced         fact.Code
	GoodChild          fact.Code
	GoodTainted        fact.Code
	ScreeningHit       fact.Code
	GrievanceAnonymous fact.Code
	RetaliationRule    fact.Code
	AgentList          fact.Code
	PolicyForcedLabour fact.Code
	ResponsiblePerson  fact.Code
	TrainingLastYear   fact.Code
	SocialAudit        fact.Code
	CorrectivePlan     fact.Code
	WorkerCommittee    fact.Code
	UsesAgents         fact.Code
	GrievanceLanguages fact.Code
	FeesRepaid         fact.Code
}

// field is one fact of a Supplier: where it stands and how a synthetic one is drawn.
type field struct {
	name   fact.Name
	number func(s *Supplier) *Number
	shown  func(s *Supplier) *Shown
	code   func(s *Supplier) *fact.Code
	draw   draw
}

var fields = []field{
	{name: "supplier.site_type", code: func(s *Supplier) *fact.Code { return &s.SiteType }, draw: anyOf(9)},
	{name: "supplier.migrant_share", number: func(s *Supplier) *Number { return &s.MigrantShare }, draw: steps(33, 32)},
	{name: "supplier.agency_share", number: func(s *Supplier) *Number { return &s.AgencyShare }, draw: steps(25, 32)},
	{name: "supplier.dormitory_share", number: func(s *Supplier) *Number { return &s.DormitoryShare }, draw: steps(33, 32)},
	{name: "country.tip_tier", code: func(s *Supplier) *fact.Code { return &s.TipTier }, draw: anyOf(5)},
	{name: "country.prevalence", number: func(s *Supplier) *Number { return &s.Prevalence }, draw: steps(121, 8)},
	{name: "country.state_imposed", code: func(s *Supplier) *fact.Code { return &s.StateImposed }, draw: odds(5)},
	{name: "country.c029", code: func(s *Supplier) *fact.Code { return &s.C029 }, draw: odds(90)},
	{name: "country.c105", code: func(s *Supplier) *fact.Code { return &s.C105 }, draw: odds(85)},
	{name: "country.c087", code: func(s *Supplier) *fact.Code { return &s.C087 }, draw: odds(70)},
	{name: "country.c098", code: func(s *Supplier) *fact.Code { return &s.C098 }, draw: odds(75)},
	{name: "country.goods_forced", number: func(s *Supplier) *Number { return &s.GoodsForced }, draw: steps(6, 1)},
	{name: "sector.level", number: func(s *Supplier) *Number { return &s.SectorLevel }, draw: level},
	{name: "goods.forced_labour", code: func(s *Supplier) *fact.Code { return &s.GoodForced }, draw: odds(12)},
	{name: "goods.child_labour", code: func(s *Supplier) *fact.Code { return &s.GoodChild }, draw: odds(15)},
	{name: "goods.tainted_input", code: func(s *Supplier) *fact.Code { return &s.GoodTainted }, draw: odds(10)},
	{name: "screening.hit", code: func(s *Supplier) *fact.Code { return &s.ScreeningHit }, draw: odds(1)},
	{name: "answers.state_transfer", shown: func(s *Supplier) *Shown { return &s.StateTransfer }, draw: signed},
	{name: "answers.threats_reporting_leavers", shown: func(s *Supplier) *Shown { return &s.ThreatsReportingLeavers }, draw: signed},
	{name: "answers.fines_as_discipline", shown: func(s *Supplier) *Shown { return &s.FinesAsDiscipline }, draw: signed},
	{name: "answers.wages_withheld", shown: func(s *Supplier) *Shown { return &s.WagesWithheld }, draw: signed},
	{name: "answers.deductions_for_job", shown: func(s *Supplier) *Shown { return &s.DeductionsForJob }, draw: signed},
	{name: "answers.loans_over_month", shown: func(s *Supplier) *Shown { return &s.LoansOverMonth }, draw: signed},
	{name: "answers.children_under_15", shown: func(s *Supplier) *Shown { return &s.ChildrenUnder15 }, draw: signed},
	{name: "answers.grievance_channel", shown: func(s *Supplier) *Shown { return &s.GrievanceChannel }, draw: kept},
	{name: "answers.dormitory_inspected", shown: func(s *Supplier) *Shown { return &s.DormitoryInspected }, draw: kept},
	{name: "answers.rest_day_weekly", shown: func(s *Supplier) *Shown { return &s.RestDayWeekly }, draw: kept},
	{name: "answers.overtime_voluntary", shown: func(s *Supplier) *Shown { return &s.OvertimeVoluntary }, draw: kept},
	{name: "answers.base_pay_minimum", shown: func(s *Supplier) *Shown { return &s.BasePayMinimum }, draw: kept},
	{name: "answers.violence_process", shown: func(s *Supplier) *Shown { return &s.ViolenceProcess }, draw: kept},
	{name: "answers.grievance_anonymous", code: func(s *Supplier) *fact.Code { return &s.GrievanceAnonymous }, draw: kept},
	{name: "answers.retaliation_rule", code: func(s *Supplier) *fact.Code { return &s.RetaliationRule }, draw: kept},
	{name: "answers.agent_list", code: func(s *Supplier) *fact.Code { return &s.AgentList }, draw: kept},
	{name: "answers.policy_forced_labour", code: func(s *Supplier) *fact.Code { return &s.PolicyForcedLabour }, draw: kept},
	{name: "answers.responsible_person", code: func(s *Supplier) *fact.Code { return &s.ResponsiblePerson }, draw: kept},
	{name: "answers.training_last_year", code: func(s *Supplier) *fact.Code { return &s.TrainingLastYear }, draw: kept},
	{name: "answers.social_audit", code: func(s *Supplier) *fact.Code { return &s.SocialAudit }, draw: kept},
	{name: "answers.corrective_plan", code: func(s *Supplier) *fact.Code { return &s.CorrectivePlan }, draw: kept},
	{name: "answers.worker_committee", code: func(s *Supplier) *fact.Code { return &s.WorkerCommittee }, draw: kept},
	{name: "answers.uses_agents", code: func(s *Supplier) *fact.Code { return &s.UsesAgents }, draw: odds(60)},
	{name: "answers.contract_own_language", shown: func(s *Supplier) *Shown { return &s.ContractOwnLanguage }, draw: bestFirst(3)},
	{name: "answers.contract_changed_on_arrival", shown: func(s *Supplier) *Shown { return &s.ContractChangedOnArrival }, draw: bestFirst(3)},
	{name: "answers.agents_licensed", shown: func(s *Supplier) *Shown { return &s.AgentsLicensed }, draw: bestFirst(3)},
	{name: "answers.may_leave_after_shift", shown: func(s *Supplier) *Shown { return &s.MayLeaveAfterShift }, draw: bestFirst(3)},
	{name: "answers.exits_locked", shown: func(s *Supplier) *Shown { return &s.ExitsLocked }, draw: bestFirst(3)},
	{name: "answers.phones_allowed", shown: func(s *Supplier) *Shown { return &s.PhonesAllowed }, draw: bestFirst(3)},
	{name: "answers.passport_custody", shown: func(s *Supplier) *Shown { return &s.PassportCustody }, draw: bestFirst(4)},
	{name: "answers.wages_on_time", shown: func(s *Supplier) *Shown { return &s.WagesOnTime }, draw: bestFirst(3)},
	{name: "answers.wage_payment", shown: func(s *Supplier) *Shown { return &s.WagePayment }, draw: bestFirst(4)},
	{name: "answers.fees_paid_by_workers", shown: func(s *Supplier) *Shown { return &s.FeesPaidByWorkers }, draw: bestFirst(3)},
	{name: "answers.ppe_provided", shown: func(s *Supplier) *Shown { return &s.PpeProvided }, draw: bestFirst(3)},
	{name: "answers.grievance_languages", code: func(s *Supplier) *fact.Code { return &s.GrievanceLanguages }, draw: bestFirst(3)},
	{name: "answers.fees_repaid", code: func(s *Supplier) *fact.Code { return &s.FeesRepaid }, draw: anyOf(4)},
	{name: "answers.max_weekly_hours", number: func(s *Supplier) *Number { return &s.MaxWeeklyHours }, draw: hours},
	{name: "answers.violence_cases", number: func(s *Supplier) *Number { return &s.ViolenceCases }, draw: few},
	{name: "answers.youngest_worker_age", number: func(s *Supplier) *Number { return &s.YoungestWorkerAge }, draw: age},
	{name: "answers.workers_total", number: func(s *Supplier) *Number { return &s.WorkersTotal }, draw: workers},
	{name: "answers.workers_women", number: func(s *Supplier) *Number { return &s.WorkersWomen }, draw: workers},
	{name: "answers.workers_men", number: func(s *Supplier) *Number { return &s.WorkersMen }, draw: workers},
	{name: "answers.workers_migrant", number: func(s *Supplier) *Number { return &s.WorkersMigrant }, draw: workers},
	{name: "answers.passport_return_hours", number: func(s *Supplier) *Number { return &s.PassportReturnHours }, draw: steps(73, 1)},
	{name: "answers.audit_date", number: func(s *Supplier) *Number { return &s.AuditDate }, draw: steps(49, 1)},
	{name: "answers.trained_people", number: func(s *Supplier) *Number { return &s.TrainedPeople }, draw: few},
}
