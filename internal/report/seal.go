package report

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"time"

	"github.com/digitorus/pdf"
	"github.com/digitorus/pdfsign/sign"
)

// Signer seals PDFs: a key with its certificate.
type Signer struct {
	Key         crypto.Signer
	Certificate *x509.Certificate
	Chain       []*x509.Certificate // above Certificate, if any
}

// documentSigning is the extended key usage of RFC 9336 §3.1.
var documentSigning = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 36}

// NewSigner makes an ECDSA P-256 key and a self-signed certificate for a name.
func NewSigner(name string, entropy io.Reader, from, until time.Time) (Signer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), entropy)
	if err != nil {
		return Signer{}, fmt.Errorf("make signing key: %w", err)
	}
	serial := make([]byte, 16)
	if _, err := io.ReadFull(entropy, serial); err != nil {
		return Signer{}, fmt.Errorf("make signing certificate: %w", err)
	}
	serial[0] &= 0x7f // a positive number, RFC 5280 §4.1.2.2
	template := &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes(serial), Subject: pkix.Name{CommonName: name, Organization: []string{name}},
		NotBefore: from.UTC(), NotAfter: until.UTC(), KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		UnknownExtKeyUsage: []asn1.ObjectIdentifier{documentSigning}, BasicConstraintsValid: true,
	}
	raw, err := x509.CreateCertificate(entropy, template, template, key.Public(), key)
	if err != nil {
		return Signer{}, fmt.Errorf("make signing certificate: %w", err)
	}
	certificate, err := x509.ParseCertificate(raw)
	if err != nil {
		return Signer{}, fmt.Errorf("make signing certificate: %w", err)
	}
	return Signer{Key: key, Certificate: certificate}, nil
}

// ReadSigner reads a key (PKCS #8, SEC 1 or PKCS #1) and a certificate (more of them make the chain), both PEM. They must belong together.
func ReadSigner(keyPEM, certificatePEM []byte) (Signer, error) {
	block, _ := pem.Decode(keyPEM)
	if block == nil {
		return Signer{}, errors.New("signing key: no PEM block")
	}
	key, err := parseKey(block.Bytes)
	if err != nil {
		return Signer{}, fmt.Errorf("signing key: %w", err)
	}
	certificates, err := readCertificates(certificatePEM)
	if err != nil {
		return Signer{}, err
	}
	if len(certificates) == 0 {
		return Signer{}, errors.New("signing certificate: no PEM block")
	}
	public, ok := key.Public().(interface{ Equal(crypto.PublicKey) bool })
	if !ok || !public.Equal(certificates[0].PublicKey) {
		return Signer{}, errors.New("signing certificate: it belongs to another key")
	}
	return Signer{Key: key, Certificate: certificates[0], Chain: certificates[1:]}, nil
}

func parseKey(der []byte) (crypto.Signer, error) {
	if key, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		if signer, ok := key.(crypto.Signer); ok {
			return signer, nil
		}
		return nil, errors.New("it cannot sign")
	}
	if key, err := x509.ParseECPrivateKey(der); err == nil {
		return key, nil
	}
	key, err := x509.ParsePKCS1PrivateKey(der)
	if err != nil {
		return nil, errors.New("neither PKCS #8, SEC 1 nor PKCS #1")
	}
	return key, nil
}

func readCertificates(text []byte) ([]*x509.Certificate, error) {
	var out []*x509.Certificate
	for {
		var block *pem.Block
		if block, text = pem.Decode(text); block == nil {
			return out, nil
		}
		if block.Type != "CERTIFICATE" {
			continue
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("certificate %d: %w", len(out)+1, err)
		}
		out = append(out, certificate)
	}
}

// PEM gives key (PKCS #8) and certificates as ReadSigner reads them.
func (s Signer) PEM() (key, certificates []byte, err error) {
	der, err := x509.MarshalPKCS8PrivateKey(s.Key)
	if err != nil {
		return nil, nil, fmt.Errorf("write signing key: %w", err)
	}
	for _, c := range append([]*x509.Certificate{s.Certificate}, s.Chain...) {
		certificates = append(certificates, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), certificates, nil
}

// SignPDF signs a rendered PDF: a certifying signature over the whole file that allows no later change. At stands in the signature. (The library
// adds the machine's own time as a CMS attribute; nothing reads it.)
func SignPDF(w io.Writer, data []byte, signer Signer, at time.Time) error {
	reader, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return fmt.Errorf("sign report: %w", err)
	}
	how := sign.SignData{
		Signature: sign.SignDataSignature{
			CertType: sign.CertificationSignature, DocMDPPerm: sign.DoNotAllowAnyChangesPerms,
			Info: sign.SignDataSignatureInfo{Name: signer.Certificate.Subject.CommonName, Reason: "Report issued", Date: at.UTC()},
		},
		Signer: signer.Key, DigestAlgorithm: crypto.SHA256, Certificate: signer.Certificate,
		CertificateChains: [][]*x509.Certificate{append([]*x509.Certificate{signer.Certificate}, signer.Chain...)},
	}
	if err := sign.Sign(bytes.NewReader(data), w, reader, int64(len(data)), how); err != nil {
		return fmt.Errorf("sign report: %w", err)
	}
	return nil
}
