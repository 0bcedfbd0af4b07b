package main

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gabf/telusur/internal/store"
)

type backupCommand struct {
	settings
	To string `arg:"" help:"Archive to write (.zip). It holds secrets: keep it as safe as the installation."`
}

// Run copies a running or stopped installation: first the database as of one moment, then the files it speaks of (which never change).
func (c *backupCommand) Run(s *surroundings) error {
	if c.DatabaseURL != "" || c.S3Endpoint != "" {
		return errors.New("this installation keeps its database or files elsewhere: back up PostgreSQL with pg_dump first, then the bucket, then the folder keys (docs/operator.md)")
	}
	if _, err := os.Stat(filepath.Join(c.Data, store.FileName)); err != nil {
		return fmt.Errorf("there is no installation in %s (TELUSUR_DATA): %w", c.Data, err)
	}
	if _, err := os.Stat(c.To); err == nil {
		return fmt.Errorf("%s is there already: give another name", c.To)
	}
	db, err := store.Open(s.ctx, store.Settings{Folder: c.Data})
	if err != nil {
		return err
	}
	defer db.Close()
	if err := writeWhole(c.To, func(out io.Writer) error { return c.archive(s.ctx, db, out) }); err != nil {
		return err
	}
	size, err := os.Stat(c.To)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "Database, keys and files of %s are in %s (%.1f MB). It holds secrets.\n", c.Data, c.To, float64(size.Size())/1e6)
	return err
}

func (c *backupCommand) archive(ctx context.Context, db *store.Store, out io.Writer) error {
	copied := filepath.Join(c.Data, "backup.tmp.sqlite")
	if err := os.Remove(copied); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := db.CopyTo(ctx, copied); err != nil {
		return err
	}
	defer os.Remove(copied)
	archive := zip.NewWriter(out)
	if err := addFile(archive, store.FileName, copied); err != nil {
		return err
	}
	for _, folder := range []string{"keys", "files"} {
		if err := addFolder(archive, c.Data, folder); err != nil {
			return err
		}
	}
	return archive.Close()
}

func addFolder(archive *zip.Writer, root, folder string) error {
	return filepath.WalkDir(filepath.Join(root, folder), func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		return addFile(archive, filepath.ToSlash(name), path)
	})
}

func addFile(archive *zip.Writer, name, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	entry, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = io.Copy(entry, file)
	return err
}

type restoreCommand struct {
	Data string `env:"TELUSUR_DATA" default:"./data" type:"path" help:"Folder to restore into; it must be empty or not there."`
	From string `arg:"" type:"existingfile" help:"Archive that backup wrote."`
}

// Run unpacks an archive; it overwrites nothing and writes nothing outside the folder.
func (c *restoreCommand) Run(s *surroundings) error {
	if entries, err := os.ReadDir(c.Data); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty: restore into an empty folder, then point TELUSUR_DATA at it", c.Data)
	}
	archive, err := zip.OpenReader(c.From)
	if err != nil {
		return fmt.Errorf("%s is not an archive that backup wrote: %w", c.From, err)
	}
	defer archive.Close()
	if err := os.MkdirAll(c.Data, 0o750); err != nil {
		return err
	}
	root, err := os.OpenRoot(c.Data)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, entry := range archive.File {
		if strings.HasSuffix(entry.Name, "/") {
			continue
		}
		if err := restoreFile(root, entry); err != nil {
			return fmt.Errorf("restore %s: %w", entry.Name, err)
		}
	}
	_, err = fmt.Fprintf(s.out, "Restored %d files into %s.\n", len(archive.File), c.Data)
	return err
}

func restoreFile(root *os.Root, entry *zip.File) error {
	from, err := entry.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	if err := root.MkdirAll(filepath.Dir(entry.Name), 0o700); err != nil {
		return err
	}
	to, err := root.OpenFile(entry.Name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from) //nolint:gosec // the operator's own archive
	return errors.Join(err, to.Close())
}

// writeWhole writes a file completely or not at all.
func writeWhole(path string, write func(io.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	part, err := os.CreateTemp(filepath.Dir(path), ".part-*")
	if err != nil {
		return err
	}
	defer os.Remove(part.Name())
	if err := errors.Join(write(part), part.Close()); err != nil {
		return err
	}
	return os.Rename(part.Name(), path)
}
