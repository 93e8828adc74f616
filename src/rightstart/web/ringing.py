"""Hides how a page says whom to ring: an office, a role and a number that dials, or plainly that no number is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, assert_never

from django.utils.safestring import SafeString

from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import NoNumber, Office, whom_to_ask, whom_to_ring
from rightstart.terms import OrganisationId
from rightstart.web.components import Cell, Link, safe
from rightstart.web.sentences import OFFICES

# Whom a centre rings at its council, and whom the council rings at a centre: the first of these that has a number.
AT_COUNCIL: Final = (RoleKind.SAFEGUARDING_LEAD, RoleKind.DATA_STEWARD)
AT_CENTRE: Final = (RoleKind.CENTRE_WORKER, RoleKind.CENTRE_MANAGER)


@dataclass(frozen=True, slots=True)
class Ring:
    """Whom to ring, for a table or on a line of its own."""

    who: str
    number: Link | None = None
    hours: str = ""

    def cell(self) -> Cell:
        return Cell(self.who, link=self.number, note=self.hours)

    def html(self) -> SafeString:
        if self.number is None:
            return SafeString(safe(self.who))
        hours = f" ({safe(self.hours)})" if self.hours else ""
        return SafeString(f"{safe(self.who)} {self.number.html()}{hours}")


def rings_at_council(council: OrganisationId) -> Ring:
    return _ring(whom_to_ring([council], AT_COUNCIL)[council])


def asks_about_home(council: OrganisationId) -> SafeString:
    """Whom alone to ask about a home that is shown to nobody, as a sentence."""
    match whom_to_ask(council):
        case Office(organisation, role, number, hours):
            return Ring(f"Ask the {OFFICES[role]} of {organisation} only:", dialled(number), hours).html()
        case NoNumber(organisation):
            lead = OFFICES[RoleKind.SAFEGUARDING_LEAD]
            return Ring(f"Ask the {lead} of {organisation} only. No telephone number is kept").html()
        case never:
            assert_never(never)


def rings_at_centres(centres: Iterable[OrganisationId]) -> dict[OrganisationId, Ring]:
    return {centre: _ring(found) for centre, found in whom_to_ring(centres, AT_CENTRE).items()}


def _ring(found: Office | NoNumber) -> Ring:
    match found:
        case Office(organisation, role, number, hours):
            return Ring(f"{organisation}, {OFFICES[role]}:", dialled(number), hours)
        case NoNumber(organisation):
            return Ring(f"No number is known: ask {organisation}")
    assert_never(found)


def dialled(number: str) -> Link:
    return Link(number.replace(" ", "\u00a0"), "tel:" + "".join(one for one in number if one.isdecimal()))
