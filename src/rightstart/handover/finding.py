"""Hides how what a person holds, a reference or a supplier's record id, leads to the birth that it stands for."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings

from rightstart.engine.bulk import ask
from rightstart.engine.keys import named_key
from rightstart.intake.keys import record_key
from rightstart.terms import BirthId

# A reference is a council's own, or what a centre has on its worklist; both lead to the birth from here.
BY_REFERENCE: Final = """
SELECT b.id, b.reference, c.code FROM births_birth b JOIN directory_organisation c ON c.id = b.council_id
WHERE b.reference = %(asked)s OR b.id IN (SELECT l.birth_id FROM handover_line l WHERE l.reference = %(asked)s)
"""
BY_RECORD: Final = """
SELECT DISTINCT b.id, b.reference, c.code FROM births_identity i
JOIN births_birth b ON b.id = i.birth_id JOIN directory_organisation c ON c.id = b.council_id
WHERE i.record_key = %(key)s ORDER BY c.code
"""


@dataclass(frozen=True, slots=True)
class KnownBirth:
    """A birth by its number inside, by its council's reference, which is what people see, and by that council's code."""

    number: BirthId
    reference: str
    council: str


def by_reference(reference: str) -> list[KnownBirth]:
    """The birth with a council's reference, or with a centre's; for whoever has the whole installation in hand."""
    return [KnownBirth(*row) for row in ask(BY_REFERENCE, {"asked": reference})]


def by_record(supplier: str, record_id: str) -> list[KnownBirth]:
    """The births that councils know by one supplier's record."""
    key = record_key(named_key(settings.HOME, "fingerprint"), supplier, record_id)
    return [KnownBirth(*row) for row in ask(BY_RECORD, {"key": key})]
