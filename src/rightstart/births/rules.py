"""Whether two statements speak of one baby, and two babies are of one confinement; twins look alike and are not one."""

from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

CONFINEMENT_DAYS: Final = 2  # labour with twins can pass one midnight, and a clerk's date another

SHORTEST_NEAR: Final = 4  # letters: of shorter names too many are one slip from another


class Sameness(StrEnum):
    YES = "yes"
    NO = "no"
    ASK = "ask"


class ReviewKind(StrEnum):
    """What only a person can say: whether two are one baby, whose number is right, whether two are of one confinement."""

    SAME_BABY = "same-baby"
    IDENTITY_CONFLICT = "identity-conflict"
    SAME_CONFINEMENT = "same-confinement"


class Answer(StrEnum):
    """What a person can say to it."""

    SAME = "same"
    KEEP_BOTH = "keep-both"


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

    Different NHS numbers, or different places in the birth order of one confinement, are never one baby; one number at two
    places contradicts itself, so a person says what is right. Surname, date and postcode alone are what twins
    share, so they never decide *yes*; nor does a parent who is only nearly the same:
    cousins' mothers may be called alike. Where day, home and parent agree, a slip in the surname tells nothing apart.
    """
    numbered_alike = one_number(a, b)
    if never_one(a, b):
        return Sameness.ASK if numbered_alike else Sameness.NO
    likeness = _agreements(a, b)
    if numbered_alike:
        return Sameness.YES if likeness >= 2 and not _two_forenames(a, b) else Sameness.ASK
    if likeness < 2 or not _days_fit(a.born_on, b.born_on):
        return Sameness.NO
    if likeness == 4 or (likeness == 3 and _differ_by_a_slip_of_surname(a, b)):
        return Sameness.ASK if _may_be_twins(a, b) else Sameness.YES
    return Sameness.ASK if likeness + _near_agreements(a, b) >= 3 else Sameness.NO


def one_number(a: Likeness, b: Likeness) -> bool:
    """Whether both bear the same NHS number. Are they two babies all the same, it is wrong on at least one of them."""
    return a.nhs_key is not None and a.nhs_key == b.nhs_key


def never_one(a: Likeness, b: Likeness) -> bool:
    """What no likeness outweighs: two NHS numbers, or two places in the birth order of one confinement."""
    return _differ(a.nhs_key, b.nhs_key) or _twin_places(a, b)


def may_be_two(a: Likeness, b: Likeness) -> bool:
    """Whether something speaks for two babies, so that no third statement may join these two unseen by a person."""
    if never_one(a, b):
        return True
    if one_number(a, b):
        return _two_forenames(a, b)
    return _may_be_twins(a, b)


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


def worth_comparing(a: Likeness, b: Likeness) -> bool:
    """The cheap test before the others: what fails it is neither one baby nor one confinement."""
    return one_number(a, b) or _days_fit(a.born_on, b.born_on)


def transposed(day: date) -> date | None:
    """The date with day and month changed about, as a clerk may have written it; None where that is none or the same."""
    return date(day.year, day.day, day.month) if day.day <= 12 and day.day != day.month else None


def _agreements(a: Likeness, b: Likeness) -> int:
    pairs = (
        (a.surname_key, b.surname_key),
        (a.born_on, b.born_on),
        (a.postcode, b.postcode),
        (a.parent_key, b.parent_key),
    )
    return sum(one is not None and one == other for one, other in pairs)


def _differ_by_a_slip_of_surname(a: Likeness, b: Likeness) -> bool:
    return a.surname_key != b.surname_key and _near(a.surname_key, b.surname_key)


def _near_agreements(a: Likeness, b: Likeness) -> int:
    """Names that agree but for a slip, half of a double-barrelled one, or a parent's names in another order or fuller."""
    surnames = _differ_by_a_slip_of_surname(a, b)
    if a.parent_key is None or b.parent_key is None or a.parent_key == b.parent_key:
        return int(surnames)
    return surnames + (_near(a.parent_key, b.parent_key) or _turned(a.parent_key, b.parent_key))


def _near(one: str, other: str) -> bool:
    """One slip of the pen (a letter left out, added, changed, or two changed about), or one name inside the other.

    A digit is no slip: some systems number babies whose names they do not know yet.
    """
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SHORTEST_NEAR:
        return False
    head = next((at for at, letter in enumerate(shorter) if longer[at] != letter), len(shorter))
    rest = len(shorter) - head
    tail = next((at for at in range(rest) if longer[-1 - at] != shorter[-1 - at]), rest)
    differing = shorter[head : len(shorter) - tail] + longer[head : len(longer) - tail]
    if any(map(str.isdigit, differing)):
        return False
    if head + tail >= min(len(shorter), len(longer) - 1):
        return True
    slipped = len(shorter) == len(longer) == head + tail + 2
    return slipped and longer[head] == shorter[head + 1] and longer[head + 1] == shorter[head]


def _turned(one: str, other: str) -> bool:
    """Surname written before forename."""
    return len(one) == len(other) >= SHORTEST_NEAR and other in one + one


def _two_forenames(a: Likeness, b: Likeness) -> bool:
    """Two names that are not one name with a slip: one number with two is perhaps a twin's, written to the wrong baby."""
    one, other = a.forename_key, b.forename_key
    return one is not None and other is not None and one != other and not _near(one, other)


def _days_fit(one: date, other: date) -> bool:
    return abs((one - other).days) <= CONFINEMENT_DAYS or transposed(one) == other


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
