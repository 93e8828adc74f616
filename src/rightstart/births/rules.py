"""Whether two statements speak of one baby, and two babies are of one confinement; twins look alike and are not one."""

from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

CONFINEMENT_DAYS: Final = 2  # labour with twins can pass one midnight, and a clerk's date another


class Sameness(StrEnum):
    YES = "yes"
    NO = "no"
    ASK = "ask"


class Likeness(msgspec.Struct, frozen=True):
    """What one statement says about who a baby is: comparable keys only, None where the supplier did not say.

    `nhs_key` is a keyed fingerprint of the NHS number, so that numbers can be compared and not read.
    """

    supplier: str
    record_key: bytes
    surname_key: str
    born_on: date
    postcode: str | None = None
    parent_key: str | None = None
    forename_key: str | None = None
    nhs_key: bytes | None = None
    birth_order: int | None = None
    births_in_confinement: int | None = None


def same_record(known: Likeness, said: Likeness) -> Sameness:
    """The supplier's own id names the same birth, unless valid NHS numbers differ: then a person must look at both."""
    return Sameness.ASK if _differ(known.nhs_key, said.nhs_key) else Sameness.YES


def same_baby(a: Likeness, b: Likeness) -> Sameness:
    """Whether two statements under different record ids speak of one baby.

    Different NHS numbers, or different places in the birth order of one confinement, are never one baby. Surname,
    date and postcode alone are what twins share, so they never decide *yes*.
    """
    if _differ(a.nhs_key, b.nhs_key) or _twin_places(a, b):
        return Sameness.NO
    likeness = _agreements(a, b)
    if a.nhs_key is not None and a.nhs_key == b.nhs_key:
        return Sameness.YES if likeness >= 2 else Sameness.ASK
    if likeness < 3 or _days_apart(a, b) > CONFINEMENT_DAYS:
        return Sameness.NO
    return Sameness.ASK if likeness == 3 or _may_be_twins(a, b) else Sameness.YES


def same_confinement(a: Likeness, b: Likeness) -> Sameness:
    """Whether two different babies were born of one confinement: judged together, one family, one letter."""
    near = _days_apart(a, b) <= CONFINEMENT_DAYS and a.postcode is not None and a.postcode == b.postcode
    if not near or _differ(a.parent_key, b.parent_key):
        return Sameness.NO
    same_parent = a.parent_key is not None and a.parent_key == b.parent_key
    if a.surname_key != b.surname_key and not same_parent:
        return Sameness.NO
    declared = (a.births_in_confinement, b.births_in_confinement)
    if 1 in declared or not (same_parent or all(declared)):
        return Sameness.ASK  # neighbours may share a surname and a postcode, and a blank mostly means one baby
    return Sameness.YES


def _agreements(a: Likeness, b: Likeness) -> int:
    pairs = (
        (a.surname_key, b.surname_key),
        (a.born_on, b.born_on),
        (a.postcode, b.postcode),
        (a.parent_key, b.parent_key),
    )
    return sum(one is not None and one == other for one, other in pairs)


def _may_be_twins(a: Likeness, b: Likeness) -> bool:
    """One supplier with two ids, different forenames, or a declared confinement of several without its order."""
    several = any((number or 1) > 1 for one in (a, b) for number in (one.births_in_confinement, one.birth_order))
    order_known = a.birth_order is not None and b.birth_order is not None
    return a.supplier == b.supplier or _differ(a.forename_key, b.forename_key) or (several and not order_known)


def _twin_places(a: Likeness, b: Likeness) -> bool:
    return _differ(a.birth_order, b.birth_order) and _days_apart(a, b) <= CONFINEMENT_DAYS


def _days_apart(a: Likeness, b: Likeness) -> int:
    return abs((a.born_on - b.born_on).days)


def _differ(one: object | None, other: object | None) -> bool:
    return one is not None and other is not None and one != other
