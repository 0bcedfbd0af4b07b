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

// signs are the red flags of one supplier.
type signs struct {
	raised, open, full, limited uint64
	review, plan                bool
}

func (f *signs) raise(flag uint) {
	f.raised |= 1 << flag
	f.review = true
	if f.plan {
		f.limited |= 1 << flag
	} else {
		f.full |= 1 << flag
	}
}

// The red flags by their place in the rulebook.
const (
	passportsHeld = iota
	feesNotRepaid
	exitsLocked
	mayNotLeave
	wagesWithheld
	violence
	children
	stateTransfer
	debtBondage
	severalSigns
	screening
	contractsReplaced
)

// unknown opens a flag whose condition cannot be known: a refusal holds the floor in full, the states in limits as far as the inherent risk.
func (f *signs) unknown(flag uint, worst fact.Code, limits uint8) {
	switch {
	case worst == fact.CodeRefused && limits&onlyRefused == 0:
		f.open |= 1 << flag
		f.full |= 1 << flag
		f.review = true
	case limits>>worst&1 == 1:
		f.open |= 1 << flag
		f.limited |= 1 << flag
	}
}

const (
	anyState    = 1<<fact.CodeNotApplicable | 1<<fact.CodeDontKnow | 1<<fact.CodeMissing
	notTold     = 1<<fact.CodeDontKnow | 1<<fact.CodeMissing
	onlyRefused = 1 << fact.CodeRefused
)

// worse gives the worse of two codes, of which a value that is there does not count.
func worse(a, b fact.Code) fact.Code {
	switch {
	case is(a):
		return b
	case is(b):
		return a
	default:
		return max(a, b)
	}
}

func (s *Supplier) signs() signs {
	f := signs{plan: s.CorrectivePlan == yes_}
	one := func(flag uint, code fact.Code, raised bool) {
		if raised {
			f.raise(flag)
		} else if !is(code) {
			f.unknown(flag, code, anyState)
		}
	}
	held := s.PassportCustody.Code >= third
	one(passportsHeld, s.PassportCustody.Code, held)
	repaid := s.FeesRepaid == first
	switch fees := s.FeesPaidByWorkers.Code; {
	case fees >= second && !repaid:
		f.raise(feesNotRepaid)
	case !is(fees) && !repaid:
		f.unknown(feesNotRepaid, worse(fees, s.FeesRepaid), anyState)
	}
	locked := s.ExitsLocked.Code >= second
	one(exitsLocked, s.ExitsLocked.Code, locked)
	one(mayNotLeave, s.MayLeaveAfterShift.Code, s.MayLeaveAfterShift.Code == third)
	one(wagesWithheld, s.WagesWithheld.Code, s.WagesWithheld.Code == yes_)
	handled := s.ViolenceProcess.Code == yes_
	switch cases := s.ViolenceCases; {
	case is(cases.Code) && cases.V > 0 && !handled:
		f.raise(violence)
	case !is(cases.Code) && !handled:
		f.unknown(violence, worse(cases.Code, s.ViolenceProcess.Code), onlyRefused)
	}
	under15, youngest := s.ChildrenUnder15.Code, s.YoungestWorkerAge
	switch {
	case under15 == yes_ || is(youngest.Code) && youngest.V < 15:
		f.raise(children)
	case !is(under15) || !is(youngest.Code):
		f.unknown(children, worse(under15, youngest.Code), anyState)
	}
	one(stateTransfer, s.StateTransfer.Code, s.StateTransfer.Code == yes_)
	switch loans, cut := s.LoansOverMonth.Code, s.DeductionsForJob.Code; {
	case loans == yes_ && cut == yes_:
		f.raise(debtBondage)
	case loans != no && cut != no:
		f.unknown(debtBondage, worse(loans, cut), notTold)
	}
	s.otherSigns(&f, held, locked)
	return f
}

func (s *Supplier) otherSigns(f *signs, held, locked bool) {
	plan := f.plan
	f.plan = false // two flags are not eased by a plan
	if !plan && held && (s.WagesWithheld.Code == yes_ || locked) {
		f.raise(severalSigns)
	}
	if s.ScreeningHit == yes_ {
		f.raise(screening)
	}
	f.plan = plan
	switch code := s.ContractChangedOnArrival.Code; {
	case code == third:
		f.raise(contractsReplaced)
	case !is(code):
		f.unknown(contractsReplaced, code, 0)
	}
}

// The flags by the band that they hold, over all and by indicator.
const (
	holdElevated = 1 << contractsReplaced
	holdCritical = 1 << severalSigns
	holdHigh     = 1<<severalSigns - 1 | 1<<screening
)

var ofIndicator = [11]uint64{
	1<<children | 1<<stateTransfer | 1<<severalSigns | 1<<screening, 1 << contractsReplaced, 1<<exitsLocked | 1<<mayNotLeave, 0, 1 << violence, 0,
	1 << passportsHeld, 1 << wagesWithheld, 1<<feesNotRepaid | 1<<debtBondage, 0, 0,
}

// floor gives the points below which the residual risk does not fall.
func (f *signs) floor(mask uint64, inherent float64) float64 {
	full, limited := f.full&mask, f.limited&mask
	if full|limited == 0 {
		return 0
	}
	return max(hold(full), min(hold(limited), inherent))
}

func hold(flags uint64) float64 {
	switch {
	case flags&holdCritical != 0:
		return 80
	case flags&holdHigh != 0:
		return 50
	case flags&holdElevated != 0:
		return 30
	default:
		return 0
	}
}

// unknownSite is what counts of a site that was not told: by its sector, else by its country.
func (s *Supplier) unknownSite() float64 {
	switch level := s.SectorLevel; {
	case is(level.Code) && level.V >= 5:
		return 1
	case is(level.Code) && level.V >= 4:
		return 0.67
	case is(level.Code) && level.V >= 3:
		return 0.5
	case is(level.Code) && level.V >= 2:
		return 0.35
	case is(level.Code):
		return 0.25
	case s.TipTier == first:
		return 0.5
	default:
		return 0.8
	}
}

func (s *Supplier) inherent() float64 {
	var t tally
	t.add(12, tierValue[s.TipTier])
	if is(s.Prevalence.Code) {
		t.add(10, scale(s.Prevalence.V, 1, 9))
	}
	if is(s.StateImposed) {
		t.add(4, good(s.StateImposed))
	}
	if is(s.C029) && is(s.C105) {
		t.add(4, 1-float64(s.C029-no+s.C105-no)/2)
	}
	switch {
	case is(s.C087) && is(s.C098):
		t.add(2, 1-float64(s.C087-no+s.C098-no)/2)
	case s.C087 == fact.CodeRefused || s.C098 == fact.CodeRefused:
		t.add(2, 1)
	}
	listed := 0.6
	if is(s.GoodsForced.Code) {
		listed = scale(s.GoodsForced.V, 0, 4)
	}
	t.add(4, listed)
	sector := 0.875
	if is(s.SectorLevel.Code) {
		sector = scale(s.SectorLevel.V, 1, 5)
	} else if s.TipTier == first {
		sector = 0.625
	}
	t.add(20, sector)
	t.add(16, s.product())
	unknown := s.unknownSite()
	site := unknown
	if is(s.SiteType) {
		site = siteValue[s.SiteType]
	}
	t.add(4, site)
	t.add(16, half(s.MigrantShare, unknown))
	t.add(6, half(s.AgencyShare, unknown))
	t.add(6, half(s.DormitoryShare, unknown))
	return 100 * t.top / t.under
}

func (s *Supplier) product() float64 {
	switch {
	case !is(s.GoodForced) && is(s.SectorLevel.Code) && s.SectorLevel.V <= 2:
		return 0.4
	case !is(s.GoodForced):
		return 0.8
	case s.GoodForced == yes_:
		return 1
	case s.GoodTainted == yes_:
		return 0.6
	case s.GoodChild == yes_:
		return 0.4
	default:
		return 0
	}
}

func half(n Number, unknown float64) float64 {
	if is(n.Code) {
		return scale(n.V, 0, 0.5)
	}
	return unknown
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
