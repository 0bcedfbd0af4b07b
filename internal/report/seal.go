package report

import (
	"crypto"
	"crypto/x509"
	"io"
	"time"
)

// Signer seals PDFs: a key with its certificate.
type Signer struct {
	Key         crypto.Signer
	Certificate *x509.Certificate
	Chain       []*x509.Certificate // above Certificate, if any
}

// NewSigner makes an ECDSA P-256 key and a self-signed certificate for a name.
func NewSigner(name string, entropy io.Reader, from, until time.Time) (Signer, error) {
	return Signer{}, errNotYet
}

// ReadSigner reads a key (PKCS #8, or SEC 1 or PKCS #1) and a certificate (more of them make the chain), both PEM.
func ReadSigner(keyPEM, certificatePEM []byte) (Signer, error) { return Signer{}, errNotYet }

// PEM gives key (PKCS #8) and certificates as ReadSigner reads them.
func (s Signer) PEM() (key, certificates []byte, err error) { return nil, nil, errNotYet }

// SignPDF signs a rendered PDF. At stands in the signature.
func SignPDF(w io.Writer, pdf []byte, signer Signer, at time.Time) error { return errNotYet }
