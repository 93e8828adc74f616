"""Hides how births that were carried long ago are put into the database at once: set-based, in the state a pass leaves them in."""

import random
from collections.abc import Iterator

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from bench._home import HOME
from rightstart.engine import keystore
from rightstart.engine.keys import named_key
from rightstart.engine.sealing import Sealing
from rightstart.handover.sealed import Handed
from rightstart.intake import keys
from rightstart.intake.sealed import ROOM, Private
from rightstart.synth.families import surname

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

# What is said of people, which is sealed and fingerprinted outside the database.
SAID = (
    "CREATE TEMP TABLE said (n bigint, key bigint, notice bytea, line bytea, home bytea, surname bytea) ON COMMIT DROP"
)

CONSIGNMENTS = """
INSERT INTO intake_consignment (reference, supplier_id, council_id, kind, contract, start_on, end_on, as_at, received_at,
                                by, sha256, nil, single, status, said, receipt, leaf_hash)
SELECT 'stored-' || sent.council_id, supplier_id, sent.council_id, 'births', '1.0', current_date - 40, current_date - 10,
       now() - interval '1 hour', now(), 'job:bench', ''::bytea, false, false, 'accepted', '{}', jsonb_build_object(
           'consignment', 'stored-' || sent.council_id, 'supplier', supplier.code, 'council', council.code, 'contract', '1.0',
           'kind', 'births', 'period', (current_date - 40) || '/' || (current_date - 10), 'as_at', now() - interval '1 hour',
           'received_at', now(), 'nil', false, 'single', false, 'attests', '[]'::jsonb, 'confirms', '[]'::jsonb, 'takes_up', null,
           'brought_by', null, 'status', 'accepted', 'stops', 0, 'not_ours_by_area', '{}'::jsonb, 'faults', '[]'::jsonb,
           'totals', jsonb_build_object('records', births, 'accepted', births, 'duplicate', 0, 'quarantined', 0, 'stillbirth', 0,
               'refused', 0, 'not_ours', 0),
           'control', jsonb_build_object('declared', null, 'withheld', '{}'::jsonb, 'counted', births, 'difference', null)
       ), ''::bytea
FROM (SELECT supplier_id, council_id, count(*) AS births FROM drawn GROUP BY supplier_id, council_id) sent
JOIN directory_organisation supplier ON supplier.id = supplier_id
JOIN directory_organisation council ON council.id = sent.council_id
"""

FAMILIES = "INSERT INTO births_family (id, council_id) SELECT n, council_id FROM drawn"

BIRTHS = """
INSERT INTO births_birth (id, council_id, family_id, reference, known_at)
SELECT n, council_id, n, upper(left(md5('council' || n), 16)), now() - interval '1 hour' FROM drawn
"""

NOTICES = """
INSERT INTO intake_notice (id, consignment_id, council_id, supplier_id, row, record_key, content_hash, action, as_at, clearances,
    born_on, address_kind, told_on, language, key, sealed)
SELECT n, c.id, d.council_id, d.supplier_id, n, decode(record, 'hex'), ''::bytea, 'new', c.as_at,
    '{live,nothing-known,parents-told,no-objection}', born_on, 'usual', born_on + 1, 'en', said.key, said.notice
FROM drawn d JOIN said USING (n) JOIN intake_consignment c ON c.council_id = d.council_id
"""

IDENTITIES = """
INSERT INTO births_identity (notice_id, birth_id, council_id, supplier_id, as_at, record_key, born_on, home_key, found_by_surname)
SELECT n.id, n.id, council_id, supplier_id, as_at, record_key, born_on, said.home, said.surname
FROM intake_notice n JOIN said ON said.n = n.id
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
INSERT INTO handover_line (parcel_id, centre_id, birth_id, family_id, decision_id, reference, handed_on, due_on, born_on, told_on,
    language, key, sealed)
SELECT p.id, p.centre_id, n, n, n, d.reference, current_date, current_date + 14 + (n % 14)::int, born_on, born_on + 1, 'en',
    said.key, said.line
FROM drawn d JOIN said USING (n) JOIN handover_parcel p ON p.centre_id = d.centre_id
"""

# Whatever is added afterwards goes on counting from here.
NUMBERED = "".join(
    f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}));\n"
    for table in ("births_family", "births_birth", "intake_notice", "release_decision")
)

STEPS = (CONSIGNMENTS, FAMILIES, BIRTHS, NOTICES, IDENTITIES, CLEARANCES, DECISIONS, PARCELS, LINES)


def store(births: int) -> int:
    """Store about so many births of a settled country as disclosed and handed over today; gives how many there are."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(DRAWN, {"births": births})
        _seal(cursor)
        for step in STEPS:
            cursor.execute(step)
        cursor.execute("SELECT count(*) FROM handover_line")
        [stored] = cursor.fetchone() or (0,)
        cursor.execute(NUMBERED)
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return int(stored)


AT_ONCE = 50_000


def _seal(cursor: CursorWrapper) -> None:
    cursor.execute(SAID)
    cursor.execute("SELECT n, council_id, postcode, record FROM drawn ORDER BY n")
    drawn = cursor.fetchall()
    with cursor.copy("COPY said FROM STDIN") as copy:
        for start in range(0, len(drawn), AT_ONCE):
            for row in _sealed(drawn[start : start + AT_ONCE]):
                copy.write_row(row)


def _sealed(drawn: list[tuple[int, int, str, str]]) -> Iterator[tuple[object, ...]]:
    notices, lines = Sealing(Private, room=ROOM, about="notice"), Sealing(Handed, room=ROOM, about="line")
    secret, dice = named_key(HOME, "fingerprint"), random.Random(drawn[0][0])
    taken = keystore.take(HOME, ROOM, len(drawn)).items()
    for (number, council, postcode, record), (slot, key) in zip(drawn, taken, strict=True):
        family = surname(dice)
        street, parent = f"{number} High Street\nAnytown", f"Alex {family}"
        notice = notices.seal(key, Private(record, family, street, postcode, "Olivia", parent))
        line = lines.seal(key, Handed(family, "Olivia", parent, street, postcode))
        found_by = keys.found_by(secret, council, keys.name_key(family))
        yield number, slot, notice, line, keys.home_key(secret, postcode), found_by
