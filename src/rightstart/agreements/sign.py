"""Hides what happens to an instrument once it is drafted: proposed, signed by each party, suspended, resumed, ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from django.db import transaction

from rightstart.agreements import documents
from rightstart.agreements.drafting import Drafted, act_of, draft
from rightstart.agreements.entries import Entry, approvers, locked
from rightstart.agreements.models import Event, InstrumentEvent
from rightstart.agreements.reminding import tell_changed, tell_signed
from rightstart.agreements.rules import Hop, InstrumentKind, Missing, lacking
from rightstart.agreements.states import Act, Hindrance, SuspensionReason, hindrance
from rightstart.agreements.stating import statement
from rightstart.agreements.wording import NotDrafted, Terms
from rightstart.directory.models import Organisation
from rightstart.directory.rules import SIGNS, RoleKind
from rightstart.ledger.append import JSON, append
from rightstart.terms import Actor, OrganisationId, london_date

__all__ = ["Changed", "Drafted", "Hop", "InstrumentKind", "NotChanged", "NotDrafted", "NotSigned", "Signed", "Terms"]
__all__ += ["SuspensionReason", "approve", "draft", "end", "propose", "resume", "sign", "suspend"]


# -- proposing and signing ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Signed:
    """One more signature stands; `waits_for` holds the codes of those who have still to sign."""

    version_id: int
    waits_for: tuple[str, ...]


class NotSigned(StrEnum):
    UNKNOWN = "unknown"
    NOT_A_PARTY = "not-a-party"
    NOT_PROPOSED = "not-proposed"
    ALREADY_SIGNED = "already-signed"
    ALREADY_APPROVED = "already-approved"
    NOT_APPROVED = "not-approved"
    WRONG_ROLE = "wrong-role"
    OTHER_DOCUMENT = "other-document"
    NOT_ON_PAPER = "not-on-paper"
    INCOMPLETE = "incomplete"
    ENDED = "ended"


_UNSIGNABLE: Final[Mapping[Hindrance, NotSigned]] = {
    Hindrance.NOT_PROPOSED: NotSigned.NOT_PROPOSED,
    Hindrance.ALREADY_SIGNED: NotSigned.ALREADY_SIGNED,
    Hindrance.ENDED: NotSigned.ENDED,
}


class NotChanged(StrEnum):
    UNKNOWN = "unknown"
    NOT_A_PARTY = "not-a-party"
    INCOMPLETE = "incomplete"
    ALREADY_PROPOSED = "already-proposed"
    NOTHING_SIGNED = "nothing-signed"
    ALREADY_SUSPENDED = "already-suspended"
    NOT_SUSPENDED = "not-suspended"
    ALREADY_ENDED = "already-ended"
    IN_THE_PAST = "in-the-past"


_UNCHANGEABLE: Final[Mapping[Hindrance, NotChanged]] = {
    Hindrance.ALREADY_PROPOSED: NotChanged.ALREADY_PROPOSED,
    Hindrance.NOT_SIGNED: NotChanged.NOTHING_SIGNED,
    Hindrance.NOT_SUSPENDED: NotChanged.NOT_SUSPENDED,
    Hindrance.ENDED: NotChanged.ALREADY_ENDED,
}


@dataclass(frozen=True, slots=True)
class Changed:
    """What was asked now holds for these versions of the instrument, by which this council's births may move."""

    reference: str
    versions: tuple[int, ...]
    council: OrganisationId


@transaction.atomic
def propose(*, reference: str, version: int, party_code: str, by: Actor, at: datetime) -> Changed | NotChanged:
    """A party puts a draft to all who must sign it: from then on it can be signed. What leaves something out cannot be."""
    found = _opened(reference, party_code)
    if isinstance(found, NotChanged):
        return found
    party, versions = found
    one = next((entry for entry in versions if entry.version.version == version), None)
    if one is None:
        return NotChanged.UNKNOWN
    if why := hindrance(Act.PROPOSE, one.state(london_date(at))):
        return _UNCHANGEABLE[why]
    if lacking(one.instrument, london_date(at)) is Missing.INCOMPLETE:
        return NotChanged.INCOMPLETE
    document = one.version.paper or documents.keep(documents.drawn(statement(one)), at=at)
    return _happens([one], InstrumentEvent.PROPOSED, party, london_date(at), by, at, document=document)


@transaction.atomic
def approve(
    *, reference: str, version: int, party_code: str, role: RoleKind, document: str, by: Actor, at: datetime
) -> Signed | NotSigned:
    """The Caldicott Guardian's approval, without which a health body's signature is not taken; over these exact bytes."""
    found = _signable(reference, version, document, at)
    if isinstance(found, NotSigned):
        return found
    party = Organisation.objects.filter(code=party_code, pk__in=approvers(found)).first()
    if party is None:
        return NotSigned.NOT_A_PARTY
    if role is not RoleKind.CALDICOTT_GUARDIAN:
        return NotSigned.WRONG_ROLE
    if party.pk in found.history.approvers:
        return NotSigned.ALREADY_APPROVED
    _happens([found], InstrumentEvent.APPROVED, party, london_date(at), by, at, role=role, document=document)
    return _waiting(found, found.waits_for)


@transaction.atomic
def sign(
    *,
    reference: str,
    version: int,
    party_code: str,
    role: RoleKind,
    document: str,
    on_paper: bool = False,
    signed_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Signed | NotSigned:
    """One party's signature under one version. With the last of those whom the kind of instrument binds, it is signed.

    `document`: the SHA-256 of the bytes that the person has seen; others than those proposed are not signed. `on_paper`:
    the signature stands by hand under the PDF beside which the entry stands, as the role did it then, on `signed_on`.
    """
    found = _signable(reference, version, document, at, signs=party_code)
    if isinstance(found, NotSigned):
        return found
    party = Organisation.objects.get(code=party_code)
    if role not in SIGNS:
        return NotSigned.WRONG_ROLE
    if on_paper and not found.version.paper:
        return NotSigned.NOT_ON_PAPER
    if not on_paper and party.pk in approvers(found) - found.history.approvers:
        return NotSigned.NOT_APPROVED
    told: dict[str, Any] = {"role": role, "document": document, "on_paper": on_paper}
    _happens([found], InstrumentEvent.SIGNED, party, signed_on or london_date(at), by, at, **told)
    if not (still := found.waits_for - {party.pk}):
        tell_signed(found, at=at)
    return _waiting(found, still)


def _signable(
    reference: str, version: int, document: str, at: datetime, *, signs: str | None = None
) -> Entry | NotSigned:
    """The version that is meant, where it stands so that a name may be put to it: this party's (None: whose approval is asked)."""
    one = next((entry for entry in locked(reference) if entry.version.version == version), None)
    if one is None:
        return NotSigned.UNKNOWN
    if signs is not None:
        party = Organisation.objects.filter(code=signs, pk__in=one.signatories).first()
        if party is None:
            return NotSigned.NOT_A_PARTY
        if party.pk in one.history.signers:
            return NotSigned.ALREADY_SIGNED
    if lacking(one.instrument, london_date(at)) is Missing.INCOMPLETE:
        return NotSigned.INCOMPLETE
    if why := hindrance(Act.SIGN, one.state(london_date(at))):
        return _UNSIGNABLE[why]
    return one if document == one.history.document else NotSigned.OTHER_DOCUMENT


def _waiting(one: Entry, still: frozenset[int]) -> Signed:
    codes = Organisation.objects.filter(pk__in=still).order_by("code").values_list("code", flat=True)
    return Signed(one.version.pk, tuple(codes))


# -- suspending, resuming, ending --------------------------------------------------------------------------------------


@transaction.atomic
def suspend(
    *, reference: str, party_code: str, reason: SuspensionReason, by: Actor, at: datetime
) -> Changed | NotChanged:
    """One party lets nothing more pass for now: in every version signed and not ended, also one that begins later."""
    found = _able(Act.SUSPEND, reference, party_code, at)
    if isinstance(found, NotChanged):
        return found
    party, signed = found
    passing = [one for one in signed if party.pk not in one.history.suspended_by]
    if not passing:
        return NotChanged.ALREADY_SUSPENDED
    return _happens(passing, InstrumentEvent.SUSPENDED, party, london_date(at), by, at, reason=reason)


@transaction.atomic
def resume(*, reference: str, party_code: str, by: Actor, at: datetime) -> Changed | NotChanged:
    """A party lifts its own suspension; another party's stands until that one lifts it."""
    found = _able(Act.RESUME, reference, party_code, at)
    if isinstance(found, NotChanged):
        return found
    party, versions = found
    held = [one for one in versions if party.pk in one.history.suspended_by]
    return _happens(held, InstrumentEvent.RESUMED, party, london_date(at), by, at) if held else NotChanged.NOT_SUSPENDED


@transaction.atomic
def end(*, reference: str, party_code: str, ended_on: date, by: Actor, at: datetime) -> Changed | NotChanged:
    """One party ends the instrument in all its versions, drafts too; `ended_on`, today or later, is the first day without.

    An end can be brought forward, never put off: going on takes a new version, signed.
    """
    found = _able(Act.END, reference, party_code, at)
    if isinstance(found, NotChanged):
        return found
    if ended_on < london_date(at):
        return NotChanged.IN_THE_PAST
    party, versions = found
    standing = [one for one in versions if one.history.ended_on is None or one.history.ended_on > ended_on]
    return _happens(standing, InstrumentEvent.ENDED, party, ended_on, by, at) if standing else NotChanged.ALREADY_ENDED


def _able(act: Act, reference: str, party_code: str, at: datetime) -> tuple[Organisation, Sequence[Entry]] | NotChanged:
    """The party and the versions to which it can do this today; where there are none, what the newest one's state says."""
    found = _opened(reference, party_code)
    if isinstance(found, NotChanged):
        return found
    party, versions = found
    hindered = [(one, hindrance(act, one.state(london_date(at)))) for one in versions]
    able = [one for one, why in hindered if why is None]
    if able:
        return party, able
    return next(_UNCHANGEABLE[why] for _, why in reversed(hindered) if why)


def _opened(reference: str, party_code: str) -> tuple[Organisation, list[Entry]] | NotChanged:
    """The party and all versions of an instrument; a party is whoever must sign one of them."""
    versions = locked(reference)
    if not versions:
        return NotChanged.UNKNOWN
    bound = {pk for one in versions for pk in one.signatories}
    party = Organisation.objects.filter(code=party_code, pk__in=bound).first()
    return NotChanged.NOT_A_PARTY if party is None else (party, versions)


def _happens(
    changed: Sequence[Entry],
    kind: InstrumentEvent,
    party: Organisation,
    on: date,
    by: Actor,
    at: datetime,
    **more: StrEnum | str | bool,
) -> Changed:
    """Enter one event for each version, each with its leaf; and tell the parties what flows no more, and whose turn it is.

    `more`: further columns of the event, and words of its leaf.
    """
    told: dict[str, JSON] = {"party": party.code, "on": str(on)} | {
        name: _plain(one) for name, one in more.items() if one
    }
    leaves = append([act_of(kind.value, one.version, by) | told for one in changed], at=at)
    Event.objects.bulk_create(
        Event(version=one.version, kind=kind, organisation=party, on=on, at=at, by=str(by), leaf_hash=leaf, **more)
        for one, leaf in zip(changed, leaves, strict=True)
    )
    tell_changed(changed[0].version.agreement, at=at)
    council = OrganisationId(changed[0].version.agreement.council_id)
    return Changed(changed[0].instrument.reference, tuple(one.instrument.version for one in changed), council)


def _plain(one: StrEnum | str | bool) -> JSON:
    return one if isinstance(one, bool) else str(one)
