package portfolio_test

import (
	"testing"

	"github.com/gabf/telusur/internal/portfolio"
)

func TestATokenIsKnownByItsHashAndNoOtherHasIt(t *testing.T) {
	t.Parallel()
	token, hash := portfolio.NewRequestToken()
	other, otherHash := portfolio.NewRequestToken()
	if portfolio.HashRequestToken(token) != hash || len(hash) != 64 {
		t.Errorf("the hash of %q is %q", token, hash)
	}
	if token == other || hash == otherHash || len(token) < 26 {
		t.Errorf("tokens %q and %q", token, other)
	}
	if portfolio.HashRequestToken("abc") != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Error("the hash is not SHA-256 in hexadecimal digits")
	}
}
