"""Hides how one version of an agreement is read by a party to it: what it says, how it stands, whose turn it is, what was said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from rightstart.agreements.differences import differences, told
from rightstart.agreements.entries import Entry, entries
from rightstart.agreements.fields import LABELS
from rightstart.agreements.models import Event, Invitation, Remark, Version
from rightstart.agreements.reminding import parties
from rightstart.agreements.rules import Hop, Instrument, Missing, lacking, must_approve
from rightstart.agreements.states import Advice, State, SuspensionReason
from rightstart.agreements.stating import statement
from rightstart.agreements.wording import Statement
from rightstart.directory.people import OrganisationRow, named
from rightstart.directory.rules import RoleKind
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.terms import ActorKind, OrganisationId, london_date


class Happening(StrEnum):
    """What a party has done to a version."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    SIGNED = "signed"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    ENDED = "ended"


class Manner(StrEnum):
    """How it was done: signed in here, by a link to one document, by hand on paper, or entered by whoever runs the site."""

    HERE = "here"
    LINK = "link"
    PAPER = "paper"
    ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class Happened:
    """One act of a party; `on` is the day from which an end counts, else the day of the act."""

    what: Happening
    party: OrganisationRow
    role: RoleKind | None
    on: date
    at: datetime
    manner: Manner
    reason: SuspensionReason | None


@dataclass(frozen=True, slots=True)
class Said:
    """A comment, or with `advice` what a data protection officer advises."""

    party: OrganisationRow
    advice: Advice | None
    words: str
    at: datetime
    manner: Manner


@dataclass(frozen=True, slots=True)
class InvitedRow:
    """A link to this version's document, to whose office it was sent, and whether it still opens."""

    number: int
    party: OrganisationRow
    role: RoleKind
    email: str
    at: datetime
    until_at: datetime
    withdrawn_at: datetime | None

    def opens(self, at: datetime) -> bool:
        return self.withdrawn_at is None and at < self.until_at


@dataclass(frozen=True, slots=True)
class VersionRow:
    version: int
    state: State
    from_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One version, whole. `blank`: the names of terms that it leaves out; `changes`: against the version before, as sentences.

    `document`: the SHA-256 of what is signed, empty until it is proposed. `unapproved`: whose Caldicott Guardian has still to
    approve; `waits_for`: who has still to sign.
    """

    statement: Statement
    state: State
    lacks: Missing | None
    instrument: Instrument
    blank: tuple[str, ...]
    changes: tuple[str, ...]
    versions: tuple[VersionRow, ...]
    document: str
    parties: tuple[OrganisationRow, ...]
    signatories: tuple[OrganisationRow, ...]
    unapproved: tuple[OrganisationRow, ...]
    waits_for: tuple[OrganisationRow, ...]
    suspended_by: tuple[OrganisationRow, ...]
    happened: tuple[Happened, ...]
    said: tuple[Said, ...]
    invited: tuple[InvitedRow, ...]

    @property
    def reference(self) -> str:
        return self.statement.reference

    @property
    def version(self) -> int:
        return self.statement.version

    @property
    def council(self) -> OrganisationRow:
        return next(one for one in self.parties if one.code == self.statement.council.code)

    def signs(self, code: str) -> bool:
        """Whether an organisation is one of those without whose signature it is not signed."""
        return any(one.code == code for one in self.signatories)


_BY: Final = {ActorKind.PERSON: Manner.HERE, ActorKind.INVITATION: Manner.LINK, ActorKind.JOB: Manner.ENTERED}


def review(viewer: Viewer, reference: str, version: int | None = None, *, at: datetime) -> Review | None:
    """One version (None: the newest) of an agreement that the viewer is a party to, on the day of `at`; None where it is not."""
    with seen_by(viewer) as using:
        found = entries(Version.objects.using(using).filter(agreement__reference=reference), using)
        one = next((entry for entry in reversed(found) if version in (None, entry.version.version)), None)
        if one is None:
            return None
        events = list(Event.objects.using(using).filter(version=one.version).order_by("at", "id"))
        remarks = list(Remark.objects.using(using).filter(version=one.version).order_by("at", "id"))
        invitations = list(Invitation.objects.using(using).filter(version=one.version).order_by("at", "id"))
    beside = _Beside(events, remarks, invitations)
    known = named({*parties(one), *one.signatories, *beside.organisations()})
    return _review(one, found, known, beside, london_date(at))


@dataclass(frozen=True, slots=True)
class _Beside:
    """The rows that stand beside a version."""

    events: Sequence[Event]
    remarks: Sequence[Remark]
    invitations: Sequence[Invitation]

    def organisations(self) -> set[int]:
        return {
            *(one.organisation_id for one in self.events),
            *(one.organisation_id for one in self.remarks),
            *(one.organisation_id for one in self.invitations),
        }


def _review(
    one: Entry, found: Sequence[Entry], known: Mapping[OrganisationId, OrganisationRow], beside: _Beside, on: date
) -> Review:
    said, earlier = statement(one), [each for each in found if each.version.version < one.version.version]
    agreement = one.version.agreement
    giver = known[OrganisationId(agreement.giver_id)]
    approving = must_approve(Hop(agreement.hop), giver.id, registrar=giver.registrar) & one.signatories
    changes = differences(statement(earlier[-1]), said) if earlier else []
    return Review(
        statement=said,
        state=one.state(on),
        lacks=lacking(one.instrument, on),
        instrument=one.instrument,
        blank=tuple(name for name in LABELS if name in one.instrument.blank),
        changes=tuple(map(told, changes)),
        versions=tuple(
            VersionRow(each.version.version, each.state(on), each.instrument.from_on) for each in reversed(found)
        ),
        document=one.history.document or one.version.paper,
        parties=_rows(parties(one), known),
        signatories=_rows(one.signatories, known),
        unapproved=_rows((approving - one.history.approvers) & one.waits_for, known),
        waits_for=_rows(one.waits_for, known),
        suspended_by=_rows(one.history.suspended_by, known),
        happened=tuple(_happened(each, known[OrganisationId(each.organisation_id)]) for each in beside.events),
        said=tuple(_said(each, known[OrganisationId(each.organisation_id)]) for each in beside.remarks),
        invited=tuple(_invited(each, known[OrganisationId(each.organisation_id)]) for each in beside.invitations),
    )


def _rows(pks: Iterable[int], known: Mapping[OrganisationId, OrganisationRow]) -> tuple[OrganisationRow, ...]:
    return tuple(sorted((known[OrganisationId(pk)] for pk in pks), key=lambda one: (one.name, one.code)))


def _happened(one: Event, party: OrganisationRow) -> Happened:
    return Happened(
        what=Happening(one.kind),
        party=party,
        role=RoleKind(one.role) if one.role else None,
        on=one.on,
        at=one.at,
        manner=Manner.PAPER if one.on_paper else _manner(one.by),
        reason=SuspensionReason(one.reason) if one.reason else None,
    )


def _said(one: Remark, party: OrganisationRow) -> Said:
    return Said(party, Advice(one.advice) if one.advice else None, one.words, one.at, _manner(one.by))


def _invited(one: Invitation, party: OrganisationRow) -> InvitedRow:
    return InvitedRow(one.pk, party, RoleKind(one.role), one.email, one.at, one.until_at, one.withdrawn_at)


def _manner(by: str) -> Manner:
    return _BY[ActorKind(by.partition(":")[0])]
