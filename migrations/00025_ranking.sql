-- An index on names costs every new supplier a place far from its neighbours': two of them were half of what 100,000 suppliers cost to write.
-- Ranking keeps its index without the name (few values that many share, so new ones stand together), and the database sorts those of
-- equal risk; sorted by name, a list is read as it is for country, sector or confidence.

-- +goose Up
DROP INDEX suppliers_named;
DROP INDEX suppliers_ranked;
CREATE INDEX suppliers_ranked ON suppliers (company_id, band_rank DESC, residual DESC);

-- +goose Down
DROP INDEX suppliers_ranked;
CREATE INDEX suppliers_ranked ON suppliers (company_id, band_rank DESC, residual DESC, name);
CREATE INDEX suppliers_named ON suppliers (company_id, name);
