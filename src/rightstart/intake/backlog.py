"""Hides how long rows wait in quarantine and how large a share of a supplier's rows they are; what is overdue is chased."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_others
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.intake.models import Consignment, Quarantined
from rightstart.intake.quarantine import WORKING_DAYS
from rightstart.terms import OrganisationId, london_date, working_days

ESCALATED_AFTER: Final = 10  # working days
SHARE_WEEKS: Final = 12


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits of one supplier's rows, and what share of its rows of the last twelve weeks went to quarantine."""

    supplier: str
    waiting: int
    oldest_on: date | None
    quarantined: int
    rows: int


def backlogs(viewer: Viewer, *, at: datetime) -> list[Backlog]:
    """For each supplier whose files the viewer's council was sent, those with most waiting first."""
    since = at - timedelta(weeks=SHARE_WEEKS)
    with seen_by(viewer) as using:
        told = Consignment.objects.using(using).filter(received_at__gt=since, status="accepted").values_list("receipt")
        receipts = [receipt for (receipt,) in told]
        waits = list(
            Quarantined.objects.using(using)
            .filter(settled_at__isnull=True)
            .values_list("consignment__receipt__supplier", "consignment__received_at")
        )
    suppliers = {receipt["supplier"] for receipt in receipts} | {supplier for supplier, _ in waits}
    found = [_backlog(supplier, receipts, [since for one, since in waits if one == supplier]) for supplier in suppliers]
    return sorted(found, key=lambda one: (-one.waiting, one.supplier))


def _backlog(supplier: str, receipts: list[dict[str, object]], waits: list[datetime]) -> Backlog:
    totals = [receipt["totals"] for receipt in receipts if receipt["supplier"] == supplier]
    counted = {name: sum(total[name] for total in totals) for name in ("quarantined", "records")}  # type: ignore[index]
    oldest = london_date(min(waits)) if waits else None
    return Backlog(supplier, len(waits), oldest, counted["quarantined"], counted["records"])


@dataclass(frozen=True, slots=True)
class _Late:
    to: OrganisationId
    role: RoleKind
    about: str


@transaction.atomic
def chase(*, at: datetime) -> int:
    """Tell whose rows are overdue, after ten working days the council's IG lead too; close what is settled. Gives how many."""
    late = set(_late(london_date(at)))
    settle_others(kind=AlertKind.QUARANTINE_OVERDUE, than=[one.about for one in late], at=at)
    for one in late:
        raise_alert(to=one.to, role=one.role, kind=AlertKind.QUARANTINE_OVERDUE, about=one.about, at=at)
    return len(late)


def _late(today: date) -> Iterator[_Late]:
    """A row whose council can't be told waits with its supplier, every other one with the council's steward."""
    oldest: dict[tuple[int, int, str, bool], date] = defaultdict(lambda: today)
    rows = Quarantined.objects.filter(settled_at__isnull=True).select_related("consignment")
    for row in rows.only("placed", "consignment__supplier_id", "consignment__council_id", "consignment__receipt",
                         "consignment__received_at"):  # fmt: skip
        sent = row.consignment
        about = f"{sent.receipt['supplier']} to {sent.receipt['council']}"
        key = (sent.supplier_id, sent.council_id, about, row.placed)
        oldest[key] = min(oldest[key], london_date(sent.received_at))
    for (supplier, council, about, placed), since in oldest.items():
        waited = working_days(since, today)
        if waited > WORKING_DAYS:
            to, role = (council, RoleKind.DATA_STEWARD) if placed else (supplier, RoleKind.SUPPLIER_SENDER)
            yield _Late(OrganisationId(to), role, about)
        if waited > ESCALATED_AFTER:
            yield _Late(OrganisationId(council), RoleKind.IG_LEAD, about)
