"""Hides what becomes of rows sent back: their supplier is told, and each is ticked off when its record comes again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_alert
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import Question, Row
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.intake.models import Consignment, Quarantined
from rightstart.ledger.append import JSON, append
from rightstart.terms import Actor, OrganisationId, london_date

INTAKE: Final = "intake"
SHOWN_DAYS: Final = 180
# Rows of any earlier file whose record this one brings again.
TICKED: Final = """
UPDATE intake_quarantined q SET taken_up_at = %(at)s::timestamptz
FROM intake_notice n
WHERE n.consignment_id = %(consignment)s::bigint AND q.record_key = n.record_key
  AND q.settled_how = 'rejected' AND q.taken_up_at IS NULL
RETURNING q.consignment_id
"""


@dataclass(frozen=True, slots=True)
class SentBack:
    """A row that its supplier has still to put right: which it was and why, and nothing of what stood in it."""

    number: int
    consignment: str
    council: str
    row: int
    why: str
    reason: str
    faults: tuple[tuple[str, str], ...]
    contract: str
    sent_back_on: date


def tell(consignment: Consignment, *, at: datetime) -> None:
    """Tell the supplier that a row of a consignment came back, in the caller's transaction."""
    to, role = OrganisationId(consignment.supplier_id), RoleKind.SUPPLIER_SENDER
    raise_alert(to=to, role=role, kind=AlertKind.ROW_REJECTED, about=consignment.reference, at=at)


def rows_sent_back(viewer: Viewer, *, at: datetime) -> list[SentBack]:
    """The rows that came back to the viewer's organisation and were not taken up yet, latest first."""
    since = at - timedelta(days=SHOWN_DAYS)
    with seen_by(viewer) as using:
        rows = Quarantined.objects.using(using).filter(
            settled_how="rejected", taken_up_at__isnull=True, settled_at__gt=since
        )
        found = list(rows.select_related("consignment").order_by("-settled_at", "-pk"))
    return [_row(one) for one in found if one.consignment.supplier_id == viewer.organisation]


def _row(one: Quarantined) -> SentBack:
    assert one.settled_at is not None
    return SentBack(
        number=one.pk,
        consignment=one.consignment.reference,
        council=one.consignment.receipt["council"],
        row=one.row,
        why=one.sent_back_for,
        reason=one.reason,
        faults=tuple((told["column"], told["code"]) for told in one.faults),
        contract=one.consignment.contract,
        sent_back_on=london_date(one.settled_at),
    )


def done(*, viewer: Viewer, number: int, by: Actor, at: datetime) -> int:
    """The supplier says that a row sent back needs nothing more; gives how many rows that were."""
    known = {one.number: one for one in rows_sent_back(viewer, at=at)}
    if number not in known:
        return 0
    with transaction.atomic():
        Quarantined.objects.filter(pk=number).update(taken_up_at=at)
        one = known[number]
        about: dict[str, JSON] = {"consignment": one.consignment, "row": one.row}
        append([{"act": "quarantine.done", **about, "by": str(by)}], at=at)
        _settle(Quarantined.objects.values_list("consignment_id", flat=True).get(pk=number), at, using="default")
    return 1


def ticking_off(consignment: Consignment, *, at: datetime) -> Question:
    """Rows of earlier files that an accepted one brings again are taken up; to be asked with others, for `ticked_off`."""
    return Question(TICKED, {"at": at, "consignment": consignment.pk})


def ticked_off(rows: Iterable[Row], *, at: datetime) -> None:
    """What follows of it, in intake's own transaction."""
    for earlier in {consignment for (consignment,) in rows}:
        _settle(earlier, at, using=INTAKE)


def _settle(consignment: int, at: datetime, *, using: str) -> None:
    """Once no row of a consignment waits for its supplier, nobody need be told."""
    waits = Quarantined.objects.using(using).filter(consignment=consignment, settled_how="rejected")
    if not waits.filter(taken_up_at__isnull=True).exists():
        about = Consignment.objects.using(using).values_list("reference", flat=True).get(pk=consignment)
        settle_alert(kind=AlertKind.ROW_REJECTED, about=about, at=at, using=using)
