-- Row-level security: the second wall between companies, behind the policy and the store's own scope. Each transaction says whose rows
-- it is about (app.companies: ids joined by commas, '*' = the forum); without saying so it sees none. FORCE binds the tables' owner
-- too; a superuser, or a role with BYPASSRLS, walks through: Telusur must connect as an ordinary role.
-- Every table with a company_id stands in the list; a test compares. A later table gets its wall in a later file here.

-- +goose Up
-- +goose StatementBegin
DO $$
DECLARE
    tenant text;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['suppliers', 'imports', 'import_rows', 'import_issues', 'responses', 'assessments', 'findings',
        'reports', 'submissions', 'submission_events', 'grants']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant);
        -- the sub-selects are run once per statement, not once per row
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
    FOR tenant IN SELECT tablename FROM pg_policies WHERE schemaname = current_schema() AND policyname = 'company_wall'
    LOOP
        EXECUTE format('DROP POLICY company_wall ON %I', tenant);
        EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', tenant);
        EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', tenant);
    END LOOP;
END
$$;
-- +goose StatementEnd
