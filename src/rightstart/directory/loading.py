"""Hides how a whole list of organisations and people is entered: all of it or nothing, and the same again changes nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db import transaction

from rightstart.directory import people, roles, telephones
from rightstart.directory.models import Person
from rightstart.directory.office_numbers import NotOffice, office_number
from rightstart.directory.people import NotEntered, OrganisationRow
from rightstart.directory.posts import ROLES_AT
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.terms import Actor, london_date

# As people write a role, beside its code.
ROLE_WORDS: Final[Mapping[str, RoleKind]] = {
    **{kind.value: kind for kind in RoleKind},
    **dict.fromkeys(("information-governance-lead", "ig"), RoleKind.IG_LEAD),
    **dict.fromkeys(("steward", "data-analyst", "analyst"), RoleKind.DATA_STEWARD),
    **dict.fromkeys(("worker", "centre"), RoleKind.CENTRE_WORKER),
    **dict.fromkeys(("manager", "hub-manager"), RoleKind.CENTRE_MANAGER),
    **dict.fromkeys(("admin",), RoleKind.ADMINISTRATOR),
    **dict.fromkeys(("safeguarding",), RoleKind.SAFEGUARDING_LEAD),
    **dict.fromkeys(("social-care-team",), RoleKind.SOCIAL_CARE),
    **dict.fromkeys(("sender", "supplier"), RoleKind.SUPPLIER_SENDER),
}
# Whose office a number in the list of organisations is.
RUNG: Final = {
    OrganisationKind.COUNCIL: RoleKind.SAFEGUARDING_LEAD,
    OrganisationKind.CENTRE: RoleKind.CENTRE_WORKER,
    OrganisationKind.SUPPLIER: RoleKind.SUPPLIER_SENDER,
    OrganisationKind.MONITOR: RoleKind.MONITOR_VIEWER,
}
ORDER: Final = (*(one for one in OrganisationKind if one is not OrganisationKind.CENTRE), OrganisationKind.CENTRE)


class Wrong(StrEnum):
    """What is wrong with one cell of a list."""

    BLANK = "blank"
    KIND = "kind"
    CODE_TAKEN = "code-taken"
    COUNCIL = "council"
    NUMBER_FORM = "number-form"
    NUMBER_PRIVATE = "number-private"
    EMAIL_FORM = "email-form"
    ROLE = "role"
    AT_UNKNOWN = "at-unknown"
    AT_AMBIGUOUS = "at-ambiguous"
    NOT_HELD_THERE = "not-held-there"


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list as it stands in a spreadsheet: `row` its number, `cells` by column, "" where there is none."""

    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    row: int
    column: str
    wrong: Wrong


@dataclass(frozen=True, slots=True)
class Faulty:
    """What is wrong with each list; nothing of either was entered."""

    organisations: tuple[Fault, ...]
    people: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows stand now. `passwords`: what those sign in with first who could not sign in before, by their address."""

    organisations: int
    people: int
    passwords: Mapping[str, str]


def load(
    *,
    organisations: Sequence[Listed],
    people_listed: Sequence[Listed],
    council_code: str,
    first_password: Callable[[], str],
    by: Actor,
    at: datetime,
) -> Loaded | Faulty:
    """Enter what two lists say. A row without a kind is a centre of the council, one without a place a role at the council.

    Organisations have kind, code, name, address, postcode, telephone, hours; people have email, name, role, at (the code or
    the whole name of an organisation in the first list, of the council, or of a centre of it), telephone, hours.
    """
    with transaction.atomic():
        ordered = sorted(organisations, key=lambda one: ORDER.index(_kind(one) or OrganisationKind.CENTRE))
        wrong = [fault for one in ordered for fault in _enter(one, council_code, by, at)]
        places = _places(council_code, [one.cells["code"] for one in organisations])
        passwords: dict[str, str] = {}
        wrong_people = [
            fault
            for one in people_listed
            for fault in _admit(one, council_code, places, passwords, first_password, by, at)
        ]
        if wrong or wrong_people:
            transaction.set_rollback(True)
            return Faulty(tuple(sorted(wrong, key=lambda one: one.row)), tuple(wrong_people))
    return Loaded(len(organisations), len(people_listed), passwords)


def _kind(one: Listed) -> OrganisationKind | None:
    told = one.cells["kind"].casefold()
    return OrganisationKind.CENTRE if not told else next((kind for kind in OrganisationKind if kind == told), None)


def _enter(one: Listed, council: str, by: Actor, at: datetime) -> Iterator[Fault]:
    cells, kind = one.cells, _kind(one)
    blank = [name for name in ("code", "name") if not cells[name]]
    if kind is None or blank:
        yield from (Fault(one.row, name, Wrong.BLANK) for name in blank)
        if kind is None:
            yield Fault(one.row, "kind", Wrong.KIND)
        return
    before = people.find(cells["code"])
    answer = people.add_organisation(
        kind=kind,
        code=cells["code"],
        name=cells["name"],
        council_code=council if kind is OrganisationKind.CENTRE else None,
        address=cells["address"] or (before.address if before else ""),
        postcode=cells["postcode"] or (before.postcode if before else ""),
        by=by,
        at=at,
    )
    if isinstance(answer, NotEntered):
        taken = answer is NotEntered.CODE_TAKEN
        yield Fault(one.row, "code", Wrong.CODE_TAKEN if taken else Wrong.COUNCIL)
    else:
        yield from _number(one, cells["code"], RUNG[kind], by, at)


def _number(one: Listed, code: str, role: RoleKind, by: Actor, at: datetime) -> Iterator[Fault]:
    """Keep the number of an office that a row has, where it has one; one that is kept already is not kept anew."""
    typed, hours = one.cells["telephone"], one.cells["hours"]
    if not typed or (code, role, office_number(typed), " ".join(hours.split())) in _kept():
        return
    kept = telephones.keep_number(organisation_code=code, role=role, number=typed, hours=hours, by=by, at=at)
    if isinstance(kept, NotOffice):
        wrong = Wrong.NUMBER_PRIVATE if kept is NotOffice.PRIVATE else Wrong.NUMBER_FORM
        yield Fault(one.row, "telephone", wrong)


def _kept() -> set[tuple[str, RoleKind, str | NotOffice, str]]:
    return {(code, office.role, office.number, office.hours) for code, office in telephones.numbers()}


def _places(council: str, listed: Sequence[str]) -> dict[str, list[OrganisationRow]]:
    """The organisations where somebody of these lists can work, by what a list may call them."""
    own = people.find(council)
    there = {one.code: one for one in people.coded([council, *listed]).values()}
    if own is not None:
        there |= {one.code: one for one in people.organisations(council=own.id)}
    found: dict[str, list[OrganisationRow]] = {}
    for one in there.values():
        for name in {_spoken(one.code), _spoken(one.name)}:
            found.setdefault(name, []).append(one)
    return found


def _spoken(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).casefold()


def _admit(
    one: Listed,
    council: str,
    places: Mapping[str, Sequence[OrganisationRow]],
    passwords: dict[str, str],
    first_password: Callable[[], str],
    by: Actor,
    at: datetime,
) -> Iterator[Fault]:
    """Let one person of a list hold their role; who could not sign in before is given a first password."""
    cells = one.cells
    role, where = (
        ROLE_WORDS.get("-".join(cells["role"].casefold().split())),
        places.get(_spoken(cells["at"] or council), ()),
    )
    wrong = list(_wrong(one, role, where))
    if wrong or role is None:
        yield from wrong
        return
    [place] = where
    email = cells["email"].lower()
    if not Person.objects.filter(email=email).exists():
        passwords[email] = first_password()
        people.add_person(email=email, name=cells["name"], password=passwords[email], by=by, at=at)
    roles.give_role(email=email, organisation_code=place.code, kind=role, from_on=london_date(at), by=by, at=at)
    yield from _number(one, place.code, role, by, at)


def _wrong(one: Listed, role: RoleKind | None, where: Sequence[OrganisationRow]) -> Iterator[Fault]:
    cells = one.cells
    yield from (Fault(one.row, name, Wrong.BLANK) for name in ("email", "name", "role") if not cells[name])
    if cells["email"] and cells["email"].count("@") != 1:
        yield Fault(one.row, "email", Wrong.EMAIL_FORM)
    if cells["role"] and role is None:
        yield Fault(one.row, "role", Wrong.ROLE)
    if len(where) != 1:
        yield Fault(one.row, "at", Wrong.AT_AMBIGUOUS if where else Wrong.AT_UNKNOWN)
    elif role is not None and role not in ROLES_AT[where[0].kind]:
        yield Fault(one.row, "role", Wrong.NOT_HELD_THERE)
