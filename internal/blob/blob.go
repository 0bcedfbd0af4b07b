// Package blob keeps files: uploads, evidence, reports. In a folder, or in an S3-compatible object store.
//
// Keys are made by us, never by users: words of [A-Za-z0-9._-] joined by "/". The package must never know what is in a file.
package blob

import (
	"context"
	"errors"
	"io"
)

// ErrNotFound says that there is no blob with a key.
var ErrNotFound = errors.New("no such file")

// Store keeps blobs. A blob is there whole or not at all, and survives the machine's loss of power once Put has returned.
type Store interface {
	// Put keeps what r gives, in place of what the key held before, and gives the size in bytes. When r fails, nothing is kept.
	Put(ctx context.Context, key string, r io.Reader) (size int64, err error)
	// Open gives a blob to be read anywhere in it; ErrNotFound. The context must live as long as the file is read.
	Open(ctx context.Context, key string) (File, error)
	// Get gives a blob to be read once from its beginning, with its size; ErrNotFound.
	Get(ctx context.Context, key string) (io.ReadCloser, int64, error)
	// Delete removes a blob; one that is not there is no error.
	Delete(ctx context.Context, key string) error
}

// File is an open blob.
type File interface {
	io.ReaderAt
	io.Closer
	Size() int64 // bytes
}
