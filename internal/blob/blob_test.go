package blob_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"github.com/gabf/telusur/internal/blob"
)

func setupFolder(t *testing.T) blob.Store {
	t.Helper()
	folder, err := blob.NewFolder(filepath.Join(t.TempDir(), "files"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = folder.Close() })
	return folder
}

func setupS3(t *testing.T) blob.Store {
	t.Helper()
	server := httptest.NewServer(gofakes3.New(s3mem.New()).Server())
	t.Cleanup(server.Close)
	settings := blob.S3Settings{
		Endpoint: server.URL + "/", Bucket: "telusur", Region: "us-east-1", AccessKey: "key", SecretKey: "secret",
	}
	if _, err := blob.NewS3(t.Context(), settings); err != nil {
		t.Fatal(err)
	}
	s3, err := blob.NewS3(t.Context(), settings) // the bucket is there now
	if err != nil {
		t.Fatal(err)
	}
	return s3
}

func TestEveryStoreKeepsTheSamePromises(t *testing.T) {
	t.Parallel()
	for name, setup := range map[string]func(*testing.T) blob.Store{"folder": setupFolder, "S3": setupS3} {
		for _, promise := range []struct {
			name string
			test func(*testing.T, blob.Store)
		}{
			{"what was put comes back", comesBack},
			{"large and empty blobs come back", sizes},
			{"a later put replaces an earlier one", replaces},
			{"a broken upload keeps nothing and harms nothing", broken},
			{"a cancelled upload keeps nothing", cancelled},
			{"an absent blob is not found", notFound},
			{"a deleted blob is gone, twice is no error", deleted},
			{"a key that is not ours is refused", foreignKeys},
			{"one blob is read anywhere by many at once", readAnywhere},
		} {
			t.Run(name+": "+promise.name, func(t *testing.T) {
				t.Parallel()
				promise.test(t, setup(t))
			})
		}
	}
}

func put(t *testing.T, s blob.Store, key, text string) {
	t.Helper()
	size, err := s.Put(t.Context(), key, strings.NewReader(text))
	if err != nil || size != int64(len(text)) {
		t.Fatalf("put %s: %d bytes, %v", key, size, err)
	}
}

func get(t *testing.T, s blob.Store, key string) string {
	t.Helper()
	r, size, err := s.Get(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err := errors.Join(err, r.Close()); err != nil || int64(len(text)) != size {
		t.Fatalf("get %s: %d of %d bytes, %v", key, len(text), size, err)
	}
	return string(text)
}

func comesBack(t *testing.T, s blob.Store) {
	put(t, s, "companies/1/uploads/2-a_b.xlsx", "rows")
	if text := get(t, s, "companies/1/uploads/2-a_b.xlsx"); text != "rows" {
		t.Errorf("came back as %q", text)
	}
}

func sizes(t *testing.T, s blob.Store) {
	random := rand.NewChaCha8([32]byte{1})
	for _, size := range []int{0, 1, 8 << 20, 8<<20 + 1, 20 << 20} { // around the parts of S3
		want := make([]byte, size)
		_, _ = random.Read(want)
		if n, err := s.Put(t.Context(), "large", bytes.NewReader(want)); err != nil || n != int64(size) {
			t.Fatalf("%d bytes: put %d, %v", size, n, err)
		}
		if got := get(t, s, "large"); got != string(want) {
			t.Errorf("%d bytes came back otherwise", size)
		}
	}
}

func replaces(t *testing.T, s blob.Store) {
	put(t, s, "a/b", "first, and longer")
	put(t, s, "a/b", "second")
	if text := get(t, s, "a/b"); text != "second" {
		t.Errorf("came back as %q", text)
	}
}

// failing gives size bytes, then an error.
func failing(size int) io.Reader {
	return io.MultiReader(bytes.NewReader(make([]byte, size)), iotestErr{})
}

type iotestErr struct{}

var errLine = errors.New("the line dropped")

func (iotestErr) Read([]byte) (int, error) { return 0, errLine }

func broken(t *testing.T, s blob.Store) {
	put(t, s, "kept", "as it was")
	for _, size := range []int{0, 10, 9 << 20} {
		for _, key := range []string{"kept", "new"} {
			if _, err := s.Put(t.Context(), key, failing(size)); !errors.Is(err, errLine) {
				t.Errorf("%s, %d bytes: %v", key, size, err)
			}
		}
	}
	if text := get(t, s, "kept"); text != "as it was" {
		t.Errorf("the blob before is now %d bytes", len(text))
	}
	if _, _, err := s.Get(t.Context(), "new"); !errors.Is(err, blob.ErrNotFound) {
		t.Errorf("something was kept: %v", err)
	}
}

func cancelled(t *testing.T, s blob.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Put(ctx, "x", strings.NewReader("text")); !errors.Is(err, context.Canceled) {
		t.Errorf("put: %v", err)
	}
	if _, _, err := s.Get(t.Context(), "x"); !errors.Is(err, blob.ErrNotFound) {
		t.Errorf("something was kept: %v", err)
	}
}

func notFound(t *testing.T, s blob.Store) {
	put(t, s, "there/below", "x")
	for _, key := range []string{"absent", "there", "there/below/deeper", "a/b/c"} {
		_, _, getErr := s.Get(t.Context(), key)
		_, openErr := s.Open(t.Context(), key)
		if key == "there/below/deeper" && getErr != nil && openErr != nil {
			continue // a file is no folder: any error will do
		}
		if !errors.Is(getErr, blob.ErrNotFound) || !errors.Is(openErr, blob.ErrNotFound) {
			t.Errorf("%s: get %v, open %v", key, getErr, openErr)
		}
	}
}

func deleted(t *testing.T, s blob.Store) {
	put(t, s, "a/b", "x")
	for range 2 {
		if err := s.Delete(t.Context(), "a/b"); err != nil {
			t.Error(err)
		}
	}
	if _, _, err := s.Get(t.Context(), "a/b"); !errors.Is(err, blob.ErrNotFound) {
		t.Error(err)
	}
}

func foreignKeys(t *testing.T, s blob.Store) {
	for _, key := range []string{"", ".", "..", "../x", "a/../b", "/a", "a/", "a//b", "a b", "a\\b", "a\x00b", ".hidden", "ä", strings.Repeat("a", 600)} {
		_, putErr := s.Put(t.Context(), key, strings.NewReader("x"))
		_, openErr := s.Open(t.Context(), key)
		_, _, getErr := s.Get(t.Context(), key)
		if putErr == nil || openErr == nil || getErr == nil || s.Delete(t.Context(), key) == nil {
			t.Errorf("%q was taken", key)
		}
	}
}

func readAnywhere(t *testing.T, s blob.Store) {
	want := make([]byte, 100_000)
	for i := range want {
		want[i] = byte(i * 7)
	}
	if _, err := s.Put(t.Context(), "book", bytes.NewReader(want)); err != nil {
		t.Fatal(err)
	}
	file, err := s.Open(t.Context(), "book")
	if err != nil {
		t.Fatal(err)
	}
	if file.Size() != int64(len(want)) {
		t.Errorf("size %d", file.Size())
	}
	var group sync.WaitGroup
	for worker := range 8 {
		group.Go(func() {
			for step := range 50 {
				at := (worker*7919 + step*104_729) % (len(want) - 100)
				got := make([]byte, 100)
				if _, err := file.ReadAt(got, int64(at)); err != nil || !bytes.Equal(got, want[at:at+100]) {
					t.Errorf("at %d: %v", at, err)
				}
			}
		})
	}
	group.Wait()
	if _, err := file.ReadAt(make([]byte, 10), int64(len(want))-5); !errors.Is(err, io.EOF) {
		t.Errorf("past the end: %v", err)
	}
	if err := file.Close(); err != nil {
		t.Error(err)
	}
}

func TestAFolderHoldsNoDraftsAfterwards(t *testing.T) {
	t.Parallel()
	path := t.TempDir()
	folder, err := blob.NewFolder(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = folder.Close() }()
	put(t, folder, "a/b", "x")
	if _, err := folder.Put(t.Context(), "a/c", failing(10)); err == nil {
		t.Error("a broken upload was taken")
	}
	entries, err := os.ReadDir(filepath.Join(path, "a"))
	if err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
}
