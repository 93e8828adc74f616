"""Hides how births that were carried long ago are put into the database at once: set-based, in the state a pass leaves them in."""

from django.db import connections, transaction

# Postcodes are drawn by their hash, so that every centre has its share.
DRAWN = """
CREATE TEMP TABLE drawn ON COMMIT DROP AS
SELECT n, p.postcode, r.council_id, r.centre_id, v.id AS version_id, s.id AS supplier_id,
       current_date - 30 + (n %% 14)::int AS born_on,
       md5('record' || n) AS record, upper(left(md5('centre' || n), 16)) AS reference
FROM (
    SELECT row_number() OVER (ORDER BY postcode) AS n, postcode, small_area_code
    FROM places_postcode WHERE (hashtext(postcode) & 2147483647) %% 1500000 < %(births)s
) p
JOIN allocation_reacharea r ON r.place = p.small_area_code
JOIN agreements_agreement a ON a.council_id = r.council_id AND a.hop = 2
JOIN agreements_version v ON v.agreement_id = a.id
JOIN directory_organisation s ON s.kind = 'supplier'
"""

CONSIGNMENTS = """
INSERT INTO intake_consignment (reference, supplier_id, council_id, kind, contract, start_on, end_on, as_at, received_at,
                                by, sha256, nil, single, status, said, receipt, leaf_hash)
SELECT 'stored-' || council_id, supplier_id, council_id, 'births', '1.0', current_date - 40, current_date - 10,
       now() - interval '1 hour', now(), 'job:bench', ''::bytea, false, false, 'accepted', '{}', '{}', ''::bytea
FROM (SELECT DISTINCT supplier_id, council_id FROM drawn) sent
"""

FAMILIES = "INSERT INTO births_family (id, council_id) SELECT n, council_id FROM drawn"

BIRTHS = """
INSERT INTO births_birth (id, council_id, family_id, reference, known_at)
SELECT n, council_id, n, upper(left(md5('council' || n), 16)), now() - interval '1 hour' FROM drawn
"""

NOTICES = """
INSERT INTO intake_notice (id, consignment_id, council_id, supplier_id, row, record_id, record_key, content_hash, action,
    as_at, clearances, baby_surname, baby_forename, born_on, address, postcode, parent_name, address_kind, told_on, language)
SELECT n, c.id, d.council_id, d.supplier_id, n, record, decode(record, 'hex'), ''::bytea, 'new', c.as_at,
    '{live,nothing-known,parents-told,no-objection}', 'Smith', 'Olivia', born_on, n || ' High Street' || chr(10) || 'Anytown',
    postcode, 'Alex Smith', 'usual', born_on + 1, 'en'
FROM drawn d JOIN intake_consignment c ON c.council_id = d.council_id
"""

IDENTITIES = """
INSERT INTO births_identity (notice_id, birth_id, council_id, supplier_id, as_at, record_key, surname_key, parent_key,
                             born_on, postcode)
SELECT id, id, council_id, supplier_id, as_at, record_key, 'smith', 'alexsmith', born_on, postcode FROM intake_notice
"""

CLEARANCES = """
INSERT INTO safeguards_clearance (notice_id, birth_id, kinds, source, from_at)
SELECT id, id, clearances, 'notice', as_at FROM intake_notice
"""

DECISIONS = """
INSERT INTO release_decision (id, birth_id, council_id, notice_id, outcome, reason, marked, recipient_id, version_id,
                              salt, payload, leaf_hash, decided_on, decided_at, by)
SELECT n, n, council_id, n, 'disclose', '', false, centre_id, version_id, ''::bytea, ''::bytea, ''::bytea, current_date,
       now(), 'job:bench'
FROM drawn
"""

PARCELS = """
INSERT INTO handover_parcel (centre_id, carrier, packed_at, sent_at, leaf_hash)
SELECT DISTINCT centre_id, 'worklist', now(), now(), ''::bytea FROM drawn
"""

LINES = """
INSERT INTO handover_line (parcel_id, centre_id, birth_id, family_id, decision_id, reference, handed_on, due_on, baby_surname,
    baby_forename, born_on, parent_name, address, postcode, told_on, language)
SELECT p.id, p.centre_id, n, n, n, d.reference, current_date, current_date + 14 + (n %% 14)::int, 'Smith', 'Olivia',
    born_on, 'Alex Smith', n || ' High Street' || chr(10) || 'Anytown', postcode, born_on + 1, 'en'
FROM drawn d JOIN handover_parcel p ON p.centre_id = d.centre_id
"""

# Whatever is added afterwards goes on counting from here.
NUMBERED = "".join(
    f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}));\n"
    for table in ("births_family", "births_birth", "intake_notice", "release_decision")
)

STEPS = (DRAWN, CONSIGNMENTS, FAMILIES, BIRTHS, NOTICES, IDENTITIES, CLEARANCES, DECISIONS, PARCELS, LINES)


def store(births: int) -> int:
    """Store about so many births of a settled country as disclosed and handed over today; gives how many there are."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        for step in STEPS:
            cursor.execute(step, {"births": births})
        cursor.execute("SELECT count(*) FROM handover_line")
        [stored] = cursor.fetchone() or (0,)
        cursor.execute(NUMBERED)
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return int(stored)
