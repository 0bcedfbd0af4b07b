package blob

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// partBytes is held in memory per Put, since the size is not known before the end; 10,000 parts make the largest blob 78 GiB.
const partBytes = 8 << 20

// S3Settings name a bucket of an S3-compatible store.
type S3Settings struct {
	Endpoint  string // host, host:port, or a URL; "http://…" for a store without TLS
	Bucket    string // made when it is not there
	Region    string // "" = us-east-1
	AccessKey string
	SecretKey string
}

// S3 keeps blobs in a bucket, the key as name.
type S3 struct {
	client *minio.Client
	bucket string
}

// NewS3 opens a bucket, and makes it when it is not there.
func NewS3(ctx context.Context, settings S3Settings) (*S3, error) {
	host, plain := strings.CutPrefix(strings.TrimSuffix(settings.Endpoint, "/"), "http://")
	client, err := minio.New(strings.TrimPrefix(host, "https://"), &minio.Options{
		Creds:        credentials.NewStaticV4(settings.AccessKey, settings.SecretKey, ""),
		Secure:       !plain,
		Region:       settings.Region,
		BucketLookup: minio.BucketLookupAuto,
	})
	if err != nil {
		return nil, fmt.Errorf("object store %s: %w", settings.Endpoint, err)
	}
	exists, err := client.BucketExists(ctx, settings.Bucket)
	if err == nil && !exists {
		err = client.MakeBucket(ctx, settings.Bucket, minio.MakeBucketOptions{Region: settings.Region})
		if code := minio.ToErrorResponse(err).Code; code == "BucketAlreadyOwnedByYou" || code == "BucketAlreadyExists" {
			err = nil // another server was faster
		}
	}
	if err != nil {
		return nil, fmt.Errorf("bucket %s at %s: %w", settings.Bucket, settings.Endpoint, err)
	}
	return &S3{client, settings.Bucket}, nil
}

// Put uploads in parts; the object appears when the last part is there.
func (s *S3) Put(ctx context.Context, key string, r io.Reader) (int64, error) {
	if err := checkKey(key); err != nil {
		return 0, err
	}
	body, size := bufio.NewReader(reading{ctx, r}), int64(-1)
	if _, err := body.Peek(1); errors.Is(err, io.EOF) {
		size = 0 // an upload in parts cannot be empty
	} else if err != nil {
		return 0, fmt.Errorf("put %s: %w", key, err)
	}
	done, err := s.client.PutObject(ctx, s.bucket, key, body, size, minio.PutObjectOptions{
		ContentType: "application/octet-stream", PartSize: partBytes, NumThreads: 1,
		// MD5 per part instead of signed chunks, which some S3-compatible stores do not take apart
		SendContentMd5: true, DisableContentSha256: true,
	})
	if err != nil {
		return 0, fmt.Errorf("put %s: %w", key, err)
	}
	return done.Size, nil
}

// Get gives a blob to be read from its beginning.
func (s *S3) Get(ctx context.Context, key string) (io.ReadCloser, int64, error) {
	if err := checkKey(key); err != nil {
		return nil, 0, err
	}
	object, err := s.client.GetObject(ctx, s.bucket, key, minio.GetObjectOptions{})
	if err != nil {
		return nil, 0, notThere(key, err)
	}
	stat, err := object.Stat()
	if err != nil {
		return nil, 0, errors.Join(notThere(key, err), object.Close())
	}
	return object, stat.Size, nil
}

// Open copies a blob into a temporary file: a workbook is read in thousands of small pieces, each of which would be a request.
func (s *S3) Open(ctx context.Context, key string) (File, error) {
	object, _, err := s.Get(ctx, key)
	if err != nil {
		return nil, err
	}
	defer func() { _ = object.Close() }()
	file, err := os.CreateTemp("", "telusur-blob-*")
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", key, err)
	}
	size, err := io.Copy(file, object)
	spool := spooled{localFile{file, size}}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", key, err), spool.Close())
	}
	return spool, nil
}

// Delete removes a blob.
func (s *S3) Delete(ctx context.Context, key string) error {
	if err := checkKey(key); err != nil {
		return err
	}
	if err := s.client.RemoveObject(ctx, s.bucket, key, minio.RemoveObjectOptions{}); err != nil && !isAbsent(err) {
		return fmt.Errorf("delete %s: %w", key, err)
	}
	return nil
}

func isAbsent(err error) bool {
	response := minio.ToErrorResponse(err)
	return response.Code == "NoSuchKey" || response.StatusCode == http.StatusNotFound && response.Code != "NoSuchBucket"
}

func notThere(key string, err error) error {
	if isAbsent(err) {
		return fmt.Errorf("open %s: %w", key, ErrNotFound)
	}
	return fmt.Errorf("open %s: %w", key, err)
}

// spooled is a temporary file that goes when it is closed.
type spooled struct{ localFile }

func (s spooled) Close() error { return errors.Join(s.File.Close(), os.Remove(s.Name())) }
