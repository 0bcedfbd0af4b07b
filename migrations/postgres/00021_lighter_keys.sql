-- A foreign key is checked once for each row: at 100,000 rows that is longer than writing them. That the company of these rows is there, and
-- is the one that writes, the wall (company_wall) and the row's supplier or import say already.

-- +goose Up
ALTER TABLE assessments DROP CONSTRAINT assessments_company_id_fkey;
ALTER TABLE findings DROP CONSTRAINT findings_company_id_fkey;
ALTER TABLE import_rows DROP CONSTRAINT import_rows_company_id_fkey;
ALTER TABLE import_issues DROP CONSTRAINT import_issues_company_id_fkey;
ALTER TABLE import_absents DROP CONSTRAINT import_absents_company_id_fkey;
ALTER TABLE import_changes DROP CONSTRAINT import_changes_company_id_fkey;

-- +goose Down
ALTER TABLE import_changes ADD CONSTRAINT import_changes_company_id_fkey FOREIGN KEY (company_id) REFERENCES organisations (id);
ALTER TABLE import_absents ADD CONSTRAINT import_absents_company_id_fkey FOREIGN KEY (company_id) REFERENCES organisations (id);
ALTER TABLE import_issues ADD CONSTRAINT import_issues_company_id_fkey FOREIGN KEY (company_id) REFERENCES organisations (id);
ALTER TABLE import_rows ADD CONSTRAINT import_rows_company_id_fkey FOREIGN KEY (company_id) REFERENCES organisations (id);
ALTER TABLE findings ADD CONSTRAINT findings_company_id_fkey FOREIGN KEY (company_id) REFERENCES organisations (id);
ALTER TABLE assessments ADD CONSTRAINT assessments_company_id_fkey FOREIGN KEY (company_id) REFERENCES organisations (id);
