"""Hides how it is read who joined a centre and how far each came: as the centre's own role, and each family through the gate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from rightstart.contact.shown import FamilyView, WaitingFamily
from rightstart.contact.worklist import families
from rightstart.directory import people
from rightstart.engine.bulk import Question, ask, named
from rightstart.engine.isolation import Viewer, ask_as
from rightstart.joining.rules import OUTCOME_OF, USUAL, Engagement, How, Threshold, engagement
from rightstart.listings.rules import ListingKind
from rightstart.terms import FamilyId, OrganisationId

PAGE_SIZE: Final = 25  # each passes the gate at this second
JOINED_BY: Final = {outcome.value: how for how, outcome in OUTCOME_OF.items()}


@dataclass(frozen=True, slots=True)
class Visit:
    """A family came on a day; the kind of service is gone once the family is forgotten."""

    attended_on: date
    kind: ListingKind | None


@dataclass(frozen=True, slots=True)
class Membership:
    """How far a family came at one centre. `joined_on` None: it has not joined. `recorded`: said in full, with

    the kind of service that it came `through`; else an attempt at first contact alone says so.
    """

    joined_on: date | None
    how: How | None
    recorded: bool
    through: ListingKind | None
    visits: tuple[Visit, ...]
    engagement: Engagement


NOT_JOINED: Final = Membership(None, None, False, None, (), Engagement.NOT_JOINED)


@dataclass(frozen=True, slots=True)
class Member:
    """A family that joined, as its centre sees it, and how far it came."""

    family: FamilyView | WaitingFamily
    membership: Membership


@dataclass(frozen=True, slots=True)
class Members:
    """One page of the families that joined a centre, the latest first; `total`: of all pages."""

    members: tuple[Member, ...]
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


THRESHOLD: Final = "SELECT times, days FROM joining_sustaining WHERE council_id = %(council)s::bigint"


def threshold_of(council: OrganisationId) -> Threshold:
    """When a family of a council counts as one that keeps coming."""
    found = ask(THRESHOLD, {"council": council})
    return Threshold(*found[0]) if found else USUAL


def memberships(viewer: Viewer, wanted: Iterable[FamilyId]) -> dict[FamilyId, Membership]:
    """How far each of these families of the viewer's centre came."""
    numbers = list(wanted)
    threshold = threshold_of(_council(viewer))
    asked = {"families": numbers, "outcomes": list(JOINED_BY)}
    rows = ask_as(viewer, {"memberships": Question(named("joining", "memberships"), asked)})["memberships"]
    found = {FamilyId(family): _membership(told, threshold) for family, *told in rows}
    return {one: found.get(one, NOT_JOINED) for one in numbers}


def _council(viewer: Viewer) -> OrganisationId:
    council = people.named([viewer.organisation])[viewer.organisation].council_id
    assert council is not None  # the viewer is a centre
    return council


def _membership(told: Sequence[Any], threshold: Threshold) -> Membership:
    """From the joining as it was recorded, else from the attempt that says so."""
    joined_on, how, through, attempted_on, outcome, visits = told
    recorded = joined_on is not None
    if not recorded and outcome is not None:
        joined_on, how = attempted_on, JOINED_BY[outcome]
    came = tuple(Visit(date.fromisoformat(on), ListingKind(kind) if kind else None) for on, kind in visits)
    return Membership(
        joined_on=joined_on,
        how=How(how) if how else None,
        recorded=recorded,
        through=ListingKind(through) if through else None,
        visits=came,
        engagement=engagement((one.attended_on for one in came), threshold, joined=joined_on is not None),
    )


def members(viewer: Viewer, *, at: datetime, page: int = 1) -> Members:
    """The families that joined the viewer's centre and that the gate does not hide."""
    asked = {"outcomes": list(JOINED_BY), "size": PAGE_SIZE, "skip": PAGE_SIZE * (page - 1)}
    rows = ask_as(viewer, {"members": Question(named("joining", "members"), asked)})["members"]
    found = {one.family: one for one in families(viewer, [reference for _, _, reference in rows], at=at)}
    came = memberships(viewer, found)
    shown = [FamilyId(family) for _, family, _ in rows if family in found]
    return Members(tuple(Member(found[one], came[one]) for one in shown), rows[0][0] if rows else 0)
