"""Hides who works at an organisation and its centres, with which roles, and when each is to be looked at again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from rightstart.access.rules import Look, due_on, look
from rightstart.directory import people
from rightstart.directory.people import HeldRole, OrganisationRow, PersonRow
from rightstart.engine.bulk import ask
from rightstart.engine.isolation import Viewer
from rightstart.terms import OrganisationId, london_date

LOOKED: Final = """
SELECT person_id, organisation_id, max(at) FROM access_look WHERE organisation_id = ANY(%(organisations)s::bigint[])
GROUP BY person_id, organisation_id
"""


@dataclass(frozen=True, slots=True)
class Member:
    """One who works, worked or will work here. `roles` are those here that have not ended, `past` those that have.

    `elsewhere`: holds a role that others keep. `due_on`: by when the roles are to be looked at; None where none stands.
    """

    id: int
    email: str
    name: str
    active: bool
    roles: tuple[HeldRole, ...]
    past: tuple[HeldRole, ...]
    elsewhere: bool
    due_on: date | None
    look: Look | None


def places(keeper: OrganisationId) -> dict[str, OrganisationRow]:
    """The organisations whose people an administrator here keeps, by code: this one first, then its centres."""
    own = people.named([keeper])[keeper]
    return {one.code: one for one in (own, *people.organisations(council=keeper))}


def staff(viewer: Viewer, *, at: datetime) -> list[Member]:
    """Everybody with a role, now or once, at the viewer's organisation or a centre of it, by e-mail address."""
    here, today = places(viewer.organisation), london_date(at)
    rows = ask(LOOKED, {"organisations": [one.id for one in here.values()]})
    looked = {(person, OrganisationId(place)): london_date(when) for person, place, when in rows}
    found = people.people(organisation=viewer.organisation, centres=True)
    return [_member(one, here, looked, today) for one in found]


def member(viewer: Viewer, person: int, *, at: datetime) -> Member | None:
    """One of them."""
    return next((one for one in staff(viewer, at=at) if one.id == person), None)


def _member(
    one: PersonRow,
    here: Mapping[str, OrganisationRow],
    looked: Mapping[tuple[int, OrganisationId], date],
    today: date,
) -> Member:
    going = [role for role in one.roles if role.until_on is None or today < role.until_on]
    own = tuple(role for role in going if role.code in here)
    past = tuple(role for role in one.roles if role.code in here and role not in going)
    dues = [due_on([role.from_on], looked.get((one.id, here[role.code].id))) for role in own if role.from_on <= today]
    due = min(dues) if dues and one.active else None
    return Member(
        id=one.id,
        email=one.email,
        name=one.name,
        active=one.active,
        roles=own,
        past=past,
        elsewhere=len(going) > len(own),
        due_on=due,
        look=look(due, today) if due else None,
    )
