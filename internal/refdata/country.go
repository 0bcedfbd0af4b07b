package refdata

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/lang"
)

// Country is one country or territory of ISO 3166-1, or Kosovo.
type Country struct {
	Alpha2     string      `json:"alpha2"`
	Alpha3     CountryCode `json:"alpha3"`
	Numeric    string      `json:"numeric,omitempty"` // three digits, as map files name it; "" for Kosovo
	Name       lang.Text   `json:"name"`              // as the Unicode CLDR has it
	Region     string      `json:"region,omitempty"`  // UN M49: Africa, Americas, Asia, Europe, Oceania; "" for Antarctica
	BaliMember bool        `json:"baliMember"`        // member of the Bali Process
}

// Countries lists all countries by alpha-3 code.
func (s *Set) Countries() []Country { return slices.Clone(s.countries) }

// Country gives a country by its code; false when there is none.
func (s *Set) Country(code CountryCode) (Country, bool) {
	i, ok := s.countryAt[code]
	if !ok {
		return Country{}, false
	}
	return s.countries[i], true
}

func (s *Set) takeCountry(r row) error {
	code := CountryCode(r.get("alpha3"))
	if len(code) != 3 || len(r.get("alpha2")) != 2 {
		return fmt.Errorf("%q is no alpha-3 code", code)
	}
	if _, twice := s.countryAt[code]; twice {
		return fmt.Errorf("%q stands there twice", code)
	}
	country := Country{
		Alpha2: r.get("alpha2"), Alpha3: code, Numeric: r.get("numeric"),
		Region: r.get("region"), BaliMember: r.yes("bali_member"),
	}
	s.countryAt[code] = len(s.countries)
	s.countries = append(s.countries, country)
	s.details = append(s.details, detail{baliVerified: r.yes("bali_verified"), ratifications: map[string]ratification{}})
	for _, written := range []string{country.Alpha2, string(code), country.Numeric} {
		s.name(written, code, classCode)
	}
	return nil
}

func (s *Set) takeNames(r row) error {
	i, err := s.at(r.get("alpha3"))
	if err != nil {
		return err
	}
	country := &s.countries[i]
	country.Name = lang.Text{lang.English: r.get("name_en"), lang.Indonesian: r.get("name_id")}
	for _, name := range country.Name {
		s.name(name, country.Alpha3, classOwn)
	}
	for name := range strings.SplitSeq(r.get("others"), "|") {
		s.name(name, country.Alpha3, classOther)
	}
	return nil
}

func (s *Set) takeAlias(r row) error {
	codes := strings.Split(r.get("countries"), "|")
	for _, code := range codes {
		if _, err := s.at(code); err != nil {
			return err
		}
		code := CountryCode(code)
		if tag := lang.Tag(r.get("lang")); tag != "" {
			s.hint(tag, r.get("alias"), code)
			continue
		}
		s.name(r.get("alias"), code, classAlias)
	}
	return nil
}
