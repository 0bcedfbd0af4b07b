#!/bin/sh
# Run once by the postgres image on an empty volume: makes Telusur's own role and database. The role is no superuser, for which
# row-level security would not stand.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$TELUSUR_DB_PASSWORD" --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
CREATE ROLE telusur LOGIN PASSWORD :'password' NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE DATABASE telusur OWNER telusur ENCODING 'UTF8';
SQL
