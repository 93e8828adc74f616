"""The two births of a question as a council's own role is given them: what they say of people is sealed."""

from importlib import import_module

from django.db import migrations
from django.db.migrations import RunSQL

DROP = "DROP FUNCTION release_compared(bigint);\n"
COMPARED = """
CREATE FUNCTION release_compared(review bigint) RETURNS TABLE (
    reference text, supplier text, as_at timestamptz, born_on date, birth_order smallint, births_in_confinement smallint,
    numbered boolean, protected boolean, for_leads boolean, key bigint, sealed bytea
)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    WITH asked AS (
        SELECT r.birth_id, r.other_id FROM public.births_review r
        WHERE r.id = review AND r.council_id = (SELECT sec.organisation()) AND r.kind <> 'identity-conflict'
          AND NOT EXISTS (
            SELECT 1 FROM public.births_identity a JOIN public.births_identity b ON a.nhs_key <> b.nhs_key
            WHERE r.kind = 'same-baby' AND a.birth_id = r.birth_id AND b.birth_id = r.other_id
          )
    ), side AS (
        SELECT other_id AS id, 1 AS place FROM asked WHERE other_id IS NOT NULL UNION ALL SELECT birth_id, 2 FROM asked
    ), bears AS (
        SELECT s.id, i.record_key AS key FROM side s JOIN public.births_identity i ON i.birth_id = s.id
        UNION SELECT s.id, i.nhs_key FROM side s JOIN public.births_identity i ON i.birth_id = s.id
        UNION SELECT s.id, i.confinement_key FROM side s JOIN public.births_identity i ON i.birth_id = s.id
        UNION SELECT s.id, convert_to(b.reference, 'UTF8') FROM side s JOIN public.births_birth b ON b.id = s.id
    ), marked AS (
        SELECT k.id, bool_or(m.kind IN ('adoption', 'looked-after', 'concealed-birth', 'invalid-identity')) AS for_leads
        FROM bears k JOIN public.safeguards_marker m ON m.key = k.key GROUP BY k.id
    ), told AS (
        SELECT s.id, s.place, b.reference, o.name, n.*, coalesce(m.for_leads, false) AS for_leads,
               EXISTS (
                   SELECT 1 FROM public.safeguards_marker k
                   WHERE k.kind IN ('protected-address', 'unsafe-address') AND k.key = ANY(ARRAY(
                       SELECT unnest(ARRAY[j.record_key, j.nhs_key, j.confinement_key, convert_to(f.reference, 'UTF8')])
                       FROM public.births_birth f JOIN public.births_identity j ON j.birth_id = f.id
                       WHERE f.family_id = b.family_id
                   ))
               ) AS hidden,
               EXISTS (SELECT 1 FROM public.births_identity i WHERE i.birth_id = s.id AND i.nhs_key IS NOT NULL) AS numbered
        FROM side s
        JOIN public.births_birth b ON b.id = s.id
        LEFT JOIN marked m ON m.id = s.id
        JOIN LATERAL (
            SELECT n.supplier_id, n.as_at, n.born_on, n.birth_order, n.births_in_confinement, n.key, n.sealed
            FROM public.births_identity i JOIN public.intake_notice n ON n.id = i.notice_id
            WHERE i.birth_id = s.id ORDER BY i.as_at DESC, i.notice_id DESC LIMIT 1
        ) n ON true
        JOIN public.directory_organisation o ON o.id = n.supplier_id
    )
    SELECT t.reference, t.name, t.as_at, t.born_on, t.birth_order, t.births_in_confinement, t.numbered, t.hidden, t.for_leads,
           t.key, t.sealed
    FROM told t ORDER BY t.place
$$;
REVOKE ALL ON FUNCTION release_compared(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release_compared(bigint) TO rightstart_council;
"""
BEFORE = import_module("rightstart.release.migrations.0008_not_known").COMPARED.replace("OR REPLACE ", "")


class Migration(migrations.Migration):
    dependencies = (("release", "0008_not_known"), ("intake", "0009_sealed"))
    operations = (RunSQL(DROP + COMPARED, DROP + BEFORE),)
