package main

import "github.com/gabf/telusur/internal/fact"

func (s *Supplier) controls(group func(indicator int, t tally)) {
	plan, plan3 := 0.0, 0.0
	if s.CorrectivePlan == yes_ {
		plan, plan3 = 0.2, 0.3
	}
	var t tally
	t.weigh(5, bad(s.ChildrenUnder15.Code, plan), s.ChildrenUnder15.factor())
	t.weigh(2, withBack(s.PolicyForcedLabour, s.ResponsiblePerson == yes_, 0.5), 1)
	t.weigh(2, withBack(s.SocialAudit, is(s.AuditDate.Code) && s.AuditDate.V <= 24, 0.4), 1)
	group(-1, t)
	t = tally{}
	t.weigh(5, bad(s.StateTransfer.Code, plan), s.StateTransfer.factor())
	group(0, t)
	t = tally{}
	t.weigh(4, threeSteps[s.ContractOwnLanguage.Code], s.ContractOwnLanguage.factor())
	t.weigh(4, s.contractKept(plan3), s.ContractChangedOnArrival.factor())
	t.weigh(3, licensedValue[s.AgentsLicensed.Code], s.AgentsLicensed.factor())
	group(1, t)
	t = tally{}
	t.weigh(5, stepOr(s.MayLeaveAfterShift.Code, 0.3, plan), s.MayLeaveAfterShift.factor())
	t.weigh(5, stepOr(s.ExitsLocked.Code, plan, plan), s.ExitsLocked.factor())
	group(2, t)
	t = tally{}
	t.weigh(3, phonesValue[s.PhonesAllowed.Code], s.PhonesAllowed.factor())
	if s.GrievanceLanguages != fact.CodeNotApplicable {
		t.weigh(2, languageValue[s.GrievanceLanguages], 1)
	}
	group(3, t)
	t = tally{}
	t.weigh(5, s.violenceHandled(plan), s.ViolenceProcess.factor())
	group(4, t)
	t = tally{}
	t.weigh(5, bad(s.ThreatsReportingLeavers.Code, plan), s.ThreatsReportingLeavers.factor())
	t.weigh(3, bad(s.FinesAsDiscipline.Code, plan), s.FinesAsDiscipline.factor())
	t.weigh(4, withBack(s.GrievanceChannel.Code, s.GrievanceAnonymous == yes_, 0.6), s.GrievanceChannel.factor())
	t.weigh(2, good(s.RetaliationRule), 1)
	group(5, t)
	t = tally{}
	t.weigh(7, s.passports(plan), s.PassportCustody.factor())
	group(6, t)
	t = tally{}
	t.weigh(4, threeSteps[s.WagesOnTime.Code], s.WagesOnTime.factor())
	t.weigh(6, bad(s.WagesWithheld.Code, plan), s.WagesWithheld.factor())
	t.weigh(3, paymentValue[s.WagePayment.Code], s.WagePayment.factor())
	group(7, t)
	t = tally{}
	t.weigh(8, s.fees(plan), s.FeesPaidByWorkers.factor())
	if s.AgentList != fact.CodeNotApplicable {
		t.weigh(2, good(s.AgentList), 1)
	}
	t.weigh(4, bad(s.DeductionsForJob.Code, plan), s.DeductionsForJob.factor())
	t.weigh(4, bad(s.LoansOverMonth.Code, plan), s.LoansOverMonth.factor())
	group(8, t)
	t = tally{}
	if s.DormitoryInspected.Code != fact.CodeNotApplicable {
		t.weigh(4, good(s.DormitoryInspected.Code), s.DormitoryInspected.factor())
	}
	t.weigh(3, threeSteps[s.PpeProvided.Code], s.PpeProvided.factor())
	group(9, t)
	t = tally{}
	t.weigh(4, s.hours(), 1)
	t.weigh(3, good(s.RestDayWeekly.Code), s.RestDayWeekly.factor())
	t.weigh(4, good(s.OvertimeVoluntary.Code), s.OvertimeVoluntary.factor())
	t.weigh(4, good(s.BasePayMinimum.Code), s.BasePayMinimum.factor())
	group(10, t)
}

// withBack gives a yes 1 when something stands behind it, else alone.
func withBack(code fact.Code, back bool, alone float64) float64 {
	switch {
	case code != yes_:
		return 0
	case back:
		return 1
	default:
		return alone
	}
}

// stepOr gives 1 for the first choice, then what stands for the second and for all others.
func stepOr(code fact.Code, two, others float64) float64 {
	switch {
	case !is(code):
		return 0
	case code == first:
		return 1
	case code == second:
		return two
	default:
		return others
	}
}

func (s *Supplier) contractKept(plan float64) float64 {
	switch code := s.ContractChangedOnArrival.Code; {
	case !is(code):
		return 0
	case code == first:
		return 1
	case plan > 0:
		return plan
	case code == second:
		return 0.2
	default:
		return 0
	}
}

func (s *Supplier) violenceHandled(plan float64) float64 {
	switch {
	case s.ViolenceProcess.Code == no:
		return plan
	case s.ViolenceProcess.Code != yes_:
		return 0
	case is(s.ViolenceCases.Code):
		return 1
	default:
		return 0.6
	}
}

func (s *Supplier) passports(plan float64) float64 {
	switch code := s.PassportCustody.Code; {
	case !is(code):
		return 0
	case code == first:
		return 1
	case code != second:
		return plan
	case is(s.PassportReturnHours.Code) && s.PassportReturnHours.V <= 24:
		return 0.4
	default:
		return 0.2
	}
}

func (s *Supplier) fees(plan float64) float64 {
	switch code := s.FeesPaidByWorkers.Code; {
	case !is(code):
		return 0
	case code == first:
		return 1
	case s.FeesRepaid == first:
		return 0.9
	case s.FeesRepaid == second:
		return 0.4
	default:
		return plan
	}
}

func (s *Supplier) hours() float64 {
	switch h := s.MaxWeeklyHours; {
	case !is(h.Code):
		return 0
	case h.V <= 48:
		return 1
	case h.V <= 60:
		return 0.5
	case h.V <= 72:
		return 0.2
	default:
		return 0
	}
}
