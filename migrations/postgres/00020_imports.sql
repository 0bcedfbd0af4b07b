-- Walls for the tables of 00020_imports.sql, as in 00001_walls.sql.

-- +goose Up
-- A page of an import is some hundred kilobytes of text, read whole or not at all: compressing it costs more than it saves.
ALTER TABLE import_rows ALTER COLUMN content SET STORAGE EXTERNAL;
-- +goose StatementBegin
DO $$
DECLARE
    tenant text;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['import_absents', 'import_changes', 'mapping_memories', 'supplier_pairs', 'supplier_merges', 'portfolio_events']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format($policy$
            CREATE POLICY company_wall ON %I USING (
                (SELECT current_setting('app.companies', true)) = '*'
                OR company_id = ANY (string_to_array((SELECT current_setting('app.companies', true)), ',')))
        $policy$, tenant);
    END LOOP;
END
$$;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
DO $$
DECLARE
    tenant text;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['import_absents', 'import_changes', 'mapping_memories', 'supplier_pairs', 'supplier_merges', 'portfolio_events']
    LOOP
        EXECUTE format('DROP POLICY company_wall ON %I', tenant);
        EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', tenant);
    END LOOP;
END
$$;
-- +goose StatementEnd
