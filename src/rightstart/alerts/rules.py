"""What people are told of, and when they are told again; an alert goes to a role at an organisation, never to a name."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

AGAIN_AFTER: Final = timedelta(days=7)  # an open alert is e-mailed again each week until it is settled
DAILY: Final = timedelta(days=1)
RETRY_AFTER: Final = timedelta(minutes=15)  # a mail server that refused is left alone for a while


class AlertKind(StrEnum):
    CONSIGNMENT_HELD = "consignment-held"
    DELIVERY_OVERDUE = "delivery-overdue"
    STATUS_STALE = "status-stale"
    QUARANTINE_OVERDUE = "quarantine-overdue"
    ROW_REJECTED = "row-rejected"
    FAMILY_STOPPED = "family-stopped"
    SOCIAL_CARE_ASKED = "social-care-asked"
    LIKE_SUPPRESSED = "like-suppressed"
    STOP_UNCONFIRMED = "stop-unconfirmed"
    MOVED_AWAY = "moved-away"
    MOVED_IN = "moved-in"
    RETURNED_MAIL = "returned-mail"
    RETRACE_ANSWERED = "retrace-answered"
    CORRECTION_OFFERED = "correction-offered"
    HOLD_OVERDUE = "hold-overdue"
    CALL_BACK_DUE = "call-back-due"
    CALL_BACK_RING = "call-back-ring"
    CALL_BACK_OVERDUE = "call-back-overdue"
    DOWNSTREAM_DUE = "downstream-due"
    DOWNSTREAM_RING = "downstream-ring"
    DOWNSTREAM_OVERDUE = "downstream-overdue"
    LETTERS_READY = "letters-ready"
    LETTER_TO_STOP = "letter-to-stop"
    LETTER_OVERDUE = "letter-overdue"
    QUALITY_REPORT = "quality-report"
    CANARY_LET_THROUGH = "canary-let-through"
    CANARIES_MISSING = "canaries-missing"
    REFUSAL_REVIEW_DUE = "refusal-review-due"
    AGREEMENT_ENDS = "agreement-ends"
    AGREEMENT_REVIEW = "agreement-review"
    AGREEMENT_STOPPED = "agreement-stopped"
    FLOW_STOPPED = "flow-stopped"
    AGREEMENT_TO_APPROVE = "agreement-to-approve"
    AGREEMENT_TO_SIGN = "agreement-to-sign"
    AGREEMENT_TO_ADVISE = "agreement-to-advise"
    AGREEMENT_COMMENT = "agreement-comment"
    AGREEMENT_SIGNED = "agreement-signed"
    PARENTS_UNTOLD = "parents-untold"
    REQUEST_WAITS = "request-waits"
    REQUEST_DUE = "request-due"
    BREACH_CANDIDATE = "breach-candidate"
    BREACH_DUE = "breach-due"
    BREACH_OVERDUE = "breach-overdue"
    CORRECTION_TO_REVIEW = "correction-to-review"
    GLASS_BROKEN = "glass-broken"
    ACCESS_CHANGED = "access-changed"
    ACCESS_DUE = "access-due"
    ACCESS_OVERDUE = "access-overdue"
    PERSON_COVERED = "person-covered"
    CENTRE_SILENT = "centre-silent"
    CENTRE_UNTOUCHED = "centre-untouched"
    LIST_UNREAD = "list-unread"
    COVERING = "covering"
    SHEET_TO_STRIKE = "sheet-to-strike"
    SHEET_OVERDUE = "sheet-overdue"


# What only informs: told once, and gone once somebody of the role has seen it.
INFORMS: Final = frozenset(
    {AlertKind.MOVED_AWAY, AlertKind.MOVED_IN, AlertKind.LIKE_SUPPRESSED, AlertKind.QUALITY_REPORT}
    | {AlertKind.AGREEMENT_ENDS, AlertKind.AGREEMENT_REVIEW, AlertKind.AGREEMENT_STOPPED, AlertKind.FLOW_STOPPED}
    | {AlertKind.AGREEMENT_COMMENT, AlertKind.AGREEMENT_SIGNED, AlertKind.ACCESS_CHANGED}
    | {AlertKind.GLASS_BROKEN, AlertKind.PERSON_COVERED}
)


# What cannot wait a week for the next word, for families wait meanwhile.
EACH_DAY: Final = frozenset(
    {AlertKind.CENTRE_SILENT, AlertKind.CENTRE_UNTOUCHED, AlertKind.LIST_UNREAD}
    | {AlertKind.SHEET_TO_STRIKE, AlertKind.SHEET_OVERDUE}
)


class Telling(StrEnum):
    """Whether an open alert is to be e-mailed now."""

    NOW = "now"
    LATER = "later"


def telling(kind: AlertKind, told_at: datetime | None, tried_at: datetime | None, at: datetime) -> Telling:
    """Told at once, what is to be acted on again each week or day while it is open, and not hammering a server that refused."""
    if told_at is not None and kind in INFORMS:
        return Telling.LATER
    if tried_at is not None and at < tried_at + RETRY_AFTER:
        return Telling.LATER
    again_after = DAILY if kind in EACH_DAY else AGAIN_AFTER
    return Telling.NOW if told_at is None or at >= told_at + again_after else Telling.LATER
