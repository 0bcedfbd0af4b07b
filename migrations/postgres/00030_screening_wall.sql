-- The wall of 00001_walls.sql around the possible matches with entity lists.

-- +goose Up
ALTER TABLE screening_hits ENABLE ROW LEVEL SECURITY;
ALTER TABLE screening_hits FORCE ROW LEVEL SECURITY;
CREATE POLICY company_wall ON screening_hits USING (
    (SELECT current_setting('app.companies', true)) = '*'
    OR company_id = ANY (string_to_array((SELECT current_setting('app.companies', true)), ',')));

-- +goose Down
DROP POLICY company_wall ON screening_hits;
ALTER TABLE screening_hits NO FORCE ROW LEVEL SECURITY;
ALTER TABLE screening_hits DISABLE ROW LEVEL SECURITY;
