package sheet

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// agileFile protects a workbook as Office 2010 and later do.
func agileFile(t testing.TB, book []byte, password string, spins int) []byte {
	t.Helper()
	seal := func(key, start, plain []byte) []byte {
		block, err := aes.NewCipher(key)
		if err != nil {
			t.Fatal(err)
		}
		out := make([]byte, len(plain))
		cipher.NewCBCEncrypter(block, start).CryptBlocks(out, plain)
		return out
	}
	salt, dataSalt, key, input := bytes.Repeat([]byte{1}, 16), bytes.Repeat([]byte{2}, 16), bytes.Repeat([]byte{3}, 32), bytes.Repeat([]byte{4}, 16)
	base := spun(sha512.New, salt, password, min(spins, maxSpins))
	sealed := func(blockKey, plain []byte) string {
		return base64.StdEncoding.EncodeToString(seal(hashed(sha512.New, 32, base, blockKey), salt, plain))
	}
	encode := base64.StdEncoding.EncodeToString
	about := fmt.Sprintf(`<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><keyData saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="%s"/><dataIntegrity encryptedHmacKey="" encryptedHmacValue=""/><keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><p:encryptedKey spinCount="%d" saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="%s" encryptedVerifierHashInput="%s" encryptedVerifierHashValue="%s" encryptedKeyValue="%s"/></keyEncryptor></keyEncryptors></encryption>`,
		encode(dataSalt), spins, encode(salt), sealed(keyOfInput, input), sealed(keyOfValue, hashed(sha512.New, 64, input)), sealed(keyOfPackage, key))
	about = "\x04\x00\x04\x00\x40\x00\x00\x00" + about + strings.Repeat(" ", 4096)
	packed := binary.LittleEndian.AppendUint64(nil, uint64(len(book)))
	padded := append(bytes.Clone(book), make([]byte, 4096+16-len(book)%16)...)
	for i := 0; i*segmentBytes < len(padded); i++ {
		index := binary.LittleEndian.AppendUint32(nil, uint32(i))
		packed = append(packed, seal(key, hashed(sha512.New, 16, dataSalt, index), padded[i*segmentBytes:min((i+1)*segmentBytes, len(padded))])...)
	}
	return compoundOf([]string{"EncryptionInfo", "EncryptedPackage"}, [][]byte{[]byte(about), packed})
}

// compoundOf writes a compound file ([MS-CFB]) of streams that are at least 4,096 bytes long.
func compoundOf(names []string, streams [][]byte) []byte {
	const sector, end = 512, 0xfffffffe
	le := binary.LittleEndian
	var body []byte
	fat := []uint32{}
	chain := func(data []byte) uint32 {
		first := uint32(len(fat))
		data = append(bytes.Clone(data), make([]byte, (sector-len(data)%sector)%sector)...)
		for i := range len(data) / sector {
			fat = append(fat, first+uint32(i)+1)
		}
		fat[len(fat)-1] = end
		body = append(body, data...)
		return first
	}
	entry := func(name string, kind byte, child, right, start uint32, size int) []byte {
		out := make([]byte, 128)
		for i, c := range name {
			le.PutUint16(out[2*i:], uint16(c))
		}
		le.PutUint16(out[64:], uint16(2*len(name)+2))
		out[66], out[67] = kind, 1
		le.PutUint32(out[68:], 0xffffffff)
		le.PutUint32(out[72:], right)
		le.PutUint32(out[76:], child)
		le.PutUint32(out[116:], start)
		le.PutUint64(out[120:], uint64(size))
		return out
	}
	directory := entry("Root Entry", 5, 1, 0xffffffff, end, 0)
	for i, name := range names {
		right := uint32(0xffffffff)
		if i+1 < len(names) {
			right = uint32(i + 2)
		}
		directory = append(directory, entry(name, 2, 0xffffffff, right, chain(streams[i]), len(streams[i]))...)
	}
	directoryAt := chain(directory)
	sectors := (len(fat) + 127) / 128
	for (len(fat)+sectors+127)/128 > sectors {
		sectors++
	}
	fatAt := uint32(len(fat))
	for range sectors {
		fat = append(fat, 0xfffffffd)
	}
	for _, next := range fat {
		body = le.AppendUint32(body, next)
	}
	for len(body)%sector != 0 {
		body = append(body, 0xff)
	}
	head := make([]byte, sector)
	copy(head, compoundFile)
	le.PutUint16(head[24:], 0x3e)
	le.PutUint16(head[26:], 3)
	le.PutUint16(head[28:], 0xfffe)
	le.PutUint16(head[30:], 9)
	le.PutUint16(head[32:], 6)
	le.PutUint32(head[44:], uint32(sectors))
	le.PutUint32(head[48:], directoryAt)
	le.PutUint32(head[56:], 4096)
	le.PutUint32(head[60:], end)
	le.PutUint32(head[68:], end)
	for i := range 109 {
		at := uint32(0xffffffff)
		if i < sectors {
			at = fatAt + uint32(i)
		}
		le.PutUint32(head[76+4*i:], at)
	}
	return append(head, body...)
}

func TestProtectedWorkbooksOpenWithTheirPassword(t *testing.T) {
	book := listWorkbook(t)
	standard, err := excelize.Encrypt(book, &excelize.Options{Password: "Rahasia 1 ü"})
	if err != nil {
		t.Fatal(err)
	}
	agile := agileFile(t, book, "Rahasia 1 ü", 1000)
	if plain, err := excelize.Decrypt(agile, &excelize.Options{Password: "Rahasia 1 ü"}); err != nil || !bytes.HasPrefix(plain, book) {
		t.Fatalf("excelize does not open what the test protects: %v", err)
	}
	for _, test := range []struct {
		name, password, want string
		data                 []byte
	}{
		{"Office 2010 and later", "Rahasia 1 ü", "", agile},
		{"Office 2010 and later, no password", "", "sheet.password", agile},
		{"Office 2010 and later, wrong password", "rahasia 1 ü", "sheet.wrong-password", agile},
		{"Office 2007", "Rahasia 1 ü", "", standard},
		{"Office 2007, no password", "", "sheet.password", standard},
		{"Office 2007, wrong password", "x", "sheet.wrong-password", standard},
		{"so many rounds that it would take a minute", "x", "sheet.sealed", agileFile(t, book, "x", 10_000_000)},
		{"cut off before its directory", "Rahasia 1 ü", "sheet.not-a-table", agile[:len(agile)-3000]},
		{"cut off within", "Rahasia 1 ü", "sheet.broken", append(bytes.Clone(agile[:5000]), agile[5512:]...)},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, err := OpenAs(bytes.NewReader(test.data), int64(len(test.data)), "x.xlsx", DefaultLimits(), Override{Password: test.password})
			if test.want != "" {
				mustSay(t, err)
				if !strings.Contains(err.Error(), test.want) {
					t.Errorf("refused with %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(t, f); !strings.HasPrefix(got, "A1=Supplier B1=Country") || !f.Protected {
				t.Errorf("read as %s", got)
			}
		})
	}
}

func FuzzProtected(f *testing.F) {
	book := quirk{rows: `<row><c><v>1</v></c></row>`}.bytes(f)
	f.Add(agileFile(f, book, "x", 10))
	if standard, err := excelize.Encrypt(book, &excelize.Options{Password: "x"}); err == nil {
		f.Add(standard)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := OpenAs(bytes.NewReader(data), int64(len(data)), "fuzz", tight(), Override{Password: "x"}); err != nil {
			mustSay(t, err)
		}
	})
}
