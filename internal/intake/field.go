package intake

import (
	"strconv"
	"strings"
)

// Fields lists all fields in the order in which people read them.
func Fields() []Field {
	return []Field{
		FieldReference, FieldName, FieldLocalName, FieldAddress, FieldCity, FieldCountry, FieldSiteType, FieldTier, FieldParent, FieldProducts,
		FieldSector, FieldSpend, FieldCurrency, FieldWorkers, FieldWomen, FieldMigrants, FieldAgency, FieldDormitory, FieldEmail, FieldTaxID,
		FieldLEI, FieldOSHubID, FieldLatitude, FieldLongitude,
	}
}

// Text gives a field's value in plain characters, codes as codes; "" when it is not told. Spend is in hundredths.
func (s Supplier) Text(field Field) string {
	switch field {
	case FieldReference:
		return s.Reference
	case FieldName:
		return s.Name
	case FieldLocalName:
		return s.LocalName
	case FieldAddress:
		return s.Address
	case FieldCity:
		return s.City
	case FieldCountry:
		return string(s.Country)
	case FieldSiteType:
		return s.SiteType
	case FieldParent:
		return s.Parent
	case FieldProducts:
		return strings.Join(s.Products, "; ")
	case FieldSector:
		if s.Sector == "" {
			return s.SectorText
		}
		return string(s.Sector)
	case FieldCurrency:
		return s.Currency
	case FieldEmail:
		return s.Email
	case FieldTaxID:
		return s.TaxID
	case FieldLEI:
		return s.LEI
	case FieldOSHubID:
		return s.OSHubID
	default:
		return s.numberText(field)
	}
}

// Tells tells whether a field is told: whether its Text is not "".
func (s *Supplier) Tells(field Field) bool {
	switch field {
	case FieldTier:
		return s.Tier != 0
	case FieldSpend:
		return s.SpendMinor != nil
	case FieldWorkers:
		return s.Workers != nil
	case FieldWomen:
		return s.Women != nil
	case FieldMigrants:
		return s.Migrants != nil
	case FieldAgency:
		return s.Agency != nil
	case FieldDormitory:
		return s.Dormitory != nil
	case FieldLatitude:
		return s.Latitude != nil
	case FieldLongitude:
		return s.Longitude != nil
	case FieldProducts:
		return len(s.Products) > 1 || len(s.Products) == 1 && s.Products[0] != ""
	default:
		return s.Text(field) != ""
	}
}

// siteText gives the site's type as written, else as the code it was read as.
func (s Supplier) siteText() string {
	if s.SiteText != "" {
		return s.SiteText
	}
	return s.SiteType
}

func (s Supplier) numberText(field Field) string {
	switch field {
	case FieldTier:
		if s.Tier == 0 {
			return ""
		}
		return strconv.Itoa(s.Tier)
	case FieldSpend:
		if s.SpendMinor == nil {
			return ""
		}
		return strconv.FormatInt(*s.SpendMinor, 10)
	case FieldWorkers:
		return intText(s.Workers)
	case FieldWomen:
		return intText(s.Women)
	case FieldMigrants:
		return intText(s.Migrants)
	case FieldAgency:
		return intText(s.Agency)
	case FieldDormitory:
		return intText(s.Dormitory)
	case FieldLatitude:
		return floatText(s.Latitude)
	case FieldLongitude:
		return floatText(s.Longitude)
	default:
		return ""
	}
}

func intText(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func floatText(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}
