package intake

import (
	"strconv"
	"strings"
)

// fieldAccess reads and writes one field as text and as value.
type fieldAccess struct {
	field Field
	text  func(*Supplier) string   // "" when not told
	copy  func(to, from *Supplier) // from told it
}

// accesses lists the fields that a row can change, in the order in which people read them.
var accesses = []fieldAccess{
	{FieldReference, func(s *Supplier) string { return s.Reference }, func(to, from *Supplier) { to.Reference = from.Reference }},
	{FieldName, func(s *Supplier) string { return s.Name }, func(to, from *Supplier) { to.Name = from.Name }},
	{FieldLocalName, func(s *Supplier) string { return s.LocalName }, func(to, from *Supplier) { to.LocalName = from.LocalName }},
	{FieldAddress, func(s *Supplier) string { return s.Address }, func(to, from *Supplier) { to.Address = from.Address }},
	{FieldCity, func(s *Supplier) string { return s.City }, func(to, from *Supplier) { to.City = from.City }},
	{FieldCountry, func(s *Supplier) string { return string(s.Country) }, func(to, from *Supplier) { to.Country = from.Country }},
	{FieldSiteType, func(s *Supplier) string { return s.SiteType }, func(to, from *Supplier) { to.SiteType = from.SiteType }},
	{FieldTier, func(s *Supplier) string { return tierText(s.Tier) }, func(to, from *Supplier) { to.Tier = from.Tier }},
	{FieldParent, func(s *Supplier) string { return s.Parent }, func(to, from *Supplier) { to.Parent = from.Parent }},
	{FieldProducts, func(s *Supplier) string { return strings.Join(s.Products, "; ") }, copyProducts},
	{FieldSector, sectorText, copySector},
	{FieldSpend, func(s *Supplier) string { return minorText(s.SpendMinor) }, func(to, from *Supplier) { to.SpendMinor = from.SpendMinor }},
	{FieldCurrency, func(s *Supplier) string { return s.Currency }, func(to, from *Supplier) { to.Currency = from.Currency }},
	{FieldWorkers, func(s *Supplier) string { return countText(s.Workers) }, func(to, from *Supplier) { to.Workers = from.Workers }},
	{FieldWomen, func(s *Supplier) string { return countText(s.Women) }, func(to, from *Supplier) { to.Women = from.Women }},
	{FieldMigrants, func(s *Supplier) string { return countText(s.Migrants) }, func(to, from *Supplier) { to.Migrants = from.Migrants }},
	{FieldAgency, func(s *Supplier) string { return countText(s.Agency) }, func(to, from *Supplier) { to.Agency = from.Agency }},
	{FieldDormitory, func(s *Supplier) string { return countText(s.Dormitory) }, func(to, from *Supplier) { to.Dormitory = from.Dormitory }},
	{FieldEmail, func(s *Supplier) string { return s.Email }, func(to, from *Supplier) { to.Email = from.Email }},
	{FieldTaxID, func(s *Supplier) string { return s.TaxID }, func(to, from *Supplier) { to.TaxID = from.TaxID }},
	{FieldLEI, func(s *Supplier) string { return s.LEI }, func(to, from *Supplier) { to.LEI = from.LEI }},
	{FieldOSHubID, func(s *Supplier) string { return s.OSHubID }, func(to, from *Supplier) { to.OSHubID = from.OSHubID }},
	{FieldLatitude, func(s *Supplier) string { return degreesText(s.Latitude) }, func(to, from *Supplier) { to.Latitude = from.Latitude }},
	{FieldLongitude, func(s *Supplier) string { return degreesText(s.Longitude) }, func(to, from *Supplier) { to.Longitude = from.Longitude }},
}

// changesOf lists the fields that a row tells otherwise than what is known. What the row does not tell changes nothing.
func changesOf(known, row Supplier) []Change {
	var changes []Change
	for _, access := range accesses {
		old, told := access.text(&known), access.text(&row)
		if told != "" && told != old && !onlyDerived(access.field, known, row) {
			changes = append(changes, Change{Field: access.field, Old: old, New: told})
		}
	}
	return changes
}

// Merge gives a known supplier with what a row tells. What the row does not tell stays.
func Merge(known, row Supplier) Supplier {
	merged := known
	for _, access := range accesses {
		if access.text(&row) != "" && !onlyDerived(access.field, known, row) {
			access.copy(&merged, &row)
		}
	}
	return merged
}

// onlyDerived tells of a sector that was told from the products, where the known one was written.
func onlyDerived(field Field, known, row Supplier) bool {
	return field == FieldSector && row.SectorText == "" && known.SectorText != ""
}

func sectorText(s *Supplier) string {
	if s.SectorText != "" {
		return s.SectorText
	}
	return string(s.Sector)
}

func copySector(to, from *Supplier) {
	to.SectorText, to.Sector = from.SectorText, from.Sector
	if len(from.ProductTags) > 0 {
		to.ProductTags = from.ProductTags
	}
}

func copyProducts(to, from *Supplier) { to.Products, to.ProductTags = from.Products, from.ProductTags }

func tierText(tier int) string {
	if tier == 0 {
		return ""
	}
	return strconv.Itoa(tier)
}

func countText(count *int) string {
	if count == nil {
		return ""
	}
	return strconv.Itoa(*count)
}

func minorText(minor *int64) string {
	if minor == nil {
		return ""
	}
	return strconv.FormatFloat(float64(*minor)/100, 'f', 2, 64)
}

func degreesText(degrees *float64) string {
	if degrees == nil {
		return ""
	}
	return strconv.FormatFloat(*degrees, 'f', -1, 64)
}
