package report

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
	"slices"
)

// A CMS signature (RFC 5652) has bytes that the signature itself does not cover: versions, names of algorithms, copies of the
// issuer. Nobody gains by changing them, but a report in which a single byte can change unseen is not one that proves itself. So
// these structures are read once more, and everything outside the signature must be exactly what it has to be.
type cmsEnvelope struct {
	Type    asn1.ObjectIdentifier
	Content cmsSigned `asn1:"explicit,tag:0"`
}

type cmsSigned struct {
	Version      int
	Digests      []pkix.AlgorithmIdentifier `asn1:"set"`
	Content      cmsContent
	Certificates asn1.RawValue `asn1:"tag:0"`
	Signers      []cmsSigner   `asn1:"set"`
}

type cmsContent struct{ Type asn1.ObjectIdentifier }

type cmsSigner struct {
	Version    int
	Issuer     cmsIssuer
	Digest     pkix.AlgorithmIdentifier
	Attributes asn1.RawValue `asn1:"tag:0"`
	Algorithm  pkix.AlgorithmIdentifier
	Signature  []byte
}

type cmsIssuer struct {
	Name   asn1.RawValue
	Serial *big.Int
}

type cmsAttribute struct {
	Type   asn1.ObjectIdentifier
	Values asn1.RawValue `asn1:"set"`
}

var (
	oidSignedData  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidData        = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSHA256      = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidCertificate = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47} // signing-certificate-v2, RFC 5035 §3
	signatureOIDs  = []string{
		"1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4", // ECDSA with SHA-256, -384, -512
		"1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11", // RSA; RSA with SHA-256
	}
)

var errLoose = errors.New("signature: not in the one form we write")

// strictCMS checks what the signature does not cover. The certificate is bound by its digest in the signed attributes.
func strictCMS(der []byte, certificate *x509.Certificate) error {
	var envelope cmsEnvelope
	if rest, err := asn1.Unmarshal(der, &envelope); err != nil || len(rest) > 0 {
		return errLoose
	}
	if again, err := asn1.Marshal(envelope); err != nil || !bytes.Equal(again, der) {
		return errLoose
	}
	d := envelope.Content
	if !envelope.Type.Equal(oidSignedData) || !d.Content.Type.Equal(oidData) || d.Version != 1 || len(d.Signers) != 1 {
		return errLoose
	}
	s := d.Signers[0]
	if len(d.Digests) != 1 || !plainSHA256(d.Digests[0]) || !plainSHA256(s.Digest) || s.Version != 1 {
		return errLoose
	}
	if !slices.Contains(signatureOIDs, s.Algorithm.Algorithm.String()) || !noParameters(s.Algorithm) {
		return errLoose
	}
	if !bytes.Equal(s.Issuer.Name.FullBytes, certificate.RawIssuer) || s.Issuer.Serial.Cmp(certificate.SerialNumber) != 0 {
		return errLoose
	}
	if !bytes.HasPrefix(d.Certificates.Bytes, certificate.Raw) || !chained(d.Certificates.Bytes[len(certificate.Raw):], certificate) {
		return errLoose
	}
	return bound(s.Attributes.Bytes, certificate)
}

func plainSHA256(a pkix.AlgorithmIdentifier) bool {
	return a.Algorithm.Equal(oidSHA256) && noParameters(a)
}

func noParameters(a pkix.AlgorithmIdentifier) bool {
	return len(a.Parameters.FullBytes) == 0 || bytes.Equal(a.Parameters.FullBytes, asn1.NullBytes)
}

// chained checks that each further certificate has issued the one before it.
func chained(rest []byte, certificate *x509.Certificate) bool {
	above, err := x509.ParseCertificates(rest)
	if err != nil {
		return false
	}
	for _, issuer := range above {
		if certificate.CheckSignatureFrom(issuer) != nil {
			return false
		}
		certificate = issuer
	}
	return true
}

// bound checks that the signed attributes name the certificate by its SHA-256.
func bound(attributes []byte, certificate *x509.Certificate) error {
	digest := sha256.Sum256(certificate.Raw)
	for len(attributes) > 0 {
		var a cmsAttribute
		rest, err := asn1.Unmarshal(attributes, &a)
		if err != nil {
			return errLoose
		}
		if a.Type.Equal(oidCertificate) && bytes.Contains(a.Values.Bytes, digest[:]) {
			return nil
		}
		attributes = rest
	}
	return errLoose
}
