"""Hides how a supplier's month is summed up from what was counted of each file: it stays true after the rows are erased."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.intake.judging import Status
from rightstart.intake.models import Consignment, Quarantined
from rightstart.terms import OrganisationId, london_date

TREND_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Month:
    """One month's files between two parties, in counts; rows of a file that came again for its period count once.

    `median_weeks` and `late_weeks` (90th percentile): birth → received.
    """

    month: str
    accepted: int
    held: int
    refused: int
    rows: int
    quarantined: int
    faulty_share: float
    median_weeks: int | None
    late_weeks: int | None


@dataclass(frozen=True, slots=True)
class Quality:
    """A month with its trend. `faults`: rows by code; `completeness`: share of rows by column; `difference`: of control totals."""

    supplier: str
    council: str
    month: Month
    faults: tuple[tuple[str, int], ...]
    completeness: tuple[tuple[str, float], ...]
    declared: int
    difference: int
    waiting: int
    settled: int
    sent_back: int
    trend: tuple[Month, ...]


def months_of(viewer: Viewer) -> list[tuple[str, str, str]]:
    """What there is a report of: month, supplier and council, latest first."""
    with seen_by(viewer) as using:
        told = Consignment.objects.using(using).values_list("received_at", "receipt__supplier", "receipt__council")
        return sorted({(_month(at), supplier, council) for at, supplier, council in told}, reverse=True)


def quality(viewer: Viewer, *, month: str, supplier: str, council: str) -> Quality | None:
    """A supplier's month with one council, as either side sees it; None where nothing was handed over in it."""
    with seen_by(viewer) as using:
        found = list(
            Consignment.objects.using(using).filter(receipt__supplier=supplier, receipt__council=council, single=False)
        )
        told = [one for one in found if _month(one.received_at) == month]
        rows = Quarantined.objects.filter(consignment__in=[one.pk for one in told])
        settled = rows.filter(settled_at__isnull=False)
        sent_back = settled.filter(settled_how="rejected").count()
        waits, done = rows.filter(settled_at__isnull=True).count(), settled.filter(~Q(settled_how="rejected")).count()
    if not told:
        return None
    standing = _standing(told, found)
    read_ones = [one.said for one in standing if one.said]
    of_rows = sum(said["rows"] for said in read_ones)
    control = [one.receipt["control"] for one in standing if one.receipt["control"]["declared"] is not None]
    return Quality(
        supplier=supplier,
        council=council,
        month=_summed(month, told, found),
        faults=tuple(Counter(_added(said.get("wrong", {}) for said in read_ones)).most_common()),
        completeness=_shares(_added(said.get("filled", {}) for said in read_ones), of_rows),
        declared=sum(one["declared"] for one in control),
        difference=sum(one["difference"] for one in control),
        waiting=waits,
        settled=done,
        sent_back=sent_back,
        trend=tuple(_trend(month, found)),
    )


def _month(at: datetime) -> str:
    return f"{london_date(at):%Y-%m}"


def _added(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total


def _shares(filled: Mapping[str, int], rows: int) -> tuple[tuple[str, float], ...]:
    return tuple((name, number / rows) for name, number in filled.items()) if rows else ()


def _trend(month: str, found: Sequence[Consignment]) -> list[Month]:
    """This month and those before it, the earliest first; a month without a file counts nothing."""
    first = date.fromisoformat(f"{month}-01")
    wanted = [month]
    for _ in range(TREND_MONTHS - 1):
        first = (first - timedelta(days=1)).replace(day=1)
        wanted.append(f"{first:%Y-%m}")
    return [
        _summed(one, [sent for sent in found if _month(sent.received_at) == one], found) for one in reversed(wanted)
    ]


def _standing(told: Iterable[Consignment], found: Iterable[Consignment]) -> list[Consignment]:
    """Without files that were held or refused and then came again for the same period: each period's rows count once."""
    taken_in: dict[tuple[str, date, date], int] = {}  # what was taken in, by the last consignment's number
    for one in found:
        if one.status == Status.ACCEPTED:
            taken_in[_what(one)] = max(one.pk, taken_in.get(_what(one), 0))
    return [one for one in told if one.status == Status.ACCEPTED or taken_in.get(_what(one), 0) < one.pk]


def _what(one: Consignment) -> tuple[str, date, date]:
    return one.kind, one.start_on, one.end_on


def _summed(month: str, told: Sequence[Consignment], found: Sequence[Consignment]) -> Month:
    status, standing = Counter(one.status for one in told), _standing(told, found)
    totals = [one.receipt["totals"] for one in standing]
    rows, waiting = (sum(total[name] for total in totals) for name in ("records", "quarantined"))
    weeks = Counter(
        {int(week): births for week, births in _added(one.said.get("weeks", {}) for one in standing).items()}
    )
    return Month(
        month=month,
        accepted=status["accepted"],
        held=status["held"],
        refused=status["refused"],
        rows=rows,
        quarantined=waiting,
        faulty_share=waiting / rows if rows else 0.0,
        median_weeks=percentile(weeks, 50),
        late_weeks=percentile(weeks, 90),
    )


def percentile(weeks: Mapping[int, int], share: int) -> int | None:
    """The least number of weeks that so many in a hundred births do not exceed (nearest rank)."""
    rank, seen = -(-sum(weeks.values()) * share // 100), 0
    for week in sorted(weeks):
        seen += weeks[week]
        if seen >= rank > 0:
            return week
    return None


def tell_suppliers(*, at: datetime) -> int:
    """Tell each supplier that the report of the month before is ready; gives how many."""
    first = london_date(at).replace(day=1)
    month, since = f"{first - timedelta(days=1):%Y-%m}", at - timedelta(days=62)
    received = Consignment.objects.filter(received_at__gt=since).values_list("supplier_id", "received_at")
    suppliers = {supplier for supplier, received_at in received if _month(received_at) == month}
    for supplier in suppliers:
        to, role = OrganisationId(supplier), RoleKind.SUPPLIER_SENDER
        raise_alert(to=to, role=role, kind=AlertKind.QUALITY_REPORT, about=month, at=at)
    return len(suppliers)
