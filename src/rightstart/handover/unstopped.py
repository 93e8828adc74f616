"""Hides how the stops that other systems have still to see to are shown: a list that names nobody, and a sheet for one."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from rightstart.engine.isolation import Viewer, seen_by
from rightstart.handover.downstream import Child, children, open_at
from rightstart.handover.models import DownstreamStop
from rightstart.handover.rules import DOWNSTREAM, Chase, Haste, Way, chase
from rightstart.handover.systems import SystemRow, system_row
from rightstart.terms import BirthId, london_date


@dataclass(frozen=True, slots=True)
class StopRow:
    """An open stop as a list shows it. `may_go_on`: nothing grave is stated of the child any more."""

    reference: str
    opened_on: date
    chase: Chase
    urgent: bool
    told_at: datetime | None
    told_how: Way | None
    may_go_on: bool


@dataclass(frozen=True, slots=True)
class SystemStops:
    """What one system has still to stop, urgent first, then longest open."""

    system: SystemRow
    stops: tuple[StopRow, ...]


@dataclass(frozen=True, slots=True)
class StopSheet:
    """One stop with its system; `child` is None for whoever may not know, and where nothing is kept of it any more."""

    system: SystemRow
    stop: StopRow
    child: Child | None


def open_stops(viewer: Viewer, *, at: datetime) -> list[SystemStops]:
    """The open stops of the viewer's council by system: systems with something urgent first, then by name."""
    with seen_by(viewer) as using:
        found = list(open_at(at, using=using).order_by("-urgent", "opened_at", "pk"))
    known = children([BirthId(one.birth_id) for one in found], at=at)
    by_system: dict[SystemRow, list[StopRow]] = defaultdict(list)
    for one in found:
        by_system[system_row(one.system)].append(_row(one, known.get(BirthId(one.birth_id)), at))
    listed = [SystemStops(system, tuple(stops)) for system, stops in by_system.items()]
    return sorted(listed, key=lambda one: (not one.stops[0].urgent, one.system.name))


def how_many_open(viewer: Viewer, *, at: datetime) -> int:
    """How many stops of the viewer's council nobody has answered."""
    with seen_by(viewer) as using:
        return open_at(at, using=using).count()


def stop_sheet(viewer: Viewer, reference: str, *, names: bool, at: datetime) -> StopSheet | None:
    """One open stop of the viewer's council. `names`: whether the reader may know whom it is about."""
    with seen_by(viewer) as using:
        one = open_at(at, using=using).filter(reference=reference).first()
    if one is None:
        return None
    child = children([BirthId(one.birth_id)], at=at).get(BirthId(one.birth_id))
    return StopSheet(system_row(one.system), _row(one, child, at), child if names else None)


def _row(one: DownstreamStop, child: Child | None, at: datetime) -> StopRow:
    since = london_date(one.opened_at)
    stands = chase(since, london_date(at), urgent=one.urgent, clock=DOWNSTREAM)
    may_go_on = child is None or child.haste is Haste.NOT_AT_ALL
    how = Way(one.told_how) if one.told_how else None
    return StopRow(one.reference, since, stands, one.urgent, one.told_at, how, may_go_on)
