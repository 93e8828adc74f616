"""Hides which privacy notices anybody may read of a centre: those of the agreements in force by which families come to it.

They are drawn from what was signed, as for the papers of the agreement. Free words that look like somebody's details are left out.
"""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from rightstart.agreements.entries import Entry, entries
from rightstart.agreements.models import Version
from rightstart.agreements.openly import impersonal
from rightstart.agreements.rules import Hop
from rightstart.agreements.states import State
from rightstart.agreements.stating import statement
from rightstart.agreements.wording import Named, Statement, Terms
from rightstart.directory import people
from rightstart.directory.people import OrganisationRow
from rightstart.directory.rules import OrganisationKind


@dataclass(frozen=True, slots=True)
class Published:
    """A centre with what is agreed on the way to it, from the health service to its door; nothing where nothing is in force."""

    centre: OrganisationRow
    council: OrganisationRow
    statements: tuple[Statement, ...]


def published(code: str, *, on: date) -> Published | None:
    """What anybody may read of the centre with this code; None where there is none."""
    centre = people.find(code)
    if centre is None or centre.kind is not OrganisationKind.CENTRE or centre.canary or centre.council_id is None:
        return None
    council = people.named([centre.council_id])[centre.council_id]
    found = entries(Version.objects.filter(agreement__council_id=council.id, agreement__giver__canary=False), "default")
    ours = [_of(statement(one), centre) for one in found if one.state(on) is State.IN_FORCE and _reaches(one, centre)]
    return Published(centre, council, tuple(sorted(ours, key=lambda one: (one.hop, one.giver.name, one.reference))))


def _reaches(one: Entry, centre: OrganisationRow) -> bool:
    """Whether families come to this centre by it, or to its council, which is everybody's there."""
    return Hop(one.version.agreement.hop) is not Hop.COUNCIL_TO_CENTRE or centre.id in one.recipients


def _of(one: Statement, centre: OrganisationRow) -> Statement:
    """As it concerns this centre: the others that it covers are not the reader's."""
    texts = {name.name: getattr(one.terms, name.name) for name in fields(Terms)}
    said: dict[str, Any] = {name: impersonal(text) for name, text in texts.items() if isinstance(text, str)}
    takers = (Named(centre.code, centre.name),) if one.hop is Hop.COUNCIL_TO_CENTRE else one.takers
    return replace(one, takers=takers, terms=replace(one.terms, **said))
