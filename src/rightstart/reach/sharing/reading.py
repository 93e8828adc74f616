"""Hides how the flows of births are read with how regular each is: health to council, and council to each of its centres.

Nothing here is about anybody: organisations, their agreements, and the days on which something came.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from rightstart.agreements.register import of_councils
from rightstart.agreements.rules import Hop, Instrument, InstrumentKind
from rightstart.directory import people
from rightstart.directory.people import OrganisationRow
from rightstart.directory.rules import OrganisationKind
from rightstart.engine.bulk import Question, ask_together, named
from rightstart.engine.isolation import Viewer, proven
from rightstart.reach.sharing.rules import (
    DEFAULT,
    Delivery,
    Regularity,
    Sharing,
    Stuck,
    Thresholds,
    agreed,
    handed_on,
    regularity,
)
from rightstart.terms import OrganisationId, Period, london_date, london_midnight, months_after

# The clearest first: by it a council with several suppliers is called, for one that shares monthly is what the study asked for.
CLEAREST: Final = (Sharing.REGULAR, Sharing.IRREGULAR, Sharing.NONE, Sharing.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Flow:
    """One flow. `giver`: a supplier, or the council itself; None where a council has none yet. `taker`: a council or a centre."""

    giver: OrganisationRow | None
    taker: OrganisationRow
    regularity: Regularity


@dataclass(frozen=True, slots=True)
class CouncilFlows:
    """A council with both hops: who gives it births, and to whom it hands them on."""

    council: OrganisationRow
    suppliers: tuple[Flow, ...]
    centres: tuple[Flow, ...]

    @property
    def first(self) -> Regularity:
        """How regularly births reach the council: by the clearest of its flows."""
        return min((one.regularity for one in self.suppliers), key=lambda one: CLEAREST.index(one.sharing))

    @property
    def onward(self) -> Mapping[Sharing, int]:
        """How many of its centres are given births how regularly."""
        return Counter(one.regularity.sharing for one in self.centres)


def flows(viewer: Viewer, *, at: datetime, by: Thresholds = DEFAULT) -> list[CouncilFlows]:
    """The viewer's own council, or every council for a national monitor, by name; for others none."""
    own = proven(viewer, OrganisationKind.COUNCIL, OrganisationKind.MONITOR)
    if own is None:
        return []
    if viewer.kind == OrganisationKind.MONITOR:
        return every_flow(at=at, by=by)
    return _flows(list(people.named([own]).values()), people.organisations(council=own), at, by)


def every_flow(*, at: datetime, by: Thresholds = DEFAULT) -> list[CouncilFlows]:
    """Every council of the installation, for its own command line."""
    return _flows(people.organisations(OrganisationKind.COUNCIL), people.organisations(OrganisationKind.CENTRE), at, by)


def _flows(
    councils: Sequence[OrganisationRow], centres: Iterable[OrganisationRow], at: datetime, by: Thresholds
) -> list[CouncilFlows]:
    numbers = [one.id for one in councils]
    since = london_midnight(months_after(london_date(at).replace(day=1), -by.months))
    asked = {"councils": numbers, "since": since, "at": at, "on": london_date(at)}
    told = ask_together({name: Question(named("reach", name), asked) for name in ("delivered", "stuck", "enrolled")})
    came: dict[OrganisationId, dict[OrganisationId, list[Delivery]]] = defaultdict(lambda: defaultdict(list))
    for council, supplier, start_on, end_on, received_on in told["delivered"]:
        came[council][supplier].append(Delivery(Period(start_on, end_on), received_on))
    stuck: dict[OrganisationId, list[Stuck]] = defaultdict(list)
    for centre, packed_on, sent_on in told["stuck"]:
        stuck[centre].append(Stuck(packed_on, sent_on))
    agreements, enrolled = of_councils(numbers), frozenset(number for (number,) in told["enrolled"])
    givers = {one for agreed_by in agreements.values() for one in agreed_by[Hop.SUPPLIER_TO_COUNCIL]}
    givers |= {one for ones in came.values() for one in ones}
    known = {number: row for number, row in people.named(givers).items() if not row.canary}
    of_each: dict[OrganisationId | None, list[OrganisationRow]] = defaultdict(list)
    for centre in centres:
        if not centre.canary:
            of_each[centre.council_id].append(centre)
    judge = _Judge(at, by, enrolled, known, agreements, came, stuck)
    found = [CouncilFlows(one, judge.suppliers(one), judge.centres(one, of_each[one.id])) for one in councils]
    return sorted(found, key=lambda one: one.council.name)


@dataclass(frozen=True, slots=True)
class _Judge:
    """By what flows are judged: the moment, the thresholds, who works with the system, what was agreed, and what came or waits."""

    at: datetime
    by: Thresholds
    enrolled: frozenset[OrganisationId]
    known: Mapping[OrganisationId, OrganisationRow]
    agreements: Mapping[OrganisationId, Mapping[Hop, Mapping[OrganisationId, Sequence[Instrument]]]]
    came: Mapping[OrganisationId, Mapping[OrganisationId, Sequence[Delivery]]]
    stuck: Mapping[OrganisationId, Sequence[Stuck]]

    def suppliers(self, council: OrganisationRow) -> tuple[Flow, ...]:
        """Every flow to a council; one from nobody, where there is none."""
        came = self.came[council.id]
        given = {
            giver: _about_births(ones) for giver, ones in self.agreements[council.id][Hop.SUPPLIER_TO_COUNCIL].items()
        }
        givers = sorted((one for one in {*given, *came} if one in self.known), key=lambda one: self.known[one].name)
        found = [
            Flow(self.known[one], council, self._of(council, came.get(one, ()), self._agreed(given.get(one, ()))))
            for one in givers
        ]
        return tuple(found) or (Flow(None, council, self._of(council, (), None)),)

    def centres(self, council: OrganisationRow, centres: Iterable[OrganisationRow]) -> tuple[Flow, ...]:
        """Every flow on from a council. Most of its centres have one instruction and no parcel that waits: judged once."""
        came = [one for deliveries in self.came[council.id].values() for one in deliveries]
        instructed = self.agreements[council.id][Hop.COUNCIL_TO_CENTRE]

        @cache
        def onward(since: Period | None, waits: tuple[Stuck, ...]) -> Regularity:
            return self._of(council, handed_on(came, since, waits), since)

        return tuple(
            Flow(council, one, onward(self._agreed(instructed.get(one.id, ())), tuple(self.stuck.get(one.id, ()))))
            for one in centres
        )

    def _agreed(self, versions: Sequence[Instrument]) -> Period | None:
        return agreed(versions, london_date(self.at))

    def _of(self, council: OrganisationRow, came: Sequence[Delivery], since: Period | None) -> Regularity:
        enrolled = council.id in self.enrolled
        return regularity(came, agreed=since, enrolled=enrolled, today=london_date(self.at), by=self.by)


def _about_births(versions: Iterable[Instrument]) -> tuple[Instrument, ...]:
    return tuple(one for one in versions if one.kind is InstrumentKind.DATA_SHARING)
