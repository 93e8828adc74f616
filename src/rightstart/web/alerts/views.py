"""Hides how the matters that wait for a role become a page, each with the way to where it is settled."""

from collections.abc import Sequence
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rightstart.alerts import tell
from rightstart.alerts.rules import INFORMS, AlertKind
from rightstart.alerts.tell import Open, open_alerts
from rightstart.alerts.wording import WORDS
from rightstart.web.agreements.addresses import about_address
from rightstart.web.components import Cell, Column, Link, Table
from rightstart.web.days import moment
from rightstart.web.seat import Seat, seated

# Where each matter is settled; those whose `about` is the reference of a page of its own lead straight there.
PAGES: Final = {
    AlertKind.CONSIGNMENT_HELD: "receipt",
    AlertKind.DELIVERY_OVERDUE: "feeds",
    AlertKind.STATUS_STALE: "feeds",
    AlertKind.QUARANTINE_OVERDUE: "quarantine",
    AlertKind.ROW_REJECTED: "quarantine",
    AlertKind.QUALITY_REPORT: "reports",
    AlertKind.MOVED_AWAY: "birth",
    AlertKind.SOCIAL_CARE_ASKED: "social-care",
    AlertKind.LIKE_SUPPRESSED: "birth",
    AlertKind.FAMILY_STOPPED: "family-stop",
    AlertKind.STOP_UNCONFIRMED: "family-stop",
    AlertKind.MOVED_IN: "receipt",
    AlertKind.RETURNED_MAIL: "returned-letter",
    AlertKind.RETRACE_ANSWERED: "family",
    AlertKind.CORRECTION_OFFERED: "told-back",
    AlertKind.HOLD_OVERDUE: "holds",
    AlertKind.CALL_BACK_DUE: "worklist",
    AlertKind.CALL_BACK_RING: "call-backs",
    AlertKind.CALL_BACK_OVERDUE: "call-backs",
    AlertKind.CANARY_LET_THROUGH: "stop-everything",
    AlertKind.CANARIES_MISSING: "stop-everything",
    AlertKind.DOWNSTREAM_DUE: "downstream-stop",
    AlertKind.DOWNSTREAM_RING: "downstream-stop",
    AlertKind.DOWNSTREAM_OVERDUE: "downstream-stop",
    AlertKind.LETTERS_READY: "letter-batch",
    AlertKind.LETTER_TO_STOP: "letters",
    AlertKind.LETTER_OVERDUE: "letters",
    AlertKind.REFUSAL_REVIEW_DUE: "refusal",
    AlertKind.AGREEMENT_ENDS: "agreements",
    AlertKind.AGREEMENT_REVIEW: "agreements",
    AlertKind.AGREEMENT_STOPPED: "agreements",
    AlertKind.AGREEMENT_TO_APPROVE: "agreements",
    AlertKind.AGREEMENT_TO_SIGN: "agreements",
    AlertKind.AGREEMENT_TO_ADVISE: "agreements",
    AlertKind.AGREEMENT_COMMENT: "agreements",
    AlertKind.AGREEMENT_SIGNED: "agreements",
    AlertKind.FLOW_STOPPED: "worklist",
    AlertKind.PARENTS_UNTOLD: "informing",
    AlertKind.REQUEST_WAITS: "request",
    AlertKind.REQUEST_DUE: "request",
    AlertKind.BREACH_CANDIDATE: "breach",
    AlertKind.BREACH_DUE: "breaches",
    AlertKind.BREACH_OVERDUE: "breaches",
    AlertKind.CORRECTION_TO_REVIEW: "correction",
    AlertKind.GLASS_BROKEN: "opened-elsewhere",
    AlertKind.ACCESS_CHANGED: "people",
    AlertKind.ACCESS_DUE: "people",
    AlertKind.ACCESS_OVERDUE: "people",
    AlertKind.PERSON_COVERED: "away",
    AlertKind.CENTRE_SILENT: "cover",
    AlertKind.CENTRE_UNTOUCHED: "cover",
    AlertKind.LIST_UNREAD: "worklist",
    AlertKind.COVERING: "covered",
    AlertKind.SHEET_TO_STRIKE: "sheets",
    AlertKind.SHEET_OVERDUE: "sheets",
}
WITH_ITS_OWN: Final = frozenset(
    {
        "receipt",
        "birth",
        "family-stop",
        "returned-letter",
        "family",
        "downstream-stop",
        "letter-batch",
        "refusal",
        "request",
        "breach",
        "correction",
        "covered",
    }
)


@require_safe
@seated()
def alerts(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What this person's roles are still to act on, latest first."""
    found = alerts_of(seat)
    informs = any(one.kind in INFORMS for one in found)
    return render(request, "alerts/alerts.html", {"table": alerts_table(found) if found else None, "informs": informs})


@require_POST
@seated()
def seen(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What only informs is gone once somebody says that it was seen."""
    tell.seen(seat.viewer, {role.kind for role in seat.roles}, at=seat.at)
    return redirect("alerts")


def alerts_of(seat: Seat) -> list[Open]:
    return open_alerts(seat.viewer, {role.kind for role in seat.roles})


def alerts_table(found: Sequence[Open]) -> Table:
    columns = [Column("Matter"), Column("What to do"), Column("Since")]
    rows = [[_matter(one), Cell(WORDS[one.kind].step), Cell(moment(one.raised_at))] for one in found]
    return Table("What waits for you, latest first", columns, rows, caption_hidden=True)


def _matter(one: Open) -> Cell:
    page, words = PAGES.get(one.kind), WORDS[one.kind].matter
    if page is None:
        return Cell(words, note=one.about)
    if page == "agreements":
        return Cell(link=Link(words, about_address(one.about)), note=one.about)
    address = reverse(page, args=[one.about] if page in WITH_ITS_OWN else [])
    return Cell(link=Link(words, address), note=one.about)
