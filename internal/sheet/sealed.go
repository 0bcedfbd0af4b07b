package sheet

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"hash"
	"io"
	"unicode/utf16"

	"github.com/richardlehane/mscfb"
)

// A workbook with a password is a zip inside a compound file, packed with AES ([MS-OFFCRYPTO] §2.3.4): "agile" since Office 2010,
// "standard" in Office 2007. Both are opened in memory, so their size is bounded apart.
const (
	sealedBytes = 64 << 20
	maxSpins    = 1_000_000 // rounds of hashing of a password: Office takes 100,000; more would keep a processor busy for seconds
)

var (
	errPassword = errors.New("the password is wrong")
	errSealed   = errors.New("the workbook is protected in a way that is not known")
)

// unseal gives the workbook inside a protected one.
func unseal(src io.ReaderAt, size int64, password string) (*bytes.Reader, error) {
	if size > sealedBytes {
		return nil, errBomb
	}
	whole, err := io.ReadAll(io.NewSectionReader(src, 0, size))
	if err != nil {
		return nil, err
	}
	streams, err := compoundStreams(whole, "EncryptionInfo", "EncryptedPackage")
	if err != nil {
		return nil, err
	}
	about, packed := streams[0], streams[1]
	if len(about) < 8 || len(packed) < 8 {
		return nil, errSealed
	}
	length := binary.LittleEndian.Uint64(packed)
	if packed = packed[8:]; length > uint64(len(packed)) {
		return nil, errSealed
	}
	packed = packed[:len(packed)/aes.BlockSize*aes.BlockSize]
	major, minor := binary.LittleEndian.Uint16(about), binary.LittleEndian.Uint16(about[2:])
	switch {
	case major == 4 && minor == 4:
		err = unsealAgile(about[8:], packed, password)
	case major >= 2 && major <= 4 && minor == 2:
		err = unsealStandard(about[8:], packed, password)
	default:
		err = errSealed
	}
	return bytes.NewReader(packed[:min(int(length), len(packed))]), err
}

// compoundStreams gives streams of a compound file by their names.
func compoundStreams(whole []byte, names ...string) ([][]byte, error) {
	file, err := mscfb.New(bytes.NewReader(whole))
	if err != nil {
		return nil, err
	}
	found := make([][]byte, len(names))
	for entry, err := file.Next(); err == nil; entry, err = file.Next() {
		for i, name := range names {
			if entry.Name != name || found[i] != nil {
				continue
			}
			if entry.Size < 0 || entry.Size > int64(len(whole)) {
				return nil, errSealed
			}
			found[i] = make([]byte, entry.Size)
			if _, err := io.ReadFull(entry, found[i]); err != nil {
				return nil, err
			}
		}
	}
	return found, nil
}

// spun hashes a password many times, so that guessing is slow.
func spun(newHash func() hash.Hash, salt []byte, password string, spins int) []byte {
	h := newHash()
	h.Write(salt)
	for _, unit := range utf16.Encode([]rune(password)) {
		h.Write([]byte{byte(unit), byte(unit >> 8)})
	}
	key := h.Sum(nil)
	var round [4]byte
	for i := range spins {
		binary.LittleEndian.PutUint32(round[:], uint32(i))
		h.Reset()
		h.Write(round[:])
		h.Write(key)
		key = h.Sum(key[:0])
	}
	return key
}

// hashed gives the hash of parts, brought to a length with 0x36.
func hashed(newHash func() hash.Hash, length int, parts ...[]byte) []byte {
	h := newHash()
	for _, part := range parts {
		h.Write(part)
	}
	out := h.Sum(nil)
	for len(out) < length {
		out = append(out, 0x36)
	}
	return out[:length]
}

// openChained takes AES in CBC mode off, in place.
func openChained(key, start, packed []byte) error {
	block, err := aes.NewCipher(key)
	if err != nil || len(start) != aes.BlockSize || len(packed)%aes.BlockSize != 0 {
		return errSealed
	}
	cipher.NewCBCDecrypter(block, start).CryptBlocks(packed, packed)
	return nil
}
