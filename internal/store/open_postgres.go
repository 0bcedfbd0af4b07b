package store

import (
	"context"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/stdlib"
	postgresgorm "gorm.io/driver/postgres"
	"gorm.io/gorm"
)

func openPostgres(settings Settings) (*Store, gorm.Dialector, error) {
	config, err := pgx.ParseConfig(settings.URL)
	if err != nil {
		return nil, nil, err
	}
	config.RuntimeParams["timezone"] = "UTC"
	if config.RuntimeParams["application_name"] == "" {
		config.RuntimeParams["application_name"] = "telusur"
	}
	pool := stdlib.OpenDB(*config, stdlib.OptionAfterConnect(readUTC))
	pool.SetMaxOpenConns(settings.MaxConns)
	pool.SetMaxIdleConns(settings.MaxConns)
	pool.SetConnMaxLifetime(time.Hour) // so that a changed address or a failover is noticed
	dialector := postgresgorm.New(postgresgorm.Config{Conn: pool})
	return &Store{dialect: Postgres, writer: pool, reader: pool}, dialector, nil
}

// warnOfOpenWalls tells the operator when the role walks through row-level security. Policy and scopes still hold then.
func (s *Store) warnOfOpenWalls(ctx context.Context) error {
	var role string
	var open bool
	err := s.writer.QueryRowContext(ctx, "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user").Scan(&role, &open)
	if open {
		slog.Warn("PostgreSQL's walls between companies (row-level security) do not bind this role: connect as one without SUPERUSER and BYPASSRLS", "role", role)
	}
	return err
}

// readUTC makes times come back in UTC; pgx would give them in the machine's zone.
func readUTC(_ context.Context, conn *pgx.Conn) error {
	conn.TypeMap().RegisterType(&pgtype.Type{
		Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
	})
	return nil
}
