package storetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/migrations"
)

// templateLock is the advisory lock under which one test program makes the template and the others wait.
const templateLock = 0x7465737401

var templates sync.Map // URL -> func() (name string, err error)

func postgresCopy(t testing.TB, url string) store.Settings {
	t.Helper()
	made, _ := templates.LoadOrStore(url, sync.OnceValues(func() (string, error) { return makeTemplate(url) }))
	template, err := made.(func() (string, error))()
	if err != nil {
		t.Fatalf("PostgreSQL of %s: %v", Variable, err)
	}
	name := "telusur_test_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	if err := execute(t.Context(), url, fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s", name, template)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := execute(ctx, url, fmt.Sprintf("DROP DATABASE %s WITH (FORCE)", name)); err != nil {
			t.Errorf("drop test database: %v", err)
		}
	})
	return store.Settings{URL: withDatabase(url, name), MaxConns: 8}
}

// makeTemplate gives the name of a migrated, empty database, which is named by its migrations and made when it is not there.
func makeTemplate(url string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	var bypasses, exists bool
	if err := conn.QueryRow(ctx, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user").Scan(&bypasses); err != nil {
		return "", err
	}
	if bypasses {
		return "", errors.New("the role is a superuser or bypasses row-level security: give one made with CREATE ROLE … LOGIN CREATEDB")
	}
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", int64(templateLock)); err != nil {
		return "", err
	}
	digest, err := migrationsDigest()
	if err != nil {
		return "", err
	}
	name := "telusur_template_" + digest
	if err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&exists); err != nil || exists {
		return name, err
	}
	draft := name + "_draft"
	for _, statement := range []string{"DROP DATABASE IF EXISTS " + draft, "CREATE DATABASE " + draft} {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return "", err
		}
	}
	s, err := store.Open(ctx, store.Settings{URL: withDatabase(url, draft)})
	if err != nil {
		return "", err
	}
	err = s.Migrate(ctx)
	s.Close()
	if err != nil {
		return "", err
	}
	_, err = conn.Exec(ctx, fmt.Sprintf("ALTER DATABASE %s RENAME TO %s", draft, name))
	return name, err
}

func execute(ctx context.Context, url, statement string) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, statement)
	return errors.Join(err, conn.Close(ctx))
}

func withDatabase(address, name string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return address // Open tells what is wrong with it
	}
	parsed.Path = "/" + name
	return parsed.String()
}

func migrationsDigest() (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(migrations.Files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(migrations.Files, path)
		fmt.Fprintf(sum, "%s %d\n%s", path, len(text), text)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil))[:16], err
}
