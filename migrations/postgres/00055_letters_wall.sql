-- The wall of 00001_walls.sql around letters.

-- +goose Up
ALTER TABLE letters ENABLE ROW LEVEL SECURITY;
ALTER TABLE letters FORCE ROW LEVEL SECURITY;
CREATE POLICY company_wall ON letters USING (
    (SELECT current_setting('app.companies', true)) = '*'
    OR company_id = ANY (string_to_array((SELECT current_setting('app.companies', true)), ',')));

-- +goose Down
DROP POLICY company_wall ON letters;
ALTER TABLE letters NO FORCE ROW LEVEL SECURITY;
ALTER TABLE letters DISABLE ROW LEVEL SECURITY;
