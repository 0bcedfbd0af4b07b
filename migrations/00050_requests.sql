-- What a company asks a supplier to fill in: the request with its link, the answers as they are typed, the files that support them.

-- +goose Up
CREATE TABLE requests (
    id             TEXT PRIMARY KEY,
    company_id     TEXT NOT NULL REFERENCES organisations (id),
    supplier_id    TEXT NOT NULL REFERENCES suppliers (id),
    definition     TEXT NOT NULL,                  -- digest of the questionnaire
    language       TEXT NOT NULL,                  -- in which the supplier is asked
    due_on         TEXT NOT NULL,                  -- YYYY-MM-DD
    token_hash     TEXT NOT NULL,                  -- SHA-256 of the token in the link
    expires_at     TIMESTAMPTZ NOT NULL,
    revoked_at     TIMESTAMPTZ,
    email          TEXT NOT NULL DEFAULT '',       -- '' where the link is passed on by hand
    mail_state     TEXT NOT NULL DEFAULT '' CHECK (mail_state IN ('', 'waiting', 'sent', 'failed')),
    mail_error     TEXT NOT NULL DEFAULT '',       -- why the last mail was not taken, for the company to read
    reminders      INTEGER NOT NULL DEFAULT 0,
    reminded_at    TIMESTAMPTZ,
    opened_at      TIMESTAMPTZ,                    -- the link was first followed
    started_at     TIMESTAMPTZ,                    -- the first answer was kept
    answered_at    TIMESTAMPTZ,                    -- the response came, by the link or as a workbook
    response_id    TEXT NOT NULL DEFAULT '',
    asked_by       TEXT NOT NULL,
    created_at     TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX requests_token ON requests (token_hash);
CREATE INDEX requests_company ON requests (company_id, answered_at, due_on, id);
CREATE INDEX requests_supplier ON requests (company_id, supplier_id, created_at);

CREATE TABLE request_drafts (
    request_id  TEXT PRIMARY KEY REFERENCES requests (id),
    company_id  TEXT NOT NULL REFERENCES organisations (id),
    revision    INTEGER NOT NULL,                  -- grows with each save; a save names the one it was made from
    answers     TEXT NOT NULL,                     -- by question, each with the revision that last changed it
    updated_at  TIMESTAMPTZ NOT NULL
);

CREATE TABLE evidence_files (
    id           TEXT PRIMARY KEY,
    company_id   TEXT NOT NULL REFERENCES organisations (id),
    supplier_id  TEXT NOT NULL REFERENCES suppliers (id),
    request_id   TEXT NOT NULL DEFAULT '',         -- '' where the company put it there itself
    digest       TEXT NOT NULL,                    -- SHA-256 of the bytes; the blob's name
    name         TEXT NOT NULL,                    -- as the sender calls it
    media_type   TEXT NOT NULL,                    -- as found in the bytes, never as claimed
    size         INTEGER NOT NULL,                 -- bytes
    questions    TEXT NOT NULL,                    -- ids of the questions it supports (JSON)
    level        INTEGER NOT NULL,                 -- E0-E4
    dated_on     TEXT NOT NULL DEFAULT '',         -- YYYY-MM-DD, the day the paper is of
    added_by     TEXT NOT NULL DEFAULT '',         -- person of the company, '' for the supplier
    created_at   TIMESTAMPTZ NOT NULL,
    withdrawn_at TIMESTAMPTZ                       -- taken back by who added it; the record stays
);
CREATE INDEX evidence_files_supplier ON evidence_files (company_id, supplier_id, created_at);
CREATE INDEX evidence_files_digest ON evidence_files (company_id, digest);

-- +goose Down
DROP TABLE evidence_files;
DROP TABLE request_drafts;
DROP TABLE requests;
