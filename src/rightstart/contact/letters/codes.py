"""Hides how a first letter bears a code by which whoever has it can say no: random, kept as a keyed fingerprint alone.

A fingerprint stands beside those of the supplier's records that the family was known by, and the moment. So a code means whichever
birth bears these records now, and nobody once they are erased. Printed again, a letter bears another code, and both are good.
"""

from collections.abc import Sequence
from datetime import datetime
from secrets import choice
from typing import Final

from django.conf import settings

from rightstart.contact.letters.rules import RANDOM, SYMBOLS, with_check
from rightstart.contact.models import LetterCode
from rightstart.engine.bulk import ask
from rightstart.engine.keys import fingerprint, named_key
from rightstart.safeguards.mark import bearing
from rightstart.terms import BirthId, FamilyId

KEY: Final = "say-no"
RECORDS: Final = """
SELECT b.family_id, array_agg(DISTINCT i.record_key) FROM births_birth b JOIN births_identity i ON i.birth_id = b.id
WHERE b.family_id = ANY(%(families)s::bigint[]) GROUP BY b.family_id
"""
FAMILIES: Final = """
SELECT f.id FROM births_birth b JOIN births_birth f ON f.family_id = b.family_id WHERE b.id = ANY(%(births)s::bigint[])
ORDER BY f.id
"""
FORGET: Final = """
DELETE FROM contact_lettercode c WHERE NOT EXISTS (
    SELECT 1 FROM unnest(c.records) AS one (record) JOIN births_identity i ON i.record_key = one.record
) RETURNING 1
"""


def mint(families: Sequence[FamilyId], *, at: datetime) -> dict[FamilyId, str]:
    """A fresh code for each of these families, in the caller's transaction; what stands on the paper is kept nowhere."""
    known = {FamilyId(family): list(records) for family, records in ask(RECORDS, {"families": list(families)})}
    made = {family: with_check("".join(choice(SYMBOLS) for _ in range(RANDOM))) for family in known}
    LetterCode.objects.bulk_create(
        LetterCode(key=key_of(code), records=known[family], at=at) for family, code in made.items()
    )
    return made


def key_of(code: str) -> bytes:
    """Under what a code (as `typed` spells it) is kept."""
    return fingerprint(named_key(settings.HOME, KEY), "code", code)


def births_of(key: bytes) -> list[BirthId]:
    """Every baby of the family whose letter bore this code, in whichever council; none where nobody's did, or it is erased."""
    records = LetterCode.objects.filter(key=key).values_list("records", flat=True).first() or ()
    births = bearing(bytes(one) for one in records)
    return [BirthId(birth) for (birth,) in ask(FAMILIES, {"births": births})] if births else []


def forget() -> int:
    """Codes of families that are erased; gives how many went."""
    return len(ask(FORGET, {}))
