"""Hides who is told of an agreement: whose turn it is, what was said, what nears, and at once when nothing flows any more."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from rightstart.agreements.entries import Entry, approvers, entries
from rightstart.agreements.models import Agreement, Remark, Version
from rightstart.agreements.rules import Hop, Missing, lacking
from rightstart.agreements.states import OVER, Act, State, hindrance, threshold
from rightstart.alerts.rules import AlertKind
from rightstart.alerts.tell import raise_alert, settle_all, settle_others, settle_unless
from rightstart.directory.people import named
from rightstart.directory.posts import ROLES_AT, roles_with, signing_roles
from rightstart.directory.rules import RoleKind, Verb
from rightstart.terms import OrganisationId, day_in_words, london_date, moment_in_words

ENDS, REVIEW, STOPPED = AlertKind.AGREEMENT_ENDS, AlertKind.AGREEMENT_REVIEW, AlertKind.AGREEMENT_STOPPED
AT_CENTRE: Final = AlertKind.FLOW_STOPPED
TO_APPROVE, TO_SIGN = AlertKind.AGREEMENT_TO_APPROVE, AlertKind.AGREEMENT_TO_SIGN
TO_ADVISE: Final = AlertKind.AGREEMENT_TO_ADVISE
ASKED: Final = (TO_APPROVE, TO_SIGN, TO_ADVISE)
COMMENT, SIGNED = AlertKind.AGREEMENT_COMMENT, AlertKind.AGREEMENT_SIGNED
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
    proposed = [each for versions in by_agreement.values() if (each := _proposed(versions, london_date(at)))]
    for each in proposed:
        _ask(each, at)
    for kind in ASKED:
        settle_others(kind=kind, than=[_version(one) for one in proposed], at=at)
    return len(due)


def tell_changed(agreement: Agreement, *, at: datetime) -> None:
    """Tell at once, in the caller's transaction, whose turn it is now, and that nothing flows any more where that is so."""
    versions, on = entries(Version.objects.filter(agreement=agreement), "default"), london_date(at)
    _tell([one for one in _due(versions, on) if one.kind is STOPPED], at)
    proposed = _proposed(versions, on)
    settle_all(kinds=ASKED, about=[_version(one) for one in versions if one is not proposed], at=at)
    if proposed:
        _ask(proposed, at)


# -- whose turn it is, and what was said -------------------------------------------------------------------------------


def _version(one: Entry) -> str:
    return f"{one.instrument.reference}, version {one.instrument.version}"


def _proposed(versions: Sequence[Entry], on: date) -> Entry | None:
    """The version that waits for names: the newest that was proposed, where it can still be signed."""
    newest = next((one for one in reversed(versions) if one.history.proposed), None)
    if newest is None or hindrance(Act.SIGN, newest.state(on)):
        return None
    return None if lacking(newest.instrument, on) is Missing.INCOMPLETE else newest


def _ask(one: Entry, at: datetime) -> None:
    """Tell each whose turn it is, once while it is; and let be who has done it."""
    due = list(_turns(one))
    for to, role, kind in due:
        raise_alert(to=to, role=role, kind=kind, about=_version(one), at=at)
    settle_unless(kinds=ASKED, about=_version(one), still={(to, kind) for to, _, kind in due}, at=at)


def _turns(one: Entry) -> Iterable[tuple[OrganisationId, RoleKind, AlertKind]]:
    """A Caldicott Guardian comes before the signature of its own organisation, and before nobody else's."""
    approving = approvers(one) - one.history.approvers
    advised = Remark.objects.filter(version=one.version, advice__isnull=False).values_list("organisation_id", flat=True)
    officer = RoleKind.DATA_PROTECTION_OFFICER
    for pk, party in named(parties(one)).items():
        if pk in approving & one.waits_for:
            yield pk, RoleKind.CALDICOTT_GUARDIAN, TO_APPROVE
        elif pk in one.waits_for:
            yield from ((pk, role, TO_SIGN) for role in signing_roles(party.kind))
        if officer in ROLES_AT[party.kind] and pk not in advised:
            yield pk, officer, TO_ADVISE


def parties(one: Entry) -> frozenset[int]:
    """Between whom a version is: who gives, the council, and everybody whom it covers."""
    agreement = one.version.agreement
    return frozenset({agreement.giver_id, agreement.council_id, *one.recipients})


def tell_signed(one: Entry, *, at: datetime) -> None:
    """Tell everybody who may comment on it that all have signed."""
    _tell_all(one, SIGNED, parties(one), at)


def tell_said(one: Entry, by: int, *, advice: bool, at: datetime) -> None:
    """Tell the other parties that something was said about a version; of advice also those whom it advises."""
    _tell_all(one, COMMENT, parties(one) if advice else parties(one) - {by}, at)
    tell_changed(one.version.agreement, at=at)


def _tell_all(one: Entry, kind: AlertKind, whom: frozenset[int], at: datetime) -> None:
    for pk, party in named(whom).items():
        for role in roles_with(Verb.COMMENT_AGREEMENT, party.kind):
            raise_alert(to=pk, role=role, kind=kind, about=_version(one), at=at)


def hush(one: Entry, *, at: datetime) -> None:
    """Nobody need be told that a version is signed whose parties are one hand."""
    settle_all(kinds=(SIGNED,), about=[_version(one)], at=at)


# -- what nears, and what has stopped ----------------------------------------------------------------------------------


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
