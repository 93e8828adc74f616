"""Hides how what a person types (a reference, a code) becomes the birth or the organisation it stands for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import click
from django.conf import settings
from django.db import connection
from django.utils import timezone

from rightstart.cli.sentences import ORGANISATIONS
from rightstart.cli.telling import Declined
from rightstart.directory.people import OrganisationRow, find
from rightstart.directory.rules import OrganisationKind
from rightstart.engine.isolation import Viewer, end_viewing, open_viewing
from rightstart.engine.keys import named_key
from rightstart.intake.keys import record_key
from rightstart.terms import BirthId

SUPPLIER: Final = click.option("--from", "supplier", metavar="ODS", help="BIRTH is this supplier's own record id.")
LOOK: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth by its number inside and by its council's reference, which is what people see."""

    number: BirthId
    reference: str
    council: str


# A reference is a council's own, or what a centre has on its worklist; both lead to the birth from here.
BY_REFERENCE: Final = """
SELECT b.id, b.reference, c.code FROM births_birth b JOIN directory_organisation c ON c.id = b.council_id
WHERE b.reference = %(asked)s OR b.id = (SELECT l.birth_id FROM handover_line l WHERE l.reference = %(asked)s)
"""
BY_RECORD: Final = """
SELECT DISTINCT b.id, b.reference, c.code FROM births_identity i
JOIN births_birth b ON b.id = i.birth_id JOIN directory_organisation c ON c.id = b.council_id
WHERE i.record_key = %(key)s ORDER BY c.code
"""


def birth(asked: str, *, supplier: str | None, as_json: bool) -> Birth:
    """The birth with a reference; where a supplier is named, the one it knows under this record id. Raises Declined."""
    if supplier is None:
        found = _births(BY_REFERENCE, {"asked": asked})
    else:
        told = organisation(supplier, OrganisationKind.SUPPLIER, as_json=as_json)
        found = _births(BY_RECORD, {"key": record_key(named_key(settings.HOME, "fingerprint"), told.code, asked)})
    if not found:
        raise Declined("unknown-birth", "No council here has such a birth.", as_json=as_json)
    if len(found) > 1:
        known = ", ".join(f"{one.reference} at {one.council}" for one in found)
        raise Declined("several", f"Several councils know this record. Give one's reference: {known}.", as_json=as_json)
    return found[0]


def _births(query: str, asked: dict[str, str | bytes]) -> list[Birth]:
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        return [Birth(*row) for row in cursor.fetchall()]


def organisation(code: str, kind: OrganisationKind, *, as_json: bool) -> OrganisationRow:
    """The organisation of a kind with this code. Raises Declined."""
    found = find(code)
    if found is None or found.kind is not kind:
        raise Declined(
            f"unknown-{kind}",
            f"There is no {ORGANISATIONS[kind]} {code} here. See `rightstart people list --organisations`.",
            as_json=as_json,
        )
    return found


@contextmanager
def viewing(organisation: OrganisationRow) -> Iterator[Viewer]:
    """Look as an organisation itself would, through the database's own rules, for as long as one command takes."""
    viewer = open_viewing(organisation.kind.value, organisation.id, until=timezone.now() + LOOK)
    try:
        yield viewer
    finally:
        end_viewing(viewer)
