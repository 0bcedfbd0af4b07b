-- What-if: the facts of a company's suppliers kept in columns, and rulebooks on their way from a draft to publication.

-- +goose Up
-- One snapshot a company. The columns themselves are a file; a file never changes, a new snapshot is a new file.
CREATE TABLE portfolio_frames (
    company_id     TEXT PRIMARY KEY REFERENCES organisations (id),
    sequence       BIGINT NOT NULL,                 -- grows with every change of suppliers or scores
    kept_sequence  BIGINT NOT NULL DEFAULT -1,      -- the sequence that the snapshot was made at; -1 while there is none
    blob_key       TEXT NOT NULL DEFAULT '',
    suppliers      INTEGER NOT NULL DEFAULT 0,
    bytes          BIGINT NOT NULL DEFAULT 0,
    kept_at        TIMESTAMPTZ                      -- when its rows were read
);

CREATE TABLE rulebook_drafts (
    id            TEXT PRIMARY KEY,
    title         TEXT NOT NULL,
    text          TEXT NOT NULL,
    based_on      TEXT NOT NULL DEFAULT '',         -- digest of a published rulebook
    revision      INTEGER NOT NULL,                 -- grows with every change: two officers cannot write over one another
    state         TEXT NOT NULL CHECK (state IN ('draft', 'proposed', 'published', 'dropped')),
    created_by    TEXT NOT NULL,
    updated_by    TEXT NOT NULL,
    updated_name  TEXT NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    updated_at    TIMESTAMPTZ NOT NULL
);

-- What was put before a second officer. Nothing here changes but the decision, once.
CREATE TABLE rulebook_proposals (
    id             TEXT PRIMARY KEY,
    draft_id       TEXT NOT NULL REFERENCES rulebook_drafts (id),
    digest         TEXT NOT NULL,                   -- of the rulebook
    text           TEXT NOT NULL,
    why            TEXT NOT NULL,
    record         TEXT NOT NULL,                   -- difference in words and back-test (canonical JSON)
    record_digest  TEXT NOT NULL,
    proposed_by    TEXT NOT NULL,
    proposed_name  TEXT NOT NULL,
    proposed_at    TIMESTAMPTZ NOT NULL,
    decision       TEXT NOT NULL DEFAULT '' CHECK (decision IN ('', 'published', 'declined')),
    decided_by     TEXT NOT NULL DEFAULT '',
    decided_name   TEXT NOT NULL DEFAULT '',
    decided_at     TIMESTAMPTZ,
    comment        TEXT NOT NULL DEFAULT '',
    -- four eyes: nobody publishes what they proposed
    CHECK (decision <> 'published' OR (decided_by <> '' AND decided_by <> proposed_by)),
    CHECK ((decision = '') = (decided_by = ''))
);
CREATE UNIQUE INDEX rulebook_proposals_open ON rulebook_proposals (draft_id) WHERE decision = '';
CREATE UNIQUE INDEX rulebook_proposals_published ON rulebook_proposals (digest) WHERE decision = 'published';
CREATE INDEX rulebook_proposals_draft ON rulebook_proposals (draft_id, proposed_at);

-- +goose Down
DROP TABLE rulebook_proposals;
DROP TABLE rulebook_drafts;
DROP TABLE portfolio_frames;
