package intake

import (
	"strconv"

	"github.com/gabf/telusur/internal/issue"
)

// checkCountry warns of a row that leaves its country out.
func (c *cellReader) checkCountry() {
	if c.countryColumn > 0 && !c.told(FieldCountry) && !c.out.Refused {
		c.report(issue.Issue{Code: "intake.country-missing", Severity: issue.Warned, At: c.place(FieldCountry)})
	}
}

// checkWorkers warns of groups that are larger than the whole. Both numbers stay: which is wrong, only the list's owner knows.
func (c *cellReader) checkWorkers() {
	s := &c.out.Supplier
	if s.Workers == nil {
		return
	}
	for _, group := range [...]struct {
		field Field
		count *int
	}{{FieldWomen, s.Women}, {FieldMigrants, s.Migrants}, {FieldAgency, s.Agency}, {FieldDormitory, s.Dormitory}} {
		if group.count == nil || *group.count <= *s.Workers {
			continue
		}
		c.report(issue.Issue{
			Code: "intake.more-than-workers", Severity: issue.Warned, Saw: strconv.Itoa(*group.count), At: c.place(group.field),
			Args: map[string]string{"workers": strconv.Itoa(*s.Workers), "workersCell": c.out.Cells()[FieldWorkers]},
		})
	}
}

// checkCoordinates drops coordinates that cannot be a place: half of a pair, 0/0.
func (c *cellReader) checkCoordinates() {
	s := &c.out.Supplier
	field := FieldLatitude
	if s.Latitude == nil {
		field = FieldLongitude
	}
	switch {
	case s.Latitude == nil && s.Longitude == nil:
		return
	case s.Latitude == nil || s.Longitude == nil:
		if !c.told(FieldLatitude) || !c.told(FieldLongitude) { // else the other one has its issue already
			c.report(issue.Issue{Code: "intake.coordinate-alone", Severity: issue.Warned, Saw: c.out.Raw(field), At: c.place(field)})
		}
	case *s.Latitude == 0 && *s.Longitude == 0:
		if c.told(FieldCoordinates) {
			field = FieldCoordinates
		}
		c.report(issue.Issue{Code: "intake.coordinate-zero", Severity: issue.Warned, Saw: c.out.Raw(field), At: c.place(field)})
	default:
		return
	}
	s.Latitude, s.Longitude = nil, nil
}

// checkCurrency tells, once for a list, of amounts whose currency is not known.
func (c *cellReader) checkCurrency() {
	s := &c.out.Supplier
	if s.SpendMinor == nil || s.Currency != "" || c.currency != "" || c.told(FieldCurrency) {
		return
	}
	code, want := "intake.currency-missing", "" // the cell holds the amount: there is no value to offer
	if c.dollars {
		code, want = "intake.currency-ambiguous", "USD, SGD, AUD, CAD, HKD"
	}
	c.currency = code
	c.report(issue.Issue{Code: code, Severity: issue.Warned, Saw: c.out.Raw(FieldSpend), Want: want, At: c.place(FieldSpend)})
}
