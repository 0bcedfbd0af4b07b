package refdata

// CountryCode is an ISO 3166-1 alpha-3 code ("IDN"); Kosovo is the user-assigned "XKX". "" is unknown.
type CountryCode string

// SectorCode is an ISIC Rev.4 section letter, alone ("C") or with its division ("C14"). "" is unknown.
type SectorCode string
