-- Files that held other councils' residents, accepted or not, and stand in no log yet; each once however often it came, by its first.
SELECT DISTINCT ON (c.council_id, c.supplier_id, c.sha256) c.council_id, c.supplier_id, c.sha256, c.id
FROM intake_consignment c JOIN directory_organisation o ON o.id = c.council_id
WHERE (c.receipt -> 'not_ours_by_area') > '{}'::jsonb AND NOT o.canary AND NOT EXISTS (
    SELECT FROM breaches_concern x
    WHERE x.sort = 'not-ours' AND x.council_id = c.council_id AND x.supplier_id = c.supplier_id AND x.sha256 = c.sha256
)
ORDER BY c.council_id, c.supplier_id, c.sha256, c.id
