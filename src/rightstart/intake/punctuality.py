"""Hides who delivers in time and whose word is still fresh: read for both sides of each feed, and chased until it is put right."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from rightstart.agreements.register import Feed, feeds
from rightstart.agreements.rules import InstrumentKind
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_alert, settle_others
from rightstart.directory.people import OrganisationRow, named
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine.bulk import ask
from rightstart.engine.isolation import Viewer
from rightstart.intake.contract import Kind
from rightstart.intake.timetable import Clock, clock
from rightstart.terms import OrganisationId, Period, london_date

LOOK_BACK_DAYS: Final = 400
DELIVERED: Final = """
SELECT supplier_id, council_id, kind, start_on, end_on, as_at, confirms, received_at FROM intake_consignment
WHERE council_id = ANY(%(councils)s::bigint[]) AND status = 'accepted' AND NOT single AND as_at > %(since)s::timestamptz
ORDER BY received_at, id
"""
LAST: Final = """
SELECT supplier_id, council_id, kind, max(received_at) FROM intake_consignment
WHERE council_id = ANY(%(councils)s::bigint[]) AND status = 'accepted' AND NOT single AND received_at <= %(at)s::timestamptz
GROUP BY supplier_id, council_id, kind
"""
Pair = tuple[OrganisationId, OrganisationId]
# What each feed delivers, and which consignments confirm those whom it told of: a file of arrivals speaks of arrivals alone.
KINDS: Final = {
    InstrumentKind.DATA_SHARING: (Kind.BIRTHS, frozenset({Kind.BIRTHS, Kind.STATUS})),
    InstrumentKind.ARRIVALS_SHARING: (Kind.ARRIVALS, frozenset(Kind)),
}


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One feed as both sides see it. `confirmed_at`: as of when the supplier last gave its word on all that it sent before.

    `days_late`: nought while the next delivery is in time. `fresh`: whether its families may be contacted.
    """

    supplier: OrganisationRow
    council: OrganisationRow
    reference: str
    frequency: str
    delivered_at: datetime | None
    clock: Clock
    days_late: int
    confirmed_at: datetime | None
    freshness_days: int
    fresh: bool
    arrivals: bool


def feed_rows(viewer: Viewer, *, at: datetime) -> list[FeedRow]:
    """The feeds that the viewer's organisation gives or gets, latest first."""
    rows = _rows(_feeds(at=at, party=viewer.organisation), at)
    return sorted(rows, key=lambda row: (-row.days_late, row.clock.due_on, row.supplier.name, row.council.name))


def all_feeds(*, at: datetime) -> list[FeedRow]:
    """Every feed of the installation, for its own command line."""
    return _rows(_feeds(at=at), at)


def _feeds(*, at: datetime, party: OrganisationId | None = None) -> list[Feed]:
    """Suppliers' feeds of births, and of arrivals; what councils tell one another of movers has no clock."""
    births, arrivals = (feeds(at=at, party=party, about=about) for about in KINDS)
    known = named(feed.supplier for feed in arrivals)
    return births + [feed for feed in arrivals if known[feed.supplier].kind is OrganisationKind.SUPPLIER]


def _rows(found: Iterable[Feed], at: datetime) -> list[FeedRow]:
    found = list(found)
    known = named(party for feed in found for party in (feed.supplier, feed.council))
    came = _delivered({feed.council for feed in found}, at)
    return [_row(feed, known, came[feed.supplier, feed.council], at) for feed in found]


def _delivered(councils: Iterable[OrganisationId], at: datetime) -> Mapping[Pair, list[tuple[Any, ...]]]:
    by_feed: dict[Pair, list[tuple[Any, ...]]] = defaultdict(list)
    since = at - timedelta(days=LOOK_BACK_DAYS)
    for supplier, council, *rest in ask(DELIVERED, {"councils": sorted(councils), "since": since}):
        by_feed[supplier, council].append(tuple(rest))
    return by_feed


def last_deliveries(
    councils: Iterable[OrganisationId], *, at: datetime
) -> dict[tuple[OrganisationId, OrganisationId, InstrumentKind], datetime]:
    """When the last delivery of each flow to these councils came, at any time before, whatever is agreed today; nil returns too."""
    last: dict[tuple[OrganisationId, OrganisationId, InstrumentKind], datetime] = {}
    for supplier, council, kind, came_at in ask(LAST, {"councils": sorted(councils), "at": at}):
        for about, (kind_of, _) in KINDS.items():
            if kind in (kind_of, Kind.STATUS):
                last[supplier, council, about] = max(came_at, last.get((supplier, council, about), came_at))
    return last


def _row(
    feed: Feed, known: Mapping[OrganisationId, OrganisationRow], came: Iterable[tuple[Any, ...]], at: datetime
) -> FeedRow:
    came, on, agreed = list(came), london_date(at), feed.instrument
    kind_of, speak = KINDS[agreed.kind]
    periods = [Period(start_on, end_on) for kind, start_on, end_on, *_ in came if kind == kind_of]
    due = clock(agreed.from_on, periods, agreed.frequency)
    confirmed_at = max((as_at for kind, _, _, as_at, confirms, _ in came if confirms and kind in speak), default=None)
    fresh_from = on - timedelta(days=agreed.freshness_days)
    return FeedRow(
        supplier=known[feed.supplier],
        council=known[feed.council],
        reference=agreed.reference,
        frequency=agreed.frequency.value,
        delivered_at=max((at for kind, *_, at in came if kind in (kind_of, Kind.STATUS)), default=None),
        clock=due,
        days_late=due.days_late(on),
        confirmed_at=confirmed_at,
        freshness_days=agreed.freshness_days,
        fresh=confirmed_at is not None and london_date(confirmed_at) >= fresh_from,
        arrivals=agreed.kind is InstrumentKind.ARRIVALS_SHARING,
    )


def chase(*, at: datetime) -> int:
    """Tell both sides of each feed what is overdue or stale, and close what was put right; gives how many feeds are late.

    Run it twice: nobody is told twice.
    """
    rows = _rows(_feeds(at=at), at)
    for row in rows:
        stale = row.confirmed_at is not None and not row.fresh
        _tell(AlertKind.DELIVERY_OVERDUE, row, bool(row.days_late), at)
        _tell(AlertKind.STATUS_STALE, row, stale, at)
    for kind in (AlertKind.DELIVERY_OVERDUE, AlertKind.STATUS_STALE):
        settle_others(kind=kind, than=[_about(row) for row in rows], at=at)
    return sum(bool(row.days_late) for row in rows)


@transaction.atomic
def _tell(kind: AlertKind, row: FeedRow, holds: bool, at: datetime) -> None:
    about = _about(row)
    if not holds:
        settle_alert(kind=kind, about=about, at=at)
        return
    for side, role in ((row.supplier, RoleKind.SUPPLIER_SENDER), (row.council, RoleKind.DATA_STEWARD)):
        raise_alert(to=side.id, role=role, kind=kind, about=about, at=at)


def _about(row: FeedRow) -> str:
    return f"{row.supplier.code} to {row.council.code}" + " (arrivals)" * row.arrivals
