-- What undoing an import needs: answers that were withdrawn stay for the assessments that were made from them, and whoever removes a
-- supplier must find at once whether something rests on it.

-- +goose Up
ALTER TABLE responses ADD COLUMN withdrawn_at TIMESTAMPTZ;               -- its import was undone: it no longer counts

DROP INDEX assessments_supplier;
CREATE INDEX assessments_supplier ON assessments (supplier_id, created_at);
DROP INDEX responses_supplier;
CREATE INDEX responses_supplier ON responses (supplier_id, created_at);
DROP INDEX findings_supplier;
CREATE INDEX findings_supplier ON findings (supplier_id);
DROP INDEX import_changes_supplier;
CREATE INDEX import_changes_supplier ON import_changes (supplier_id);
CREATE INDEX import_absents_supplier ON import_absents (supplier_id);
DROP INDEX supplier_merges_kept;
CREATE INDEX supplier_merges_kept ON supplier_merges (kept_id);
CREATE INDEX supplier_merges_merged ON supplier_merges (merged_id);

-- +goose Down
DROP INDEX supplier_merges_merged;
DROP INDEX supplier_merges_kept;
CREATE INDEX supplier_merges_kept ON supplier_merges (company_id, kept_id);
DROP INDEX import_absents_supplier;
DROP INDEX import_changes_supplier;
CREATE INDEX import_changes_supplier ON import_changes (company_id, supplier_id);
DROP INDEX findings_supplier;
CREATE INDEX findings_supplier ON findings (company_id, supplier_id);
DROP INDEX responses_supplier;
CREATE INDEX responses_supplier ON responses (company_id, supplier_id, created_at);
DROP INDEX assessments_supplier;
CREATE INDEX assessments_supplier ON assessments (company_id, supplier_id, created_at);
ALTER TABLE responses DROP COLUMN withdrawn_at;
