-- The whole house, in SQL that SQLite and PostgreSQL both read. Ids are UUIDs as text. Every row of a company carries company_id.
-- TIMESTAMPTZ becomes TIMESTAMP on SQLite (internal/store/migrate.go). Money is whole hundredths. Documents (JSON) are TEXT.

-- +goose Up
CREATE TABLE organisations (
    id          TEXT PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('secretariat', 'company', 'auditor')),
    name        TEXT NOT NULL,
    country     TEXT NOT NULL DEFAULT '',
    sector      TEXT NOT NULL DEFAULT '',
    created_at  TIMESTAMPTZ NOT NULL
);

CREATE TABLE people (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    email           TEXT NOT NULL,                 -- lower case
    name            TEXT NOT NULL,
    role            TEXT NOT NULL CHECK (role IN ('owner', 'analyst', 'officer', 'auditor')),
    language        TEXT NOT NULL DEFAULT 'en',
    password_hash   TEXT NOT NULL,                 -- argon2id, PHC string
    created_at      TIMESTAMPTZ NOT NULL,
    disabled_at     TIMESTAMPTZ
);
CREATE UNIQUE INDEX people_email ON people (email);
CREATE INDEX people_organisation ON people (organisation_id);

CREATE TABLE sessions (
    id_hash      TEXT PRIMARY KEY,                 -- SHA-256 of the cookie's value
    person_id    TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    created_at   TIMESTAMPTZ NOT NULL,
    seen_at      TIMESTAMPTZ NOT NULL,
    expires_at   TIMESTAMPTZ NOT NULL
);
CREATE INDEX sessions_person ON sessions (person_id);

CREATE TABLE invitations (
    id              TEXT PRIMARY KEY,
    token_hash      TEXT NOT NULL,                 -- SHA-256 of the token in the link
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    email           TEXT NOT NULL DEFAULT '',      -- '' for the first set-up link
    role            TEXT NOT NULL,
    invited_by      TEXT NOT NULL DEFAULT '',
    created_at      TIMESTAMPTZ NOT NULL,
    expires_at      TIMESTAMPTZ NOT NULL,
    accepted_at     TIMESTAMPTZ,
    revoked_at      TIMESTAMPTZ
);
CREATE UNIQUE INDEX invitations_token ON invitations (token_hash);
CREATE INDEX invitations_organisation ON invitations (organisation_id);

CREATE TABLE sign_in_failures (
    subject    TEXT PRIMARY KEY,                   -- "email:…" or "address:…", hashed
    failures   INTEGER NOT NULL,
    since      TIMESTAMPTZ NOT NULL
);

-- Immutable texts named by digest: rulebooks, questionnaire definitions.
CREATE TABLE publications (
    digest        TEXT PRIMARY KEY,
    kind          TEXT NOT NULL CHECK (kind IN ('rulebook', 'questionnaire')),
    name          TEXT NOT NULL,                   -- the id inside the file
    version       TEXT NOT NULL,
    body          TEXT NOT NULL,                   -- the YAML as published
    published_by  TEXT NOT NULL DEFAULT '',
    published_at  TIMESTAMPTZ NOT NULL
);

CREATE TABLE cycles (
    id                    TEXT PRIMARY KEY,
    name                  TEXT NOT NULL,
    opens_on              TEXT NOT NULL,           -- YYYY-MM-DD
    due_on                TEXT NOT NULL,
    closes_on             TEXT NOT NULL,
    questionnaire_digest  TEXT NOT NULL REFERENCES publications (digest),
    rulebook_digest       TEXT NOT NULL REFERENCES publications (digest),
    opened_by             TEXT NOT NULL,
    created_at            TIMESTAMPTZ NOT NULL,
    closed_at             TIMESTAMPTZ
);

CREATE TABLE suppliers (
    id            TEXT PRIMARY KEY,
    company_id    TEXT NOT NULL REFERENCES organisations (id),
    name          TEXT NOT NULL,
    country       TEXT NOT NULL DEFAULT '',        -- ISO 3166-1 alpha-3
    sector        TEXT NOT NULL DEFAULT '',        -- ISIC Rev.4
    reference     TEXT NOT NULL DEFAULT '',
    workers       INTEGER,
    search        TEXT NOT NULL DEFAULT '',        -- lower case: name, local name, reference, place, products, parent
    fields        TEXT NOT NULL,                   -- intake.Supplier
    origins       TEXT NOT NULL,                   -- field -> fact.Origin
    created_at    TIMESTAMPTZ NOT NULL,
    updated_at    TIMESTAMPTZ NOT NULL,
    -- the newest assessment, so that ranking is one index read; 0 and '' while unscored
    assessment_id TEXT NOT NULL DEFAULT '',
    inherent      DOUBLE PRECISION NOT NULL DEFAULT 0,   -- points 0-100
    control       DOUBLE PRECISION NOT NULL DEFAULT 0,   -- share 0-1
    residual      DOUBLE PRECISION NOT NULL DEFAULT 0,   -- points 0-100
    confidence    DOUBLE PRECISION NOT NULL DEFAULT 0,   -- share 0-1
    answered      DOUBLE PRECISION NOT NULL DEFAULT 0,   -- share 0-1
    band          TEXT NOT NULL DEFAULT '',
    band_rank     INTEGER NOT NULL DEFAULT -1,
    flags         TEXT NOT NULL DEFAULT '[]',            -- rule ids
    flag_count    INTEGER NOT NULL DEFAULT 0,
    review        BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX suppliers_ranked ON suppliers (company_id, band_rank DESC, residual DESC, name);
CREATE INDEX suppliers_named ON suppliers (company_id, name);
CREATE INDEX suppliers_walked ON suppliers (company_id, id);   -- scoring and reports go through a company in chunks

CREATE TABLE imports (
    id            TEXT PRIMARY KEY,
    company_id    TEXT NOT NULL REFERENCES organisations (id),
    kind          TEXT NOT NULL CHECK (kind IN ('suppliers', 'responses')),
    file_name     TEXT NOT NULL,
    blob_key      TEXT NOT NULL,
    digest        TEXT NOT NULL,
    bytes         BIGINT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('reading', 'ready', 'importing', 'imported', 'refused', 'discarded')),
    mapping       TEXT NOT NULL DEFAULT '',        -- intake.Mapping, chosen or proposed
    shape         TEXT NOT NULL DEFAULT '',        -- intake.Reading without issues: format, encoding, tabs, counts
    rows_read     INTEGER NOT NULL DEFAULT 0,
    share_read    DOUBLE PRECISION NOT NULL DEFAULT 0,
    count_new        INTEGER NOT NULL DEFAULT 0,
    count_changed    INTEGER NOT NULL DEFAULT 0,
    count_unchanged  INTEGER NOT NULL DEFAULT 0,
    count_duplicate  INTEGER NOT NULL DEFAULT 0,
    count_refused    INTEGER NOT NULL DEFAULT 0,
    count_issues     INTEGER NOT NULL DEFAULT 0,
    fault         TEXT NOT NULL DEFAULT '',        -- key, arguments when refused (JSON)
    created_by    TEXT NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    imported_at   TIMESTAMPTZ
);
CREATE INDEX imports_company ON imports (company_id, created_at);

CREATE TABLE import_rows (
    import_id    TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    row_number   INTEGER NOT NULL,                 -- position in the file, as the spreadsheet numbers it; for responses 1, 2, …
    company_id   TEXT NOT NULL REFERENCES organisations (id),
    action       TEXT NOT NULL,                    -- new, changed, unchanged, duplicate, refused
    supplier_id  TEXT NOT NULL DEFAULT '',
    name         TEXT NOT NULL DEFAULT '',
    content      TEXT NOT NULL,                    -- suppliers: fields and origins; responses: questionnaire.Response
    changes      TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (import_id, row_number)
);
CREATE INDEX import_rows_action ON import_rows (import_id, action, row_number);

CREATE TABLE import_issues (
    import_id    TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    company_id   TEXT NOT NULL REFERENCES organisations (id),
    code         TEXT NOT NULL,
    severity     TEXT NOT NULL,
    row_number   INTEGER NOT NULL DEFAULT 0,
    content      TEXT NOT NULL,                    -- issue.Issue
    PRIMARY KEY (import_id, position)
);

CREATE TABLE responses (
    id             TEXT PRIMARY KEY,
    company_id     TEXT NOT NULL REFERENCES organisations (id),
    supplier_id    TEXT NOT NULL REFERENCES suppliers (id),
    import_id      TEXT NOT NULL DEFAULT '',
    definition     TEXT NOT NULL,                  -- questionnaire digest
    content        TEXT NOT NULL,                  -- questionnaire.Response
    digest         TEXT NOT NULL,
    filled_on      TEXT NOT NULL DEFAULT '',
    created_at     TIMESTAMPTZ NOT NULL
);
CREATE INDEX responses_supplier ON responses (company_id, supplier_id, created_at);

CREATE TABLE assessments (
    id               TEXT PRIMARY KEY,
    company_id       TEXT NOT NULL REFERENCES organisations (id),
    supplier_id      TEXT NOT NULL REFERENCES suppliers (id),
    response_id      TEXT NOT NULL DEFAULT '',
    rulebook_digest  TEXT NOT NULL,
    refdata_digest   TEXT NOT NULL,
    inputs_digest    TEXT NOT NULL,                -- digest of facts
    facts            TEXT NOT NULL,                -- fact.Row: with the rulebook, enough to score again
    result           TEXT NOT NULL,                -- scoring.Result
    as_of            TEXT NOT NULL,                -- YYYY-MM-DD, an input of the facts
    created_at       TIMESTAMPTZ NOT NULL
);
CREATE INDEX assessments_supplier ON assessments (company_id, supplier_id, created_at);

CREATE TABLE findings (
    id           TEXT PRIMARY KEY,
    company_id   TEXT NOT NULL REFERENCES organisations (id),
    supplier_id  TEXT NOT NULL REFERENCES suppliers (id),
    rule         TEXT NOT NULL,
    indicator    TEXT NOT NULL DEFAULT '',
    severity     TEXT NOT NULL CHECK (severity IN ('critical', 'major', 'minor')),
    state        TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    due_on       TEXT NOT NULL,
    opened_at    TIMESTAMPTZ NOT NULL,
    closed_at    TIMESTAMPTZ
);
CREATE UNIQUE INDEX findings_open ON findings (company_id, supplier_id, rule) WHERE state = 'open';
CREATE INDEX findings_supplier ON findings (company_id, supplier_id);

CREATE TABLE reports (
    id              TEXT PRIMARY KEY,
    company_id      TEXT NOT NULL REFERENCES organisations (id),  -- the forum's own reports carry the secretariat's id
    kind            TEXT NOT NULL CHECK (kind IN ('supplier', 'company', 'forum')),
    supplier_id     TEXT NOT NULL DEFAULT '',
    cycle_id        TEXT NOT NULL DEFAULT '',
    language        TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('making', 'ready', 'failed')),
    title           TEXT NOT NULL,
    content_digest  TEXT NOT NULL DEFAULT '',
    pdf_digest      TEXT NOT NULL DEFAULT '',
    pdf_bytes       BIGINT NOT NULL DEFAULT 0,
    pages           INTEGER NOT NULL DEFAULT 0,
    leaf_index      BIGINT NOT NULL DEFAULT -1,
    fault           TEXT NOT NULL DEFAULT '',
    requested_by    TEXT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    ready_at        TIMESTAMPTZ
);
CREATE INDEX reports_company ON reports (company_id, created_at);

CREATE TABLE submissions (
    id            TEXT PRIMARY KEY,
    company_id    TEXT NOT NULL REFERENCES organisations (id),
    cycle_id      TEXT NOT NULL REFERENCES cycles (id),
    state         TEXT NOT NULL CHECK (state IN ('in-progress', 'submitted', 'returned', 'accepted')),
    report_id     TEXT NOT NULL DEFAULT '',
    summary       TEXT NOT NULL DEFAULT '',        -- counts by band, country and sector as handed in (JSON): what the forum may add up
    submitted_by  TEXT NOT NULL DEFAULT '',
    submitted_at  TIMESTAMPTZ,
    reviewed_by   TEXT NOT NULL DEFAULT '',
    reviewed_at   TIMESTAMPTZ,
    version       INTEGER NOT NULL DEFAULT 1,      -- grows with each act: two reviewers cannot both decide
    created_at    TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX submissions_once ON submissions (cycle_id, company_id);

CREATE TABLE submission_events (
    id             TEXT PRIMARY KEY,
    submission_id  TEXT NOT NULL REFERENCES submissions (id),
    company_id     TEXT NOT NULL REFERENCES organisations (id),
    act            TEXT NOT NULL,                  -- submitted, returned, accepted
    comment        TEXT NOT NULL DEFAULT '',
    report_id      TEXT NOT NULL DEFAULT '',
    person_id      TEXT NOT NULL,
    person_name    TEXT NOT NULL,
    created_at     TIMESTAMPTZ NOT NULL
);
CREATE INDEX submission_events_submission ON submission_events (submission_id, created_at);

CREATE TABLE grants (
    id          TEXT PRIMARY KEY,
    auditor_id  TEXT NOT NULL REFERENCES organisations (id),
    company_id  TEXT NOT NULL REFERENCES organisations (id),
    starts_on   TEXT NOT NULL,
    ends_on     TEXT NOT NULL,                     -- last day, inclusive
    given_by    TEXT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    ended_at    TIMESTAMPTZ
);
CREATE INDEX grants_auditor ON grants (auditor_id, company_id);

-- The forum's log: one tree. Hashes are stored as x/mod/sumdb/tlog numbers them.
CREATE TABLE ledger_leaves (
    position   BIGINT PRIMARY KEY,                 -- 0-based
    kind       TEXT NOT NULL,
    subject    TEXT NOT NULL,
    digest     TEXT NOT NULL,
    leaf       TEXT NOT NULL,                      -- the bytes that are hashed
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX ledger_leaves_subject ON ledger_leaves (subject);
CREATE TABLE ledger_hashes (
    position   BIGINT PRIMARY KEY,
    hash       TEXT NOT NULL                       -- base64
);
CREATE TABLE ledger_checkpoints (
    size       BIGINT PRIMARY KEY,
    signed     TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

-- +goose Down
DROP TABLE ledger_checkpoints;
DROP TABLE ledger_hashes;
DROP TABLE ledger_leaves;
DROP TABLE grants;
DROP TABLE submission_events;
DROP TABLE submissions;
DROP TABLE reports;
DROP TABLE findings;
DROP TABLE assessments;
DROP TABLE responses;
DROP TABLE import_issues;
DROP TABLE import_rows;
DROP TABLE imports;
DROP TABLE suppliers;
DROP TABLE cycles;
DROP TABLE publications;
DROP TABLE sign_in_failures;
DROP TABLE invitations;
DROP TABLE sessions;
DROP TABLE people;
DROP TABLE organisations;
