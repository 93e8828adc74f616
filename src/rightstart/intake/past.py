"""Hides what is remembered of a supplier's earlier files to a council: how many rows stopped what, and which are still held."""

from datetime import datetime, timedelta
from typing import Any, Final

from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_alert
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import Question, ask, ask_together
from rightstart.intake import offers, sent_back
from rightstart.intake.contract import Kind
from rightstart.intake.judging import Status, Summary
from rightstart.intake.models import Consignment
from rightstart.intake.shares import LOOK_BACK_DAYS, Tally, Watched
from rightstart.terms import OrganisationId

INTAKE: Final = "intake"
PAST: Final = """
SELECT said FROM intake_consignment
WHERE council_id = %(council)s AND supplier_id = %(supplier)s AND kind = %(kind)s AND status = 'accepted'
  AND NOT single AND said ? 'rows'
  AND as_at > %(since)s
ORDER BY as_at DESC, id DESC
"""
HELD: Final = """
SELECT reference FROM intake_consignment
WHERE council_id = %(council)s AND supplier_id = %(supplier)s AND kind = %(kind)s AND status = 'held'
  AND start_on = %(start_on)s AND end_on = %(end_on)s
"""


def tallies(supplier: OrganisationId, council: OrganisationId, kind: Kind, at: datetime) -> tuple[Tally, ...]:
    """What the supplier's accepted files of a kind to this council said, latest first."""
    asked: dict[str, Any] = {"supplier": supplier, "council": council, "kind": kind.value}
    rows = ask(PAST, asked | {"since": at - timedelta(days=LOOK_BACK_DAYS)}, using=INTAKE)
    return tuple(Tally(kept["rows"], {one: kept.get(one.value, 0) for one in Watched}) for (kept,) in rows)


def said(summary: Summary | None) -> dict[str, Any]:
    """What one file said, in counts that outlive its rows."""
    if summary is None:
        return {}
    one = summary.said
    stopping = {watched.value: number for watched, number in one.said.items() if number}
    kept = {"filled": summary.filled, "weeks": {str(week): births for week, births in summary.weeks.items()}}
    return {"rows": one.rows, **stopping, **kept, "wrong": summary.wrong}


def tell_both(consignment: Consignment, *, at: datetime) -> None:
    """A held file is told to both sides; one that was taken in settles what was held of the same period."""
    sides = {consignment.supplier_id: RoleKind.SUPPLIER_SENDER, consignment.council_id: RoleKind.DATA_STEWARD}
    held = AlertKind.CONSIGNMENT_HELD
    if consignment.status == Status.HELD:
        for side, role in sides.items():
            to = OrganisationId(side)
            raise_alert(to=to, role=role, kind=held, about=consignment.reference, at=at, using=INTAKE)
    elif consignment.status == Status.ACCEPTED:
        names = ("council_id", "supplier_id", "kind", "start_on", "end_on")
        same = {name.removesuffix("_id"): getattr(consignment, name) for name in names}
        asked = {
            "held": Question(HELD, same),
            "sent_back": sent_back.ticking_off(consignment, at=at),
            "offers": offers.ticking_off(consignment, at=at),
        }
        rows = ask_together(asked, using=INTAKE)
        for (reference,) in rows["held"]:
            settle_alert(kind=held, about=reference, at=at, using=INTAKE)
        sent_back.ticked_off(rows["sent_back"], at=at)
        offers.ticked_off(rows["offers"], at=at)
