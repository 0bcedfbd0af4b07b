-- What a re-uploaded list needs: its mapping remembered, its policy, pairs that a person must tell apart, merges and undoing.

-- +goose Up
ALTER TABLE suppliers ADD COLUMN state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'archived', 'merged'));
ALTER TABLE suppliers ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';   -- the supplier this one was found to be
ALTER TABLE suppliers ADD COLUMN import_id TEXT NOT NULL DEFAULT '';     -- the import that created it

ALTER TABLE imports ADD COLUMN recipe TEXT NOT NULL DEFAULT '{}';        -- how to read and apply: encoding, delimiter, policies (JSON)
ALTER TABLE imports ADD COLUMN effect TEXT NOT NULL DEFAULT '{}';        -- what applying would do: fields, bands before and after (JSON)
ALTER TABLE imports ADD COLUMN header_shape TEXT NOT NULL DEFAULT '';    -- names lists with the same headers
ALTER TABLE imports ADD COLUMN remembered TEXT NOT NULL DEFAULT '';      -- id of the remembered mapping that was used
ALTER TABLE imports ADD COLUMN count_renamed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE imports ADD COLUMN count_absent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE imports ADD COLUMN undo_state TEXT NOT NULL DEFAULT '' CHECK (undo_state IN ('', 'undoing', 'undone'));
ALTER TABLE imports ADD COLUMN undone_at TIMESTAMPTZ;

-- import_rows keeps the rows of an uploaded file by the page now, some hundreds in one row here: writing and walking 100,000 of them is then
-- a matter of their bytes alone. What was read before and not yet applied is read again from its file, with "Read again".
UPDATE imports SET state = 'refused', fault = '{"key":"fault.import-stale"}' WHERE state IN ('reading', 'ready', 'importing');
DELETE FROM import_rows;
DROP INDEX import_rows_action;
ALTER TABLE import_rows RENAME COLUMN row_number TO first_row;           -- as the spreadsheet numbers it
ALTER TABLE import_rows DROP COLUMN action;
ALTER TABLE import_rows DROP COLUMN supplier_id;
ALTER TABLE import_rows DROP COLUMN name;
ALTER TABLE import_rows DROP COLUMN changes;
ALTER TABLE import_rows ADD COLUMN last_row INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_rows ADD COLUMN counts TEXT NOT NULL DEFAULT '{}';    -- action -> rows (JSON); content has a line for each (internal/store/import_page.go)

-- Suppliers that a re-uploaded list no longer holds. They are kept unless a person says otherwise.
CREATE TABLE import_absents (
    import_id    TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    supplier_id  TEXT NOT NULL REFERENCES suppliers (id),
    company_id   TEXT NOT NULL REFERENCES organisations (id),
    name         TEXT NOT NULL,
    decision     TEXT NOT NULL DEFAULT 'keep' CHECK (decision IN ('keep', 'archive')),
    PRIMARY KEY (import_id, supplier_id)
);

-- What suppliers were before an import changed them, so that it can be undone.
CREATE TABLE import_changes (
    import_id    TEXT NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    supplier_id  TEXT NOT NULL REFERENCES suppliers (id),
    company_id   TEXT NOT NULL REFERENCES organisations (id),
    fields       TEXT NOT NULL,
    origins      TEXT NOT NULL,
    state        TEXT NOT NULL,
    changed_at   TIMESTAMPTZ NOT NULL,             -- the supplier's updated_at after the import: another one says that it has changed since
    PRIMARY KEY (import_id, supplier_id)
);
CREATE INDEX import_changes_supplier ON import_changes (company_id, supplier_id);

-- Columns as a person, or an import that was applied, assigned them, by the shape of the header.
CREATE TABLE mapping_memories (
    id            TEXT PRIMARY KEY,
    company_id    TEXT NOT NULL REFERENCES organisations (id),
    header_shape  TEXT NOT NULL,
    headers       TEXT NOT NULL,                   -- JSON: what a person recognises it by
    mapping       TEXT NOT NULL,                   -- intake.Mapping
    file_name     TEXT NOT NULL,
    remembered_by TEXT NOT NULL,
    used_at       TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX mapping_memories_shape ON mapping_memories (company_id, header_shape);

-- Two that may be one supplier: a question to a person, and its answer.
CREATE TABLE supplier_pairs (
    id           TEXT PRIMARY KEY,
    company_id   TEXT NOT NULL REFERENCES organisations (id),
    pair_key     TEXT NOT NULL,                    -- names both sides, whichever stands first
    import_id    TEXT NOT NULL,                    -- the newest that raised it
    row_number   INTEGER NOT NULL DEFAULT 0,       -- of the right side in that import
    other_row    INTEGER NOT NULL DEFAULT 0,       -- of the left side in that import, when it is no known supplier
    left_id      TEXT NOT NULL DEFAULT '',         -- suppliers, once they are
    right_id     TEXT NOT NULL DEFAULT '',
    left_side    TEXT NOT NULL,                    -- intake.Supplier
    right_side   TEXT NOT NULL,
    reasons      TEXT NOT NULL,                    -- JSON: what speaks for and against
    score        DOUBLE PRECISION NOT NULL DEFAULT 0,
    answer       TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'same', 'different', 'later')),
    answered_by  TEXT NOT NULL DEFAULT '',
    answered_at  TIMESTAMPTZ,
    created_at   TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX supplier_pairs_key ON supplier_pairs (company_id, pair_key);
CREATE INDEX supplier_pairs_import ON supplier_pairs (import_id);

-- Two suppliers that were found to be one. Both histories stay; a merge can be undone.
CREATE TABLE supplier_merges (
    id           TEXT PRIMARY KEY,
    company_id   TEXT NOT NULL REFERENCES organisations (id),
    kept_id      TEXT NOT NULL REFERENCES suppliers (id),
    merged_id    TEXT NOT NULL REFERENCES suppliers (id),
    pair_id      TEXT NOT NULL DEFAULT '',
    kept_before  TEXT NOT NULL,                    -- fields and origins of the kept one before (JSON)
    moved        TEXT NOT NULL,                    -- ids of responses and findings that moved over (JSON)
    kept_after   TIMESTAMPTZ NOT NULL,             -- the kept one's updated_at after the merge
    merged_by    TEXT NOT NULL,
    merged_at    TIMESTAMPTZ NOT NULL,
    undone_by    TEXT NOT NULL DEFAULT '',
    undone_at    TIMESTAMPTZ
);
CREATE INDEX supplier_merges_kept ON supplier_merges (company_id, kept_id);

-- Who did what to the portfolio, and when. Nothing here is ever changed.
CREATE TABLE portfolio_events (
    id           TEXT PRIMARY KEY,
    company_id   TEXT NOT NULL REFERENCES organisations (id),
    act          TEXT NOT NULL,                    -- uploaded, applied, undone, archived, merged …
    subject      TEXT NOT NULL,                    -- id of the import, supplier or merge
    name         TEXT NOT NULL,                    -- of it, as it was then
    detail       TEXT NOT NULL DEFAULT '{}',       -- arguments of the sentence (JSON)
    person_id    TEXT NOT NULL,
    person_name  TEXT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL
);
CREATE INDEX portfolio_events_company ON portfolio_events (company_id, created_at);

-- Facts that many assessments share (of a country, of a sector), named by their bytes and stored once. Not of any company; never changed.
CREATE TABLE fact_sets (
    digest  TEXT PRIMARY KEY,
    facts   TEXT NOT NULL
);

-- +goose Down
DROP TABLE fact_sets;
DROP TABLE portfolio_events;
DROP TABLE supplier_merges;
DROP TABLE supplier_pairs;
DROP TABLE mapping_memories;
DROP TABLE import_changes;
DROP TABLE import_absents;
DELETE FROM import_rows;
ALTER TABLE import_rows DROP COLUMN counts;
ALTER TABLE import_rows DROP COLUMN last_row;
ALTER TABLE import_rows ADD COLUMN changes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE import_rows ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE import_rows ADD COLUMN supplier_id TEXT NOT NULL DEFAULT '';
ALTER TABLE import_rows ADD COLUMN action TEXT NOT NULL DEFAULT '';
ALTER TABLE import_rows RENAME COLUMN first_row TO row_number;
CREATE INDEX import_rows_action ON import_rows (import_id, action, row_number);
ALTER TABLE imports DROP COLUMN undone_at;
ALTER TABLE imports DROP COLUMN undo_state;
ALTER TABLE imports DROP COLUMN count_absent;
ALTER TABLE imports DROP COLUMN count_renamed;
ALTER TABLE imports DROP COLUMN remembered;
ALTER TABLE imports DROP COLUMN header_shape;
ALTER TABLE imports DROP COLUMN effect;
ALTER TABLE imports DROP COLUMN recipe;
ALTER TABLE suppliers DROP COLUMN import_id;
ALTER TABLE suppliers DROP COLUMN merged_into;
ALTER TABLE suppliers DROP COLUMN state;
