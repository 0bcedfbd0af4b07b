-- Entity lists that the operator loads, and the possible matches a person must judge.

-- +goose Up
CREATE TABLE entity_lists (
    digest     TEXT PRIMARY KEY,                 -- of the file as loaded; the file is the blob lists/<digest>
    list       TEXT NOT NULL,                    -- "uflpa": the editions of a list share it
    title      TEXT NOT NULL,
    publisher  TEXT NOT NULL,
    edition    TEXT NOT NULL,                    -- the publisher's date or version
    url        TEXT NOT NULL,
    licence    TEXT NOT NULL,
    entities   INTEGER NOT NULL,
    loaded_at  TIMESTAMPTZ NOT NULL,
    retired_at TIMESTAMPTZ                       -- another edition has taken its place, or it is no longer used
);

CREATE TABLE screening_hits (
    id            TEXT PRIMARY KEY,
    company_id    TEXT NOT NULL REFERENCES organisations (id),
    supplier_id   TEXT NOT NULL REFERENCES suppliers (id),
    list          TEXT NOT NULL,
    entity        TEXT NOT NULL,                 -- the list's own id of the entity, or its name and country
    hit           TEXT NOT NULL,                 -- screening.Hit as last found
    score         REAL NOT NULL,                 -- 0-1
    state         TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'dismissed')),
    present       BOOLEAN NOT NULL,              -- false: the lists in use no longer give it; what was decided stays
    decisions     TEXT NOT NULL,                 -- []portfolio.Decision, the oldest first
    found_at      TIMESTAMPTZ NOT NULL,
    UNIQUE (supplier_id, list, entity)
);
CREATE INDEX screening_hits_company ON screening_hits (company_id, present, state, score);

-- +goose Down
DROP TABLE screening_hits;
DROP TABLE entity_lists;
