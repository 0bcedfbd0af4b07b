package main

import "github.com/gabf/telusur/internal/fact"

// This is the rulebook as a programmer would write it in Go: one supplier after the other, fields of a struct, rules that became code. It is
// the limit for anything that works row by row. Changing a weight means building the program again.

const (
	no, yes_ = fact.CodeNo, fact.CodeYes

	first  = fact.CodeFirst // of a choice
	second = first + 1
	third  = first + 2
	fourth = first + 3
)

// Values of the choices by code; the first four entries are what counts when the answer is absent.
var (
	tierValue     = [9]float64{0.7, 0.7, 0.7, 0.7, 0.15, 0.4, 0.4, 0.7, 1}
	siteValue     = [13]float64{0, 0, 0, 0, 0.6, 0.9, 1, 0.9, 0.3, 0, 0.8, 0.3, 0.6}
	threeSteps    = [8]float64{0, 0, 0, 0, 1, 0.4, 0, 0}
	licensedValue = [8]float64{1, 0, 0, 0, 1, 0.4, 0, 0}
	phonesValue   = [8]float64{0, 0, 0, 0, 1, 0.5, 0, 0}
	languageValue = [8]float64{0, 0, 0, 0, 1, 0.4, 0.2, 0}
	paymentValue  = [8]float64{0, 0, 0, 0, 1, 0.7, 0.2, 0}
)

func is(code fact.Code) bool { return code >= fact.CodeFirst }

func scale(v, from, to float64) float64 {
	switch x := (v - from) / (to - from); {
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	default:
		return x
	}
}

// good gives the value of a yes-no answer where yes is good, bad where it is not; plan is what bad news with a plan earns.
func good(code fact.Code) float64 {
	if code == yes_ {
		return 1
	}
	return 0
}

func bad(code fact.Code, plan float64) float64 {
	switch code {
	case no:
		return 1
	case yes_:
		return plan
	default:
		return 0
	}
}

// tally is a weighted sum and the weights under it.
type tally struct{ top, under float64 }

func (t *tally) add(weight, value float64) {
	t.top += weight * value
	t.under += weight
}

// weigh adds a control: its value counts as far as evidence carries it.
func (t *tally) weigh(weight, value, evidence float64) {
	t.top += weight * value * evidence
	t.under += weight
}

// scoreByHand scores one supplier.
func scoreByHand(s *Supplier, out *Outcome) {
	inherent, flags := s.inherent(), s.signs()
	var all tally
	group := func(indicator int, t tally) {
		all.top += t.top
		all.under += t.under
		if indicator < 0 {
			return
		}
		strength := 0.0
		if t.under > 0 {
			strength = t.top / t.under
		}
		out.Indicators[indicator] = points(max(inherent*(1-strength), 0.2*inherent, flags.floor(ofIndicator[indicator], inherent)))
	}
	s.controls(group)
	control := all.top / all.under
	out.Inherent, out.Control = points(inherent), share(control)
	out.Residual = points(max(inherent*(1-control), 0.2*inherent, flags.floor(^uint64(0), inherent)))
	out.Flags, out.Open, out.Review = flags.raised, flags.open, flags.review
	out.Band = band(out.Residual)
	answered := float64(s.answers()) / 30
	out.Answered = share(answered)
	lowered := s.checks(out)
	out.Confidence = share(max(0, min(1, answered+lowered)))
}

func band(points float64) uint8 {
	switch {
	case points >= 80:
		return 4
	case points >= 50:
		return 3
	case points >= 30:
		return 2
	case points >= 10:
		return 1
	default:
		return 0
	}
}

// answers counts the control questions that were answered.
func (s *Supplier) answers() (n int) {
	for _, code := range [30]fact.Code{
		s.StateTransfer.Code, s.ContractOwnLanguage.Code, s.ContractChangedOnArrival.Code, s.AgentsLicensed.Code, s.MayLeaveAfterShift.Code,
		s.ExitsLocked.Code, s.PhonesAllowed.Code, s.GrievanceLanguages, s.ViolenceProcess.Code, s.ThreatsReportingLeavers.Code,
		s.FinesAsDiscipline.Code, s.GrievanceChannel.Code, s.RetaliationRule, s.PassportCustody.Code, s.WagesOnTime.Code, s.WagesWithheld.Code,
		s.WagePayment.Code, s.FeesPaidByWorkers.Code, s.AgentList, s.DeductionsForJob.Code, s.LoansOverMonth.Code, s.DormitoryInspected.Code,
		s.PpeProvided.Code, s.MaxWeeklyHours.Code, s.RestDayWeekly.Code, s.OvertimeVoluntary.Code, s.BasePayMinimum.Code,
		s.ChildrenUnder15.Code, s.PolicyForcedLabour, s.SocialAudit,
	} {
		if isAnswer(code) {
			n++
		}
	}
	return n
}

// checks gives what the consistency checks take off the confidence.
func (s *Supplier) checks(out *Outcome) (lowered float64) {
	fire := func(check uint, fires bool, lowers float64) {
		if fires {
			out.Checks |= 1 << check
			lowered -= lowers
		}
	}
	total := s.WorkersTotal
	fire(0, is(s.WorkersMigrant.Code) && is(total.Code) && s.WorkersMigrant.V > total.V, 0.1)
	fire(1, is(s.WorkersWomen.Code) && is(s.WorkersMen.Code) && is(total.Code) && s.WorkersWomen.V+s.WorkersMen.V > total.V, 0.1)
	fire(2, s.UsesAgents == yes_ && s.AgentList == no, 0.05)
	fire(3, is(s.MaxWeeklyHours.Code) && s.MaxWeeklyHours.V > 84 && s.RestDayWeekly.Code == yes_, 0.1)
	fire(4, s.TrainingLastYear == yes_ && !(is(s.TrainedPeople.Code) && s.TrainedPeople.V > 0), 0.03)
	if is(total.Code) && total.V > 500 && s.WorkerCommittee == no && s.GrievanceChannel.Code == no {
		fire(5, true, 0.05)
		out.Review = true
	}
	return lowered
}
