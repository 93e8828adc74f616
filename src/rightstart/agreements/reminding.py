"""Hides who is told that an agreement nears its end or its review, and at once when nothing flows under it any more."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from rightstart.agreements.entries import Entry, entries
from rightstart.agreements.models import Agreement, Version
from rightstart.agreements.rules import Hop
from rightstart.agreements.states import OVER, State, threshold
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_others
from rightstart.directory.rules import RoleKind
from rightstart.terms import OrganisationId, day_in_words, london_date, moment_in_words

ENDS, REVIEW, STOPPED = AlertKind.AGREEMENT_ENDS, AlertKind.AGREEMENT_REVIEW, AlertKind.AGREEMENT_STOPPED
AT_CENTRE: Final = AlertKind.FLOW_STOPPED
AT_COUNCIL: Final = (RoleKind.DIRECTOR, RoleKind.IG_LEAD)
AT_SUPPLIER: Final = (RoleKind.SUPPLIER_SENDER,)


class _Due(NamedTuple):
    """One matter that stands now; `about` names version and day, so that a new one is told of anew."""

    of: Entry
    kind: AlertKind
    about: str


def chase(*, at: datetime) -> int:
    """Tell both sides of each agreement what nears, and what has stopped; close what is moot. Gives how many matters stand.

    Each is told once, and not again after somebody has seen it.
    """
    by_agreement: dict[int, list[Entry]] = defaultdict(list)
    for one in entries(Version.objects.filter(agreement__giver__canary=False), "default"):
        by_agreement[one.version.agreement_id].append(one)
    due = [one for versions in by_agreement.values() for one in _due(versions, london_date(at))]
    _tell(due, at)
    for kind in (ENDS, REVIEW, STOPPED, AT_CENTRE):
        settle_others(kind=kind, than=[one.about for one in due], at=at)
    return len(due)


def tell_stopped(agreement: Agreement, *, at: datetime) -> None:
    """Tell at once, in the caller's transaction, that nothing flows under an agreement any more, where that is so now."""
    versions = entries(Version.objects.filter(agreement=agreement), "default")
    _tell([one for one in _due(versions, london_date(at)) if one.kind is STOPPED], at)


def _due(versions: Sequence[Entry], on: date) -> list[_Due]:
    """What stands about one agreement: by the newest version that is signed and has begun, for that one speaks."""
    begun = [one for one in versions if one.instrument.signed and one.instrument.from_on <= on]
    if not begun:
        return []
    newest = begun[-1]
    stands = newest.state(on)
    stopped = [] if stands is State.IN_FORCE else [_Due(newest, STOPPED, _about(newest, _since(newest, stands)))]
    return stopped if stands in OVER else stopped + _near(newest, versions, on)


def _near(one: Entry, versions: Sequence[Entry], on: date) -> list[_Due]:
    """The last day and the review that are near; not where a newer version, signed, has begun by then."""
    last = min(one.instrument.ends_on, one.history.ended_on or one.instrument.ends_on)
    newer = [each.instrument.from_on for each in versions if each.instrument.signed and each.instrument.from_on > on]
    days = ((ENDS, last), *([(REVIEW, one.instrument.review_on)] if one.instrument.review_on < last else []))
    return [
        _Due(one, kind, _about(one, f"{day_in_words(day)}, within {within} days"))
        for kind, day in days
        if (within := threshold(day, on)) and not any(begins <= day for begins in newer)
    ]


def _since(one: Entry, stands: State) -> str:
    """Why nothing flows, and since when; a moment for a suspension, as a day may see several."""
    if stands is State.SUSPENDED:
        return f"suspended since {moment_in_words(min(why.at for why in one.history.suspended_by.values()))}"
    if stands is State.REVIEW_OVERDUE:
        return f"review was due by {day_in_words(one.instrument.review_on)}"
    return f"over since {day_in_words(min(one.instrument.ended_on or one.instrument.ends_on, one.instrument.ends_on))}"


def _about(one: Entry, what: str) -> str:
    return f"{one.instrument.reference}, version {one.instrument.version}: {what}"


def _tell(due: Sequence[_Due], at: datetime) -> None:
    for one in due:
        for to, role, kind in _whom(one):
            raise_alert(to=to, role=role, kind=kind, about=one.about, at=at, once=True)


def _whom(one: _Due) -> list[tuple[OrganisationId, RoleKind, AlertKind]]:
    """Both sides by role; centres hear of what has stopped alone, for they see no agreement."""
    agreement = one.of.version.agreement
    at_giver = AT_SUPPLIER if agreement.hop == Hop.SUPPLIER_TO_COUNCIL else AT_COUNCIL
    sides = {(agreement.council_id, role) for role in AT_COUNCIL} | {(agreement.giver_id, role) for role in at_giver}
    told = [(OrganisationId(to), role, one.kind) for to, role in sorted(sides)]
    if agreement.hop == Hop.COUNCIL_TO_CENTRE and one.kind is STOPPED:
        told += [(OrganisationId(to), RoleKind.CENTRE_WORKER, AT_CENTRE) for to in sorted(one.of.recipients)]
    return told
