-- A foreign key locks and marks the row that it points to, once for each row that points: for 100,000 assessments that is longer than writing
-- them. They are written in the transaction that wrote or read their supplier, under the company's lock. What remains to be guarded is that no
-- supplier goes while something rests on it, and that one statement-level trigger does, when suppliers are deleted.

-- +goose Up
ALTER TABLE assessments DROP CONSTRAINT assessments_supplier_id_fkey;
ALTER TABLE findings DROP CONSTRAINT findings_supplier_id_fkey;
-- +goose StatementBegin
CREATE FUNCTION suppliers_rested_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM gone JOIN assessments ON assessments.supplier_id = gone.id)
        OR EXISTS (SELECT FROM gone JOIN findings ON findings.supplier_id = gone.id) THEN
        RAISE foreign_key_violation USING MESSAGE = 'an assessment or a finding rests on a supplier that would go', TABLE = 'suppliers';
    END IF;
    RETURN NULL;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER suppliers_rested_on AFTER DELETE ON suppliers REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION suppliers_rested_on();

-- +goose Down
DROP TRIGGER suppliers_rested_on ON suppliers;
DROP FUNCTION suppliers_rested_on();
ALTER TABLE findings ADD CONSTRAINT findings_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES suppliers (id);
ALTER TABLE assessments ADD CONSTRAINT assessments_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES suppliers (id);
