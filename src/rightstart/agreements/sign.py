"""Hides how an instrument comes about and what happens to it: drafted, signed by each party, suspended, resumed, ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, assert_never

from django.db import transaction

from rightstart.agreements.entries import Entry, entries
from rightstart.agreements.models import Agreement, Event, InstrumentEvent, Version
from rightstart.agreements.rules import Hop, InstrumentKind, Missing, lacking
from rightstart.agreements.wording import NotDrafted, Terms, columns, digest, unfit
from rightstart.directory.models import Organisation
from rightstart.directory.rules import OrganisationKind
from rightstart.ledger.append import JSON, append
from rightstart.terms import Actor, london_date

__all__ = ["Changed", "Drafted", "NotChanged", "NotDrafted", "NotSigned", "Signed", "Terms"]
__all__ += ["draft", "end", "resume", "sign", "suspend"]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A version that waits for its signatures; `again` where the newest version said exactly this before."""

    reference: str
    version: int
    version_id: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class _Flow:
    """Who gives to whom, through which council."""

    giver: Organisation
    council: Organisation
    recipients: tuple[Organisation, ...]


@transaction.atomic
def draft(
    *,
    reference: str,
    hop: Hop,
    kind: InstrumentKind,
    giver_code: str,
    council_code: str,
    recipient_codes: Sequence[str],
    terms: Terms,
    by: Actor,
    at: datetime,
) -> Drafted | NotDrafted:
    """Enter the first version of an instrument, or the next one. It permits nothing until all who must have signed.

    Hop 1: a supplier gives to the council, which alone receives. Hop 2: the council gives to centres of its own. Hop 3:
    another council gives to the council. A version is never edited: other words are the next version, the same words
    are the version that stands.
    """
    flow = _flow(hop, giver_code, council_code, recipient_codes)
    if isinstance(flow, NotDrafted):
        return flow
    if why := unfit(hop, kind, terms):
        return why
    fixed = {"hop": hop.value, "kind": kind.value, "giver": flow.giver, "council": flow.council}
    agreement, _ = Agreement.objects.get_or_create(reference=reference, defaults=fixed)
    if any(getattr(agreement, name) != value for name, value in fixed.items()):
        return NotDrafted.OTHER_PARTIES
    earlier = _locked(reference)
    if earlier and _says(earlier[-1], terms, flow):
        return Drafted(reference, earlier[-1].version.version, earlier[-1].version.pk, again=True)
    return _enter(agreement, len(earlier) + 1, flow, terms, by, at)


def _flow(hop: Hop, giver: str, council: str, recipients: Sequence[str]) -> _Flow | NotDrafted:
    found = {one.code: one for one in Organisation.objects.filter(code__in=[giver, council, *recipients])}
    if council not in found or found[council].kind != OrganisationKind.COUNCIL:
        return NotDrafted.UNKNOWN_COUNCIL
    # Canaries and real ones have nothing to do with each other: to each, the others are not there.
    found = {code: one for code, one in found.items() if one.canary is found[council].canary}
    if giver not in found:
        return NotDrafted.UNKNOWN_GIVER
    if not set(recipients) <= found.keys():
        return NotDrafted.UNKNOWN_RECIPIENT
    flow = _Flow(found[giver], found[council], tuple(found[code] for code in sorted(set(recipients))))
    match hop:
        case Hop.SUPPLIER_TO_COUNCIL:
            return _to_council(flow, OrganisationKind.SUPPLIER)
        case Hop.COUNCIL_TO_COUNCIL:
            return _to_council(flow, OrganisationKind.COUNCIL)
        case Hop.COUNCIL_TO_CENTRE:
            return _to_centres(flow)
    assert_never(hop)


def _to_council(flow: _Flow, whose: OrganisationKind) -> _Flow | NotDrafted:
    if flow.giver.kind != whose or flow.giver == flow.council:
        return NotDrafted.WRONG_GIVER
    if any(one != flow.council for one in flow.recipients):
        return NotDrafted.WRONG_RECIPIENT
    return _Flow(flow.giver, flow.council, (flow.council,))


def _to_centres(flow: _Flow) -> _Flow | NotDrafted:
    if flow.giver != flow.council:
        return NotDrafted.WRONG_GIVER
    if not flow.recipients:
        return NotDrafted.NO_RECIPIENT
    return flow if all(one.council_id == flow.council.pk for one in flow.recipients) else NotDrafted.WRONG_RECIPIENT


def _says(one: Entry, terms: Terms, flow: _Flow) -> bool:
    """Whether a version says the very same to the same, and nobody has ended it."""
    same = all(getattr(one.version, name) == value for name, value in columns(terms).items())
    return same and one.recipients == {each.pk for each in flow.recipients} and one.history.ended_on is None


def _enter(agreement: Agreement, number: int, flow: _Flow, terms: Terms, by: Actor, at: datetime) -> Drafted:
    version = Version.objects.create(agreement=agreement, version=number, **columns(terms))
    version.recipients.set(flow.recipients)
    told: dict[str, JSON] = {
        "hop": agreement.hop,
        "kind": agreement.kind,
        "giver": flow.giver.code,
        "council": flow.council.code,
        "recipients": [one.code for one in flow.recipients],
        "items": sorted(item.value for item in terms.items),
        "from": str(terms.from_on),
        "ends": str(terms.ends_on),
    }
    append([_act("drafted", version, by) | told], at=at)
    return Drafted(agreement.reference, number, version.pk)


# -- signing -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Signed:
    """One more signature stands; `waits_for` holds the codes of those who have still to sign."""

    version_id: int
    waits_for: tuple[str, ...]


class NotSigned(StrEnum):
    UNKNOWN = "unknown"
    NOT_A_PARTY = "not-a-party"
    ALREADY_SIGNED = "already-signed"
    INCOMPLETE = "incomplete"
    ENDED = "ended"


_UNSIGNABLE: Final[Mapping[Missing | None, NotSigned]] = {
    Missing.INCOMPLETE: NotSigned.INCOMPLETE,
    Missing.ENDED: NotSigned.ENDED,
}


@transaction.atomic
def sign(*, reference: str, version: int, party_code: str, by: Actor, at: datetime) -> Signed | NotSigned:
    """One party's signature under one version. With the last of those whom the kind of instrument binds, it is signed."""
    one = next((entry for entry in _locked(reference) if entry.version.version == version), None)
    if one is None:
        return NotSigned.UNKNOWN
    party = Organisation.objects.filter(code=party_code, pk__in=one.signatories).first()
    if party is None:
        return NotSigned.NOT_A_PARTY
    if party.pk in one.history.signers:
        return NotSigned.ALREADY_SIGNED
    if why := _UNSIGNABLE.get(lacking(one.instrument, london_date(at))):
        return why
    _happens([one], InstrumentEvent.SIGNED, party, london_date(at), by, at)
    still = Organisation.objects.filter(pk__in=one.waits_for - {party.pk}).order_by("code")
    return Signed(one.version.pk, tuple(still.values_list("code", flat=True)))


# -- suspending, resuming, ending --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Changed:
    """What was asked now holds for these versions of the instrument."""

    reference: str
    versions: tuple[int, ...]


class NotChanged(StrEnum):
    UNKNOWN = "unknown"
    NOT_A_PARTY = "not-a-party"
    NOTHING_SIGNED = "nothing-signed"
    ALREADY_SUSPENDED = "already-suspended"
    NOT_SUSPENDED = "not-suspended"
    ALREADY_ENDED = "already-ended"
    IN_THE_PAST = "in-the-past"


@transaction.atomic
def suspend(*, reference: str, party_code: str, by: Actor, at: datetime) -> Changed | NotChanged:
    """One party lets nothing more pass for now: in every version signed and not ended, also one that begins later."""
    found = _opened(reference, party_code)
    if isinstance(found, NotChanged):
        return found
    party, versions = found
    on = london_date(at)
    signed = [one for one in versions if one.instrument.signed and lacking(one.instrument, on) is not Missing.ENDED]
    if not signed:
        return NotChanged.NOTHING_SIGNED
    passing = [one for one in signed if party.pk not in one.history.suspended_by]
    return _happens(passing, InstrumentEvent.SUSPENDED, party, on, by, at) if passing else NotChanged.ALREADY_SUSPENDED


@transaction.atomic
def resume(*, reference: str, party_code: str, by: Actor, at: datetime) -> Changed | NotChanged:
    """A party lifts its own suspension; another party's stands until that one lifts it."""
    found = _opened(reference, party_code)
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
    found = _opened(reference, party_code)
    if isinstance(found, NotChanged):
        return found
    if ended_on < london_date(at):
        return NotChanged.IN_THE_PAST
    party, versions = found
    standing = [one for one in versions if one.history.ended_on is None or one.history.ended_on > ended_on]
    return _happens(standing, InstrumentEvent.ENDED, party, ended_on, by, at) if standing else NotChanged.ALREADY_ENDED


def _opened(reference: str, party_code: str) -> tuple[Organisation, list[Entry]] | NotChanged:
    """The party and all versions of an instrument; a party is whoever must sign one of them."""
    versions = _locked(reference)
    if not versions:
        return NotChanged.UNKNOWN
    bound = {pk for one in versions for pk in one.signatories}
    party = Organisation.objects.filter(code=party_code, pk__in=bound).first()
    return NotChanged.NOT_A_PARTY if party is None else (party, versions)


def _locked(reference: str) -> list[Entry]:
    """Every version of an instrument, oldest first; whoever else would change it waits."""
    agreement = Agreement.objects.select_for_update().filter(reference=reference).first()
    return [] if agreement is None else entries(Version.objects.filter(agreement=agreement), "default")


def _happens(
    changed: Sequence[Entry], kind: InstrumentEvent, party: Organisation, on: date, by: Actor, at: datetime
) -> Changed:
    """Enter one event for each version, each with its leaf."""
    told: dict[str, JSON] = {"party": party.code, "on": str(on)}
    leaves = append([_act(kind.value, one.version, by) | told for one in changed], at=at)
    Event.objects.bulk_create(
        Event(version=one.version, kind=kind.value, organisation=party, on=on, at=at, by=str(by), leaf_hash=leaf)
        for one, leaf in zip(changed, leaves, strict=True)
    )
    return Changed(changed[0].instrument.reference, tuple(one.instrument.version for one in changed))


def _act(verb: str, version: Version, by: Actor) -> dict[str, JSON]:
    """The act for the ledger; all the words of the version are there by their digest alone."""
    said = {name: getattr(version, name) for name in Terms.__dataclass_fields__}
    return {
        "act": f"agreement.{verb}",
        "agreement": version.agreement.reference,
        "version": version.version,
        "terms": digest(said),
        "by": str(by),
    }
