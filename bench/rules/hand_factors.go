package main

import "github.com/gabf/telusur/internal/fact"

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
