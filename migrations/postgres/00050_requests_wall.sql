-- The wall of 00001_walls.sql around requests, drafts and evidence.

-- +goose Up
ALTER TABLE requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE requests FORCE ROW LEVEL SECURITY;
CREATE POLICY company_wall ON requests USING (
    (SELECT current_setting('app.companies', true)) = '*'
    OR company_id = ANY (string_to_array((SELECT current_setting('app.companies', true)), ',')));
ALTER TABLE request_drafts ENABLE ROW LEVEL SECURITY;
ALTER TABLE request_drafts FORCE ROW LEVEL SECURITY;
CREATE POLICY company_wall ON request_drafts USING (
    (SELECT current_setting('app.companies', true)) = '*'
    OR company_id = ANY (string_to_array((SELECT current_setting('app.companies', true)), ',')));
ALTER TABLE evidence_files ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_files FORCE ROW LEVEL SECURITY;
CREATE POLICY company_wall ON evidence_files USING (
    (SELECT current_setting('app.companies', true)) = '*'
    OR company_id = ANY (string_to_array((SELECT current_setting('app.companies', true)), ',')));

-- +goose Down
DROP POLICY company_wall ON evidence_files;
ALTER TABLE evidence_files NO FORCE ROW LEVEL SECURITY;
ALTER TABLE evidence_files DISABLE ROW LEVEL SECURITY;
DROP POLICY company_wall ON request_drafts;
ALTER TABLE request_drafts NO FORCE ROW LEVEL SECURITY;
ALTER TABLE request_drafts DISABLE ROW LEVEL SECURITY;
DROP POLICY company_wall ON requests;
ALTER TABLE requests NO FORCE ROW LEVEL SECURITY;
ALTER TABLE requests DISABLE ROW LEVEL SECURITY;
