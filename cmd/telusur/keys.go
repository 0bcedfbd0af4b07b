package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/report"
)

// keys seal reports and sign the log. They live in a folder as PEM and text files and are made on the first start.
type keys struct {
	Signer    report.Signer
	Log       note.Signer
	LogPublic string // the log's verifier key
}

const (
	signerKeyFile  = "report-key.pem"         // secret
	signerCertFile = "report-certificate.pem" // public
	logKeyFile     = "log-key.txt"            // secret
	logPublicFile  = "log-public-key.txt"     // public
	trustFile      = "trust.txt"              // public: both public keys, for telusur verify --trust
)

// certificateYears is how long a certificate made by us is valid. Reports stay verifiable after it: the log proves when they were made.
const certificateYears = 10

// openKeys reads the keys in a folder, and makes those that are not there.
func openKeys(folder, name string, now time.Time) (keys, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return keys{}, fmt.Errorf("folder for keys: %w", err)
	}
	var k keys
	var err error
	if k.Signer, err = openSigner(folder, name, now); err != nil {
		return keys{}, err
	}
	if k.Log, k.LogPublic, err = openLogKey(folder, name); err != nil {
		return keys{}, err
	}
	return k, k.writeTrust(folder)
}

func openSigner(folder, name string, now time.Time) (report.Signer, error) {
	keyPath, certPath := filepath.Join(folder, signerKeyFile), filepath.Join(folder, signerCertFile)
	key, err := os.ReadFile(keyPath)
	if errors.Is(err, fs.ErrNotExist) {
		signer, err := report.NewSigner(name, rand.Reader, now.Add(-time.Hour), now.AddDate(certificateYears, 0, 0))
		if err != nil {
			return report.Signer{}, fmt.Errorf("make the key for reports: %w", err)
		}
		keyPEM, certPEM, err := signer.PEM()
		if err != nil {
			return report.Signer{}, fmt.Errorf("make the key for reports: %w", err)
		}
		return signer, errors.Join(os.WriteFile(keyPath, keyPEM, 0o600), os.WriteFile(certPath, certPEM, 0o600))
	}
	cert, err2 := os.ReadFile(certPath)
	if err := errors.Join(err, err2); err != nil {
		return report.Signer{}, fmt.Errorf("read the key for reports: %w", err)
	}
	signer, err := report.ReadSigner(key, cert)
	if err != nil {
		return report.Signer{}, fmt.Errorf("read the key for reports in %s: %w", folder, err)
	}
	return signer, nil
}

func openLogKey(folder, name string) (note.Signer, string, error) {
	keyPath, publicPath := filepath.Join(folder, logKeyFile), filepath.Join(folder, logPublicFile)
	private, err := os.ReadFile(keyPath)
	if errors.Is(err, fs.ErrNotExist) {
		secret, public, err := ledger.NewKey(name, rand.Reader)
		if err != nil {
			return nil, "", fmt.Errorf("make the key of the log: %w", err)
		}
		if err := errors.Join(os.WriteFile(keyPath, []byte(secret+"\n"), 0o600), os.WriteFile(publicPath, []byte(public+"\n"), 0o600)); err != nil {
			return nil, "", fmt.Errorf("keep the key of the log: %w", err)
		}
		private = []byte(secret)
	} else if err != nil {
		return nil, "", fmt.Errorf("read the key of the log: %w", err)
	}
	signer, err := note.NewSigner(strings.TrimSpace(string(private)))
	if err != nil {
		return nil, "", fmt.Errorf("read the key of the log in %s: %w", folder, err)
	}
	public, err := os.ReadFile(publicPath)
	if err != nil {
		return nil, "", fmt.Errorf("read the public key of the log: %w", err)
	}
	return signer, strings.TrimSpace(string(public)), nil
}

// writeTrust keeps the public keys in one file, to hand to those who verify.
func (k keys) writeTrust(folder string) error {
	_, certificate, err := k.Signer.PEM()
	if err != nil {
		return fmt.Errorf("write %s: %w", trustFile, err)
	}
	text := "# Public keys of this installation, for: telusur verify --trust trust.txt report.pdf\n" + k.LogPublic + "\n" + string(certificate)
	return os.WriteFile(filepath.Join(folder, trustFile), []byte(text), 0o644) //nolint:gosec // public keys are for everybody
}
