package intake

import "strconv"

// copies writes what a row tells of a field over what is known, in the order in which people read the fields.
var copies = []struct {
	field Field
	copy  func(to, from *Supplier)
}{
	{FieldReference, func(to, from *Supplier) { to.Reference = from.Reference }},
	{FieldName, func(to, from *Supplier) { to.Name = from.Name }},
	{FieldLocalName, func(to, from *Supplier) { to.LocalName = from.LocalName }},
	{FieldAddress, func(to, from *Supplier) { to.Address = from.Address }},
	{FieldCity, func(to, from *Supplier) { to.City = from.City }},
	{FieldCountry, func(to, from *Supplier) { to.Country = from.Country }},
	{FieldSiteType, func(to, from *Supplier) { to.SiteType, to.SiteText = from.SiteType, from.SiteText }},
	{FieldTier, func(to, from *Supplier) { to.Tier = from.Tier }},
	{FieldParent, func(to, from *Supplier) { to.Parent = from.Parent }},
	{FieldProducts, copyProducts},
	{FieldSector, copySector},
	{FieldSpend, func(to, from *Supplier) { to.SpendMinor = from.SpendMinor }},
	{FieldCurrency, func(to, from *Supplier) { to.Currency = from.Currency }},
	{FieldWorkers, func(to, from *Supplier) { to.Workers, to.WorkersRange = from.Workers, "" }},
	{FieldWomen, func(to, from *Supplier) { to.Women = from.Women }},
	{FieldMigrants, func(to, from *Supplier) { to.Migrants = from.Migrants }},
	{FieldAgency, func(to, from *Supplier) { to.Agency = from.Agency }},
	{FieldDormitory, func(to, from *Supplier) { to.Dormitory = from.Dormitory }},
	{FieldEmail, func(to, from *Supplier) { to.Email = from.Email }},
	{FieldTaxID, func(to, from *Supplier) { to.TaxID = from.TaxID }},
	{FieldLEI, func(to, from *Supplier) { to.LEI = from.LEI }},
	{FieldOSHubID, func(to, from *Supplier) { to.OSHubID = from.OSHubID }},
	{FieldLatitude, func(to, from *Supplier) { to.Latitude = from.Latitude }},
	{FieldLongitude, func(to, from *Supplier) { to.Longitude = from.Longitude }},
}

// shownText gives a field as a list of changes shows it: amounts with their decimals, sectors as written.
func shownText(s Supplier, field Field) string {
	switch {
	case field == FieldSpend && s.SpendMinor != nil:
		return strconv.FormatFloat(float64(*s.SpendMinor)/100, 'f', 2, 64)
	case field == FieldSector && s.SectorText != "":
		return s.SectorText
	}
	return s.Text(field)
}

// changesOf lists the fields that a row tells otherwise than what is known. What the row does not tell changes nothing.
func changesOf(known, row Supplier) []Change {
	var changes []Change
	for _, c := range copies {
		old, told := shownText(known, c.field), shownText(row, c.field)
		if told != "" && told != old && !onlyDerived(c.field, known, row) {
			changes = append(changes, Change{Field: c.field, Old: old, New: told})
		}
	}
	return changes
}

// Merge gives a known supplier with what a row tells. What the row does not tell stays.
func Merge(known, row Supplier) Supplier { return Policy(nil).Merge(known, row) }

// onlyDerived tells of a sector that was told from the products, where the known one was written.
func onlyDerived(field Field, known, row Supplier) bool {
	return field == FieldSector && row.SectorText == "" && known.SectorText != ""
}

func copySector(to, from *Supplier) {
	to.SectorText, to.Sector = from.SectorText, from.Sector
	if len(from.ProductTags) > 0 {
		to.ProductTags = from.ProductTags
	}
}

func copyProducts(to, from *Supplier) { to.Products, to.ProductTags = from.Products, from.ProductTags }
