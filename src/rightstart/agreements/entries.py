"""Hides how an instrument is put together from a version, whom it covers and its events; nothing about it is cached."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import assert_never

import msgspec
from django.db.models import QuerySet

from rightstart.agreements.completing import blank
from rightstart.agreements.models import Agreement, Event, InstrumentEvent, Version
from rightstart.agreements.rules import (
    ExitRule,
    FirstContact,
    Frequency,
    Hop,
    Instrument,
    InstrumentKind,
    Party,
    must_approve,
    must_sign,
)
from rightstart.agreements.states import State, SuspensionReason, state
from rightstart.agreements.wording import Terms, said
from rightstart.terms import Item


@dataclass(frozen=True, slots=True)
class Suspension:
    """Since when a party lets nothing pass, and why."""

    at: datetime
    reason: SuspensionReason | None


@dataclass(slots=True)
class History:
    """What has happened to one version: who signed, whose suspension stands and why, and from when it is ended.

    `document`: the SHA-256 of the bytes that were proposed; whoever approves or signs does so over these.
    A suspension from before there were reasons has none.
    """

    proposed: bool = False
    document: str = ""
    approvers: set[int] = field(default_factory=set)
    signers: set[int] = field(default_factory=set)
    suspended_by: dict[int, Suspension] = field(default_factory=dict)
    ended_on: date | None = None

    def happened(self, event: Event) -> None:
        """A suspension is lifted by whoever made it; of two ends the earlier counts."""
        kind = InstrumentEvent(event.kind)
        match kind:
            case InstrumentEvent.PROPOSED:
                self.proposed, self.document = True, event.document
            case InstrumentEvent.APPROVED:
                self.approvers.add(event.organisation_id)
            case InstrumentEvent.SIGNED:
                self.signers.add(event.organisation_id)
            case InstrumentEvent.SUSPENDED:
                why = SuspensionReason(event.reason) if event.reason else None
                self.suspended_by[event.organisation_id] = Suspension(event.at, why)
            case InstrumentEvent.RESUMED:
                self.suspended_by.pop(event.organisation_id, None)
            case InstrumentEvent.ENDED:
                self.ended_on = min(event.on, self.ended_on or event.on)
            case _:
                assert_never(kind)


@dataclass(frozen=True, slots=True)
class Entry:
    """A version as it stands in the register, with its history and the instrument that the rules read."""

    version: Version
    recipients: frozenset[int]
    history: History
    instrument: Instrument

    @property
    def terms(self) -> Terms:
        return said(vars(self.version))

    @property
    def signatories(self) -> frozenset[int]:
        agreement = self.version.agreement
        return must_sign(self.instrument.kind, agreement.giver_id, agreement.council_id, self.recipients)

    @property
    def waits_for(self) -> frozenset[int]:
        """Who has still to sign."""
        return self.signatories - self.history.signers

    def state(self, on: date) -> State:
        return state(self.instrument, on, proposed=self.history.proposed, part_signed=bool(self.history.signers))


def approvers(one: Entry) -> frozenset[int]:
    """Whose Caldicott Guardian approves before its organisation signs; of an entry that the worker has read."""
    agreement = one.version.agreement
    return must_approve(Hop(agreement.hop), agreement.giver_id, registrar=agreement.giver.registrar)


def locked(reference: str) -> list[Entry]:
    """Every version of an instrument, oldest first; whoever else would change it waits."""
    agreement = Agreement.objects.select_for_update().filter(reference=reference).first()
    return [] if agreement is None else entries(Version.objects.filter(agreement=agreement), "default")


def entries(found: QuerySet[Version], using: str) -> list[Entry]:
    """The versions found, with all that has happened to them; whole agreements only, as versions replace one another."""
    versions = list(found.select_related("agreement").order_by("agreement_id", "version"))
    pks = [version.pk for version in versions]
    histories: dict[int, History] = defaultdict(History)
    for event in Event.objects.using(using).filter(version_id__in=pks).order_by("at", "id"):
        histories[event.version_id].happened(event)
    covered: dict[int, set[int]] = defaultdict(set)
    through = Version.recipients.through.objects.using(using).filter(version_id__in=pks)
    for version, recipient in through.values_list("version_id", "organisation_id"):
        covered[version].add(recipient)
    read = [_entry(one, frozenset(covered[one.pk]), histories[one.pk]) for one in versions]
    instruments_ = with_ends([one.instrument for one in read])
    return [replace(one, instrument=instrument) for one, instrument in zip(read, instruments_, strict=True)]


def with_ends(versions: Sequence[Instrument]) -> list[Instrument]:
    """Each version with the day of its end, which is also the day a newer signed one of the same reference begins.

    The rule that a newer version replaces the older needs to see both. A centre that the newer one leaves out has
    only the older to show, so the older carries the day itself; for every other centre this changes nothing.
    """
    begins: dict[str, list[tuple[int, date]]] = defaultdict(list)
    for one in versions:
        if one.signed:
            begins[one.reference].append((one.version, one.from_on))
    return [msgspec.structs.replace(one, ended_on=_end(one, begins[one.reference])) for one in versions]


def _end(one: Instrument, begins: Iterable[tuple[int, date]]) -> date | None:
    replaced = [from_on for version, from_on in begins if version > one.version]
    return min([*replaced, *([one.ended_on] if one.ended_on else [])], default=None)


def _entry(version: Version, recipients: frozenset[int], history: History) -> Entry:
    agreement = version.agreement
    kind = InstrumentKind(agreement.kind)
    signatories = must_sign(kind, agreement.giver_id, agreement.council_id, recipients)
    instrument = Instrument(
        reference=agreement.reference,
        version=version.version,
        version_id=version.pk,
        kind=kind,
        giver=Party(version.giver_task, version.giver_gateway),
        taker=Party(version.taker_task, version.taker_gateway),
        lawful_basis=version.lawful_basis,
        items=frozenset(map(Item, version.items)),
        from_on=version.from_on,
        ends_on=version.ends_on,
        review_on=version.review_on,
        signed=signatories <= history.signers,
        suspended=bool(history.suspended_by),
        ended_on=history.ended_on,
        earliest_contact_day=version.earliest_contact_day,
        visit_opens=version.visit_opens,
        target_day=version.target_day,
        freshness_days=version.freshness_days,
        first_contact=FirstContact(version.first_contact or FirstContact.LETTER_FIRST),
        contract=version.contract,
        frequency=Frequency(version.frequency),
        tells_back=version.tells_back,
        attests=frozenset(version.attests),
        exit_rule=ExitRule(version.exit_rule or ExitRule.FINISH_CONTACTS),
        blank=blank(said(vars(version))),
    )
    return Entry(version, recipients, history, instrument)
