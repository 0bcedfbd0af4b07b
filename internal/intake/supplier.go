// Package intake understands supplier lists: it finds the header, maps columns to fields, normalises cells and matches
// rows with suppliers that are already known.
//
// Each input row ends as a supplier, or as an issue with its address; nothing is lost or shifted silently. The package must
// never know a database, a company or a user.
package intake

import "github.com/gabf/telusur/internal/refdata"

// Supplier is one site of one supplier as a company knows it. Zero values and nil mean "not told".
type Supplier struct {
	Reference string              `json:"reference,omitempty"` // the company's own number for it
	Name      string              `json:"name"`
	LocalName string              `json:"localName,omitempty"` // name in the site's own script
	Address   string              `json:"address,omitempty"`
	City      string              `json:"city,omitempty"`
	Country   refdata.CountryCode `json:"country,omitempty"`
	SiteType  string              `json:"siteType,omitempty"` // factory, farm, vessel, mine, warehouse, office, construction, service, other
	Tier      int                 `json:"tier,omitempty"`     // 1 = sells to the company directly
	Parent    string              `json:"parent,omitempty"`

	SiteText string `json:"siteText,omitempty"` // the site's type as written, where it says more than SiteType

	Products    []string           `json:"products,omitempty"`    // as written
	ProductTags []string           `json:"productTags,omitempty"` // refdata product tags
	SectorText  string             `json:"sectorText,omitempty"`  // as written
	Sector      refdata.SectorCode `json:"sector,omitempty"`      // ISIC Rev.4

	SpendMinor *int64 `json:"spendMinor,omitempty"` // yearly spend in hundredths of Currency
	Currency   string `json:"currency,omitempty"`   // ISO 4217

	Workers      *int   `json:"workers,omitempty"`      // persons, all contracts
	WorkersRange string `json:"workersRange,omitempty"` // as written, where the list tells only "1000-5000"; counts for nothing

	Women     *int `json:"women,omitempty"`
	Migrants  *int `json:"migrants,omitempty"`
	Agency    *int `json:"agency,omitempty"`
	Dormitory *int `json:"dormitory,omitempty"` // persons living in employer housing

	Email   string `json:"email,omitempty"` // contact for questionnaires
	TaxID   string `json:"taxId,omitempty"` // tax or registry number
	LEI     string `json:"lei,omitempty"`
	OSHubID string `json:"osHubId,omitempty"`

	Latitude  *float64 `json:"latitude,omitempty"` // degrees, WGS 84
	Longitude *float64 `json:"longitude,omitempty"`
}

// Field names a field of Supplier that a column can fill.
type Field string

// The fields that a column can fill.
const (
	FieldReference Field = "reference"
	FieldName      Field = "name"
	FieldLocalName Field = "localName"
	FieldAddress   Field = "address"
	FieldCity      Field = "city"
	FieldCountry   Field = "country"
	FieldSiteType  Field = "siteType"
	FieldTier      Field = "tier"
	FieldParent    Field = "parent"
	FieldProducts  Field = "products"
	FieldSector    Field = "sector"
	FieldSpend     Field = "spend"
	FieldCurrency  Field = "currency"
	FieldWorkers   Field = "workers"
	FieldWomen     Field = "women"
	FieldMigrants  Field = "migrants"
	FieldAgency    Field = "agency"
	FieldDormitory Field = "dormitory"
	FieldEmail     Field = "email"
	FieldTaxID     Field = "taxId"
	FieldLEI       Field = "lei"
	FieldOSHubID   Field = "osHubId"
	FieldLatitude  Field = "latitude"
	FieldLongitude Field = "longitude"

	FieldCoordinates Field = "coordinates" // both in one cell; fills latitude and longitude
)
