"""Hides which flows somebody's organisation is on a side of, and in which of their roles they may refuse to share over one."""

from collections.abc import Iterable
from dataclasses import dataclass

from rightstart.agreements.refusals import decides, flow_of
from rightstart.agreements.rules import Hop
from rightstart.directory.people import OrganisationRow, named, organisations
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.web.refusals.sentences import FLOWS
from rightstart.web.seat import Seat


@dataclass(frozen=True, slots=True)
class Flow:
    """One flow as a form offers it, by the codes of who gives and who takes."""

    hop: Hop
    giver: str
    taker: str
    label: str

    @property
    def value(self) -> str:
        return f"{self.giver} {self.taker}"


def deciding(seat: Seat) -> list[RoleKind]:
    """The roles held here in which one may decide that nothing is shared."""
    return [role for role in RoleKind if role in seat.role_kinds and decides(role, seat.kind)]


def flows(seat: Seat) -> list[tuple[str, list[Flow]]]:
    """Every flow that this organisation gives or takes, by hop under its heading; those without any are left out."""
    own = named([seat.organisation])[seat.organisation]
    others = [*organisations(OrganisationKind.SUPPLIER), *organisations(OrganisationKind.COUNCIL)]
    others += organisations(OrganisationKind.CENTRE, council=own.id)
    pairs = [pair for other in others for pair in ((other, own), (own, other))]
    return [(words, found) for hop, words in FLOWS.items() if (found := list(_over(hop, pairs)))]


def _over(hop: Hop, pairs: Iterable[tuple[OrganisationRow, OrganisationRow]]) -> Iterable[Flow]:
    return (Flow(hop, a.code, b.code, f"{a.name} to {b.name}") for a, b in pairs if flow_of(a, b) is hop)
