package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// draftPattern names files that are being written. No key begins with a dot.
const draftPattern = ".draft-*"

// Folder keeps blobs as files below a folder, the key as path.
type Folder struct{ root *os.Root }

// NewFolder opens a folder, and makes it when it is not there.
func NewFolder(path string) (*Folder, error) {
	if err := os.MkdirAll(path, 0o750); err != nil {
		return nil, fmt.Errorf("folder for files: %w", err)
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, fmt.Errorf("folder for files: %w", err)
	}
	return &Folder{root}, nil
}

// Close gives the folder back.
func (f *Folder) Close() error { return f.root.Close() }

// Put writes a draft beside the blob, brings it to the disk, and renames it.
func (f *Folder) Put(ctx context.Context, key string, r io.Reader) (int64, error) {
	if err := checkKey(key); err != nil {
		return 0, err
	}
	path := filepath.FromSlash(key)
	if err := f.root.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return 0, fmt.Errorf("put %s: %w", key, err)
	}
	draft, err := os.CreateTemp(filepath.Join(f.root.Name(), filepath.Dir(path)), draftPattern)
	if err != nil {
		return 0, fmt.Errorf("put %s: %w", key, err)
	}
	size, err := io.Copy(draft, reading{ctx, r})
	err = errors.Join(err, draft.Sync(), draft.Close())
	if err == nil {
		err = f.root.Rename(filepath.Join(filepath.Dir(path), filepath.Base(draft.Name())), path)
	}
	if err != nil {
		return 0, errors.Join(fmt.Errorf("put %s: %w", key, err), os.Remove(draft.Name()))
	}
	return size, f.syncFolder(filepath.Dir(path))
}

// syncFolder brings a folder's list of names to the disk; not every system can.
func (f *Folder) syncFolder(path string) error {
	folder, err := f.root.Open(path)
	if err != nil {
		return fmt.Errorf("folder for files: %w", err)
	}
	_ = folder.Sync()
	return folder.Close()
}

// Open gives a blob to be read anywhere in it.
func (f *Folder) Open(_ context.Context, key string) (File, error) {
	return f.open(key)
}

// Get gives a blob to be read from its beginning.
func (f *Folder) Get(_ context.Context, key string) (io.ReadCloser, int64, error) {
	file, err := f.open(key)
	if err != nil {
		return nil, 0, err
	}
	return file.File, file.size, nil
}

func (f *Folder) open(key string) (localFile, error) {
	if err := checkKey(key); err != nil {
		return localFile{}, err
	}
	file, err := f.root.Open(filepath.FromSlash(key))
	if err != nil {
		return localFile{}, absent(key, err)
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		err = fs.ErrNotExist
	}
	if err != nil {
		return localFile{}, errors.Join(absent(key, err), file.Close())
	}
	return localFile{file, info.Size()}, nil
}

// Delete removes a blob.
func (f *Folder) Delete(_ context.Context, key string) error {
	if err := checkKey(key); err != nil {
		return err
	}
	if err := f.root.Remove(filepath.FromSlash(key)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("delete %s: %w", key, err)
	}
	return nil
}

func absent(key string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("open %s: %w", key, ErrNotFound)
	}
	return fmt.Errorf("open %s: %w", key, err)
}

// localFile is an open file of known size.
type localFile struct {
	*os.File
	size int64
}

func (f localFile) Size() int64 { return f.size }

// reading ends with its context.
type reading struct {
	ctx context.Context
	r   io.Reader
}

func (r reading) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}
