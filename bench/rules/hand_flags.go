package main

import "github.com/gabf/telusur/internal/fact"

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
