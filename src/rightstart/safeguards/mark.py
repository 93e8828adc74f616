"""Hides how safeguard facts are put on: by fingerprint, so that they may wait for a birth and follow it everywhere."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert
from rightstart.births.known_elsewhere import known_there
from rightstart.births.models import Birth, Identity
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import ask, insert_rows, together
from rightstart.ledger.append import append, commit, fresh_salts
from rightstart.safeguards.rules import HIDES_HOME, MarkerKind
from rightstart.terms import Actor, BirthId, OrganisationId, london_date


@dataclass(frozen=True, slots=True)
class Statement:
    """One safeguard fact as a source states it: about whoever bears the key, from the day of its own as-at time."""

    key: bytes
    kind: MarkerKind
    stated_at: datetime


CLEAR = """
INSERT INTO safeguards_clearance (notice_id, birth_id, kinds, source, from_at)
SELECT n.id, i.birth_id, n.clearances, 'notice', n.as_at
FROM intake_notice n JOIN births_identity i ON i.notice_id = n.id
WHERE n.consignment_id = ANY(%s::bigint[])
ON CONFLICT (notice_id) DO NOTHING
"""

STATED = """
SELECT key, kind, stated_at FROM safeguards_marker WHERE key = ANY(%(keys)s::bytea[]) AND source = %(source)s
"""

BORN_BY = """
SELECT birth_id FROM (
    SELECT birth_id, council_id FROM births_identity WHERE record_key = ANY(%(keys)s::bytea[])
    UNION SELECT birth_id, council_id FROM births_identity WHERE nhs_key = ANY(%(keys)s::bytea[])
    UNION SELECT birth_id, council_id FROM births_identity WHERE confinement_key = ANY(%(keys)s::bytea[])
) bearers WHERE %(council)s::bigint IS NULL OR council_id = %(council)s::bigint
"""

# A marker on one of the keys, or on any that a baby of the family bears which bears one of them; a lift gives no address back.
PROTECTED = """
SELECT 1 FROM safeguards_marker m WHERE m.kind = ANY(%(kinds)s::text[]) AND (
    m.key = ANY(%(keys)s::bytea[]) OR m.key IN (
        SELECT unnest(ARRAY[j.record_key, j.nhs_key, j.confinement_key, convert_to(f.reference, 'UTF8')])
        FROM births_identity i JOIN births_birth b ON b.id = i.birth_id
        JOIN births_birth f ON f.family_id = b.family_id JOIN births_identity j ON j.birth_id = f.id
        WHERE i.record_key = ANY(%(keys)s::bytea[]) OR i.nhs_key = ANY(%(keys)s::bytea[])
    )
) LIMIT 1
"""


def clear(*, consignments: Sequence[int]) -> None:
    """Note the clearances that these consignments' notices give their births. Run it twice: nothing more happens."""
    with connection.cursor() as cursor:
        cursor.execute(CLEAR, [list(consignments)])


@transaction.atomic(savepoint=False)
def mark(*, statements: Sequence[Statement], source: str, by: Actor, at: datetime) -> list[BirthId]:
    """Put on markers and give every birth, in whichever council, that bears one of their keys.

    The same statement again changes nothing. A key that no birth bears yet waits for one. What is stated of a birth is
    stated of it in every council to which it was handed on.
    """
    if not statements:
        return []
    statements = [*statements, *_where_it_went(statements)]
    new = _not_stated_yet(statements, source)
    salts = fresh_salts(len(new))
    with together():
        leaves = append([_act(one, salt, source, by) for one, salt in zip(new, salts, strict=True)], at=at)
        if new:
            told: dict[str, object] = {
                "key": [one.key for one in new],
                "kind": [one.kind.value for one in new],
                "from_on": [london_date(min(one.stated_at, at)) for one in new],
                "stated_at": [one.stated_at for one in new],
                "salt": salts,
                "leaf_hash": leaves,
            }
            insert_rows("safeguards_marker", told | {"source": source, "marked_at": at, "by": str(by)})
        return bearing(one.key for one in statements)


def _where_it_went(statements: Sequence[Statement]) -> Iterator[Statement]:
    there = known_there({one.key for one in statements})
    for one in statements:
        for key in sorted(there.get(one.key, ())):
            yield Statement(key, one.kind, one.stated_at)


def _not_stated_yet(statements: Sequence[Statement], source: str) -> list[Statement]:
    stated = set(ask(STATED, {"keys": [one.key for one in statements], "source": source}))
    fresh = {(one.key, one.kind.value, one.stated_at): one for one in statements}
    return [one for told, one in fresh.items() if told not in stated]


def _act(one: Statement, salt: bytes, source: str, by: Actor) -> dict[str, str]:
    """What the ledger keeps: that something was marked by whom; about whom and why only as a commitment."""
    return {
        "act": "marked",
        "about": commit(salt, one.key + one.kind.encode()),
        "source": source,
        "by": str(by),
    }


def bearing(keys: Iterable[bytes], *, council: OrganisationId | None = None) -> list[BirthId]:
    """Every birth that bears one of these keys, in one council or in all."""
    return [BirthId(row[0]) for row in ask(BORN_BY, {"keys": list(keys), "council": council})]


def home_is_protected(keys: Sequence[bytes]) -> bool:
    """Whether whoever bears one of these keys was ever stated to have a home that is shown to nobody, or a baby of its family."""
    return bool(keys) and bool(ask(PROTECTED, {"keys": list(keys), "kinds": sorted(HIDES_HOME)}))


def mark_birth(*, birth: BirthId, kind: MarkerKind, source: str, by: Actor, at: datetime) -> list[BirthId]:
    """Put a marker on one birth by all that identifies it, so that it holds in every council and under every record id.

    A move away is a fact of one council only, so it is put on this council's birth alone.
    """
    council, reference = Birth.objects.values_list("council_id", "reference").get(pk=birth)
    own, moved = reference.encode(), kind is MarkerKind.MOVED_AWAY
    keys = {own} if moved else {own, *borne_by(birth)}
    touched = mark(statements=[Statement(key, kind, at) for key in sorted(keys)], source=source, by=by, at=at)
    if moved:  # its council is told: those alone who may know why a birth is withheld
        raise_alert(
            to=OrganisationId(council),
            role=RoleKind.SAFEGUARDING_LEAD,
            kind=AlertKind.MOVED_AWAY,
            about=reference,
            at=at,
        )
    return sorted({birth, *touched})


def borne_by(birth: BirthId) -> set[bytes]:
    """Every key by which statements know a birth, but for its own reference."""
    pairs = Identity.objects.filter(birth_id=birth).values_list("record_key", "nhs_key")
    return {bytes(key) for pair in pairs for key in pair if key is not None}
