"""Hides how births, families and identities are read and written in bulk."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from secrets import token_bytes
from typing import Any

import msgspec
from django.conf import settings

from rightstart.births.crowd import Crowd, Known
from rightstart.births.models import ReviewKind
from rightstart.births.rules import CONFINEMENT_DAYS, Likeness
from rightstart.engine.bulk import ask, copy_rows, insert_rows, take_ids
from rightstart.engine.keys import named_key
from rightstart.intake import keys
from rightstart.terms import BirthId, FamilyId, OrganisationId

REFERENCE_LETTERS, SHARED_LETTERS = 16, 4
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" * 8  # a random byte becomes one of 32 letters, each as likely as another


class Said(msgspec.Struct, frozen=True):
    """One notice as matching reads it."""

    notice: int
    supplier: OrganisationId
    likeness: Likeness
    as_at: datetime
    confinement_key: bytes | None


# One look through the index for each notice: as a join it gets a plan by the tables' sizes, kept from when they were empty.
NOT_YET_PUT = """
SELECT n.id, n.supplier_id, n.as_at, n.record_key, n.baby_surname, n.born_on, nullif(n.postcode, ''), n.parent_name,
       n.baby_forename, n.nhs_number, n.birth_order, n.births_in_confinement
FROM intake_notice n
WHERE n.consignment_id = %(consignment)s AND (SELECT i.notice_id FROM births_identity i WHERE i.notice_id = n.id) IS NULL
ORDER BY n.row
"""

# Each way by its own index: one condition with OR makes the database weigh every row by all three.
KNOWN_NEAR = """
SELECT i.birth_id, b.family_id, i.as_at, i.supplier_id, i.record_key, i.surname_key, i.born_on, i.postcode, i.parent_key,
       i.forename_key, i.nhs_key, i.birth_order, i.births_in_confinement
FROM births_identity i JOIN births_birth b ON b.id = i.birth_id
WHERE i.notice_id IN (
    SELECT notice_id FROM births_identity WHERE council_id = %(council)s AND born_on = ANY(%(days)s::date[])
    UNION
    SELECT notice_id FROM unnest(%(records)s::bytea[]) AS record(key) JOIN births_identity ON record_key = record.key
    WHERE council_id = %(council)s
    UNION
    SELECT notice_id FROM unnest(%(numbers)s::bytea[]) AS number(key) JOIN births_identity ON nhs_key = number.key
    WHERE council_id = %(council)s
)
ORDER BY i.as_at, i.notice_id
"""


def not_yet_put(consignment: int) -> list[Said]:
    """A consignment's notices that no birth has yet, in the order of their rows."""
    secret = named_key(settings.HOME, "fingerprint")
    return [_said(secret, *row) for row in ask(NOT_YET_PUT, {"consignment": consignment})]


def _said(
    secret: bytes,
    notice: int,
    supplier: OrganisationId,
    as_at: datetime,
    record: bytes,
    surname: str,
    born_on: date,
    postcode: str | None,
    parent: str | None,
    forename: str | None,
    number: str | None,
    *order: int | None,
) -> Said:
    surname_key = keys.name_key(surname) or ""
    likeness = Likeness(
        str(supplier),
        record,
        surname_key,
        born_on,
        postcode,
        keys.name_key(parent),
        keys.name_key(forename),
        keys.nhs_key(secret, number),
        *order,
    )
    return Said(notice, supplier, likeness, as_at, keys.confinement_key(secret, surname_key or None, born_on, postcode))


def known_near(council: OrganisationId, notices: Sequence[Said]) -> Crowd:
    """The council's births that any of these notices could speak of: near in date, or by record or number."""
    said = [notice.likeness for notice in notices]
    reach = range(-CONFINEMENT_DAYS, CONFINEMENT_DAYS + 1)
    days = {day + timedelta(days=off) for day in {one.born_on for one in said} for off in reach}
    numbers = [one.nhs_key for one in said if one.nhs_key is not None]
    wanted: dict[str, Any] = {
        "council": council,
        "days": list(days),
        "records": [one.record_key for one in said],
        "numbers": numbers,
    }
    crowd = Crowd()
    for birth, family, as_at, supplier, *keyed in ask(KNOWN_NEAR, wanted):
        crowd.add(Known(birth, family, Likeness(str(supplier), *keyed), as_at))
    return crowd


class Draft:
    """What matching a consignment adds, kept at once when all is settled."""

    def __init__(self, council: OrganisationId, most: int, at: datetime) -> None:
        self._council, self._at = council, at
        self._birth_ids = iter(take_ids("births_birth", most))
        self._family_ids = iter(take_ids("births_family", most))
        self._births: list[BirthId] = []
        self._families_of: list[FamilyId] = []
        self._new_families: list[FamilyId] = []
        self._identities: list[tuple[object, ...]] = []
        self._reviews: list[tuple[str, BirthId, BirthId | None]] = []

    def new_birth(self, said: Said, *, family: FamilyId | None) -> Known:
        """A new birth, in a family of its own unless one is given."""
        if family is None:
            family = FamilyId(next(self._family_ids))
            self._new_families.append(family)
        birth = BirthId(next(self._birth_ids))
        self._births.append(birth)
        self._families_of.append(family)
        return Known(birth, family, said.likeness, said.as_at)

    def identify(self, said: Said, known: Known) -> None:
        """Note that a notice speaks of a birth."""
        one = said.likeness
        self._identities.append(
            (
                *(said.notice, known.birth, self._council, said.supplier, said.as_at, one.record_key, one.nhs_key),
                *(said.confinement_key, one.surname_key, one.forename_key, one.parent_key, one.born_on, one.postcode),
                *(one.birth_order, one.births_in_confinement),
            )
        )

    def ask(self, kind: ReviewKind, birth: BirthId, other: BirthId | None) -> None:
        """Leave a question to a person."""
        self._reviews.append((kind.value, birth, other))

    def keep(self) -> None:
        if self._births:
            self._keep_births()
        copy_rows("births_identity", IDENTITY_COLUMNS, self._identities)
        if self._reviews:
            kinds, births, others = map(list, zip(*self._reviews, strict=True))
            review: dict[str, object] = {"kind": kinds, "birth_id": births, "other_id": others}
            insert_rows("births_review", review | {"council_id": self._council, "opened_at": self._at})

    def _keep_births(self) -> None:
        copy_rows("births_family", ("id", "council_id"), ((family, self._council) for family in self._new_families))
        born: dict[str, object] = {
            "id": self._births,
            "family_id": self._families_of,
            "reference": new_references(len(self._births)),
            "council_id": self._council,
            "known_at": self._at,
        }
        insert_rows("births_birth", born)


IDENTITY_COLUMNS = (
    *("notice_id", "birth_id", "council_id", "supplier_id", "as_at", "record_key", "nhs_key"),
    *("confinement_key", "surname_key", "forename_key", "parent_key", "born_on", "postcode"),
    *("birth_order", "births_in_confinement"),
)


def new_references(count: int) -> list[str]:
    """So many references to show instead of a number: 16 letters and digits each (of RFC 4648's base 32), random, so that no

    list can be joined by them and none guessed. Those drawn together begin alike, which tells nobody more than that they
    came together, and lets their index grow in one place: the 12 letters after it hold 60 random bits.
    """
    beginning = _drawn(SHARED_LETTERS)
    own = REFERENCE_LETTERS - SHARED_LETTERS
    drawn = _drawn(own * count)
    return [beginning + drawn[start : start + own] for start in range(0, len(drawn), own)]


def _drawn(letters: int) -> str:
    return token_bytes(letters).translate(_LETTERS).decode()
