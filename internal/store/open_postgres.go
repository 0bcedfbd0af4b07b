package store

import (
	"context"
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

// readUTC makes times come back in UTC; pgx would give them in the machine's zone.
func readUTC(_ context.Context, conn *pgx.Conn) error {
	conn.TypeMap().RegisterType(&pgtype.Type{
		Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
	})
	return nil
}
