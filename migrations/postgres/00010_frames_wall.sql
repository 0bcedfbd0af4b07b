-- The wall (00001_walls.sql) around the snapshots of what-if.

-- +goose Up
ALTER TABLE portfolio_frames ENABLE ROW LEVEL SECURITY;
ALTER TABLE portfolio_frames FORCE ROW LEVEL SECURITY;
CREATE POLICY company_wall ON portfolio_frames USING (
    (SELECT current_setting('app.companies', true)) = '*'
    OR company_id = ANY (string_to_array((SELECT current_setting('app.companies', true)), ',')));

-- +goose Down
DROP POLICY company_wall ON portfolio_frames;
ALTER TABLE portfolio_frames NO FORCE ROW LEVEL SECURITY;
ALTER TABLE portfolio_frames DISABLE ROW LEVEL SECURITY;
