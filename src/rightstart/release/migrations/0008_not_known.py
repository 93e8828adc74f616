"""In a comparison a home is protected by what is marked on any baby of its family; one that is only not known is told apart.

Before, whatever had no postcode was called protected.
"""

from importlib import import_module

from django.db import migrations
from django.db.migrations import RunSQL

COMPARED = """
CREATE OR REPLACE FUNCTION release_compared(review bigint) RETURNS TABLE (
    reference text, supplier text, record_id text, as_at timestamptz, baby_surname text, baby_forename text, born_on date,
    parent_name text, address text, postcode text, birth_order smallint, births_in_confinement smallint,
    numbered boolean, protected boolean, sealed boolean
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
        SELECT k.id, bool_or(m.kind IN ('adoption', 'looked-after', 'concealed-birth', 'invalid-identity')) AS sealed
        FROM bears k JOIN public.safeguards_marker m ON m.key = k.key GROUP BY k.id
    ), told AS (
        SELECT s.id, s.place, b.reference, o.name, n.*, coalesce(m.sealed, false) AS sealed,
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
            SELECT n.supplier_id, n.record_id, n.as_at, n.baby_surname, n.baby_forename, n.born_on, n.parent_name, n.address, n.postcode,
                   n.birth_order, n.births_in_confinement
            FROM public.births_identity i JOIN public.intake_notice n ON n.id = i.notice_id
            WHERE i.birth_id = s.id ORDER BY i.as_at DESC, i.notice_id DESC LIMIT 1
        ) n ON true
        JOIN public.directory_organisation o ON o.id = n.supplier_id
    )
    SELECT t.reference, t.name, t.record_id, t.as_at, t.baby_surname, t.baby_forename, t.born_on, t.parent_name,
           CASE WHEN NOT t.hidden THEN nullif(t.address, '') END, CASE WHEN NOT t.hidden THEN nullif(t.postcode, '') END,
           t.birth_order, t.births_in_confinement, t.numbered, t.hidden, t.sealed
    FROM told t ORDER BY t.place
$$;
"""
FIRST = import_module("rightstart.release.migrations.0003_compared").COMPARED
BEFORE = FIRST.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = (("release", "0007_corrected"),)
    operations = (RunSQL(COMPARED, BEFORE),)
