package sheet

import (
	"bytes"
	"crypto/aes"
	"crypto/sha1" //nolint:gosec // the format of Office names it
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"hash"
)

// Block keys of [MS-OFFCRYPTO] §2.3.4.13: one for each thing that a password opens.
var (
	keyOfInput   = []byte{0xfe, 0xa7, 0xd2, 0x76, 0x3b, 0x4b, 0x9e, 0x79}
	keyOfValue   = []byte{0xd7, 0xaa, 0x0f, 0x6d, 0x30, 0x61, 0x34, 0x4e}
	keyOfPackage = []byte{0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6}
)

const segmentBytes = 4096

// agileKey is what the XML of an agile workbook says of a key.
type agileKey struct {
	newHash func() hash.Hash
	bytes   int
	salt    []byte
	spins   int
	values  map[string][]byte
}

// readAgile reads keyData and the password's encryptedKey.
func readAgile(about []byte) (data, password agileKey, err error) {
	x := newXMLReader(bytes.NewReader(about), smallToken)
	for {
		kind, err := x.next()
		switch {
		case err != nil || kind == tokenEnd:
			return data, password, err
		case kind == tokenOpen && string(x.name) == "keyData":
			data, err = agileKeyOf(x)
		case kind == tokenOpen && string(x.name) == "encryptedKey":
			password, err = agileKeyOf(x)
		}
		if err != nil {
			return data, password, err
		}
	}
}

func agileKeyOf(x *xmlReader) (agileKey, error) {
	k := agileKey{bytes: number([]byte(x.attr("keyBits"))) / 8, spins: number([]byte(x.attr("spinCount"))), values: make(map[string][]byte)}
	switch x.attr("hashAlgorithm") {
	case "SHA1", "SHA-1":
		k.newHash = sha1.New
	case "SHA256", "SHA-256":
		k.newHash = sha256.New
	case "SHA384", "SHA-384":
		k.newHash = sha512.New384
	case "SHA512", "SHA-512":
		k.newHash = sha512.New
	default:
		return k, errSealed
	}
	if x.attr("cipherAlgorithm") != "AES" || x.attr("cipherChaining") != "ChainingModeCBC" || x.attr("blockSize") != "16" || k.spins > maxSpins {
		return k, errSealed
	}
	for _, name := range []string{"saltValue", "encryptedVerifierHashInput", "encryptedVerifierHashValue", "encryptedKeyValue"} {
		value, err := base64.StdEncoding.DecodeString(x.attr(name))
		if err != nil || len(value) > 1024 {
			return k, errSealed
		}
		k.values[name] = value
	}
	k.salt = k.values["saltValue"]
	return k, nil
}

// unsealAgile opens the package in place.
func unsealAgile(about, packed []byte, password string) error {
	data, by, err := readAgile(about)
	if err != nil {
		return err
	}
	if data.newHash == nil || by.newHash == nil || by.spins < 0 {
		return errSealed
	}
	key, err := by.open(password)
	if err != nil {
		return err
	}
	if len(key) < data.bytes || data.bytes < 16 {
		return errSealed
	}
	var index [4]byte
	for i := 0; i*segmentBytes < len(packed); i++ {
		binary.LittleEndian.PutUint32(index[:], uint32(i))
		segment := packed[i*segmentBytes : min((i+1)*segmentBytes, len(packed))]
		if err := openChained(key[:data.bytes], hashed(data.newHash, aes.BlockSize, data.salt, index[:]), segment); err != nil {
			return err
		}
	}
	return nil
}

// open checks the password and gives the key of the package.
func (k agileKey) open(password string) ([]byte, error) {
	base := spun(k.newHash, k.salt, password, k.spins)
	start := append([]byte(nil), k.salt...)
	for len(start) < aes.BlockSize {
		start = append(start, 0x36)
	}
	for _, part := range []struct {
		name string
		key  []byte
	}{{"encryptedVerifierHashInput", keyOfInput}, {"encryptedVerifierHashValue", keyOfValue}, {"encryptedKeyValue", keyOfPackage}} {
		if err := openChained(hashed(k.newHash, k.bytes, base, part.key), start[:aes.BlockSize], k.values[part.name]); err != nil {
			return nil, err
		}
	}
	length := k.newHash().Size()
	value := k.values["encryptedVerifierHashValue"]
	if len(value) < length || subtle.ConstantTimeCompare(hashed(k.newHash, length, k.values["encryptedVerifierHashInput"]), value[:length]) != 1 {
		return nil, errPassword
	}
	return k.values["encryptedKeyValue"], nil
}

const standardSpins = 50_000

// unsealStandard opens the package of an Office 2007 workbook in place: AES in ECB mode ([MS-OFFCRYPTO] §2.3.4.5 to §2.3.4.9).
func unsealStandard(about, packed []byte, password string) error {
	if len(about) < 4 {
		return errSealed
	}
	length := binary.LittleEndian.Uint32(about)
	if about = about[4:]; length < 32 || uint64(length)+72 > uint64(len(about)) {
		return errSealed
	}
	keyBytes, verifier := int(binary.LittleEndian.Uint32(about[16:])/8), about[length:]
	if keyBytes != 16 && keyBytes != 24 && keyBytes != 32 {
		return errSealed
	}
	base := hashed(sha1.New, sha1.Size, spun(sha1.New, verifier[4:20], password, standardSpins), []byte{0, 0, 0, 0})
	mixed := func(pad byte) []byte {
		block := bytes.Repeat([]byte{pad}, 64)
		subtle.XORBytes(block, block, base)
		return hashed(sha1.New, sha1.Size, block)
	}
	block, err := aes.NewCipher(append(mixed(0x36), mixed(0x5c)...)[:keyBytes])
	if err != nil {
		return errSealed
	}
	open := func(part []byte) []byte {
		for i := 0; i+aes.BlockSize <= len(part); i += aes.BlockSize {
			block.Decrypt(part[i:], part[i:])
		}
		return part
	}
	check, value := open(bytes.Clone(verifier[20:36])), open(bytes.Clone(verifier[40:72]))
	if subtle.ConstantTimeCompare(hashed(sha1.New, sha1.Size, check), value[:sha1.Size]) != 1 {
		return errPassword
	}
	open(packed)
	return nil
}
