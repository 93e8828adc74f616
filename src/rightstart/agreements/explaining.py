"""Hides how it is told whether data may move between two organisations: by which version, or what is missing and whose it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from django.db.models import Q

from rightstart.agreements.barriers import Barrier
from rightstart.agreements.entries import Entry, entries
from rightstart.agreements.missing import Hold, Paper, Piece, Refuser, missing_pieces, roles_for
from rightstart.agreements.models import Version
from rightstart.agreements.refusals import flow_of
from rightstart.agreements.refused import RefusalRow, refusals
from rightstart.agreements.rules import KINDS_BY_HOP, Hop, Instrument, InstrumentKind, Missing, in_force, must_approve
from rightstart.agreements.states import SuspensionReason
from rightstart.directory.people import OrganisationRow, coded, named
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.terms import OrganisationId, london_date

# Who reads of a flow, by the kind of whoever takes: what a council does with its centres is its own matter.
_READERS: Final = {
    OrganisationKind.COUNCIL: {OrganisationKind.SUPPLIER, OrganisationKind.COUNCIL},
    OrganisationKind.CENTRE: {OrganisationKind.COUNCIL},
}


class Unexplained(StrEnum):
    """Why a flow is not explained."""

    UNKNOWN = "unknown"
    NO_SUCH_FLOW = "no-such-flow"
    NOT_A_PARTY = "not-a-party"


@dataclass(frozen=True, slots=True)
class Whose:
    """An organisation that can supply what is missing, and its roles that can; none where nobody there has an account for it."""

    code: str
    name: str
    roles: tuple[RoleKind, ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing, and whose turn it is; `on`: since when, or (not begun) until when.

    `blank`: the terms that are empty, by name; `approval`: a Caldicott Guardian's comes before the signature.
    """

    missing: Missing
    whose: tuple[Whose, ...]
    on: date | None
    reference: str | None
    version: int | None
    reason: SuspensionReason | None
    barriers: tuple[Barrier, ...]
    blank: tuple[str, ...]
    approval: bool


@dataclass(frozen=True, slots=True)
class Side:
    """An organisation at one end of a step."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a flow: the version in force for it, or else all that is missing. `giver` None: no health service agreed at all.

    `arrivals`: it is about families who move in, and not about births.
    """

    hop: Hop
    arrivals: bool
    giver: Side | None
    taker: Side
    instrument: Instrument | None
    lacks: tuple[Lack, ...]

    @property
    def open(self) -> bool:
        return self.instrument is not None

    @property
    def ways(self) -> int:
        """How many versions could open it, each by itself."""
        return len({(one.reference, one.version) for one in self.lacks if one.reference})


@dataclass(frozen=True, slots=True)
class FlowTold:
    """A flow on a day, step by step. To a centre there are two: a birth comes only where both are open."""

    giver: Side
    taker: Side
    on: date
    steps: tuple[Step, ...]

    @property
    def open(self) -> bool:
        """Whether some way leads all along it: one open step for each hop. What is about arrivals alone opens none for births."""
        steps = [one for one in self.steps if not one.arrivals] or self.steps
        return {one.hop for one in steps if one.open} == {one.hop for one in steps}


def explain_flow(viewer: Viewer, giver_code: str, taker_code: str, *, at: datetime) -> FlowTold | Unexplained:
    """Whether data may move from one organisation to another on the day of `at`, as the register stands, for a party to that.

    From a council to its centre, the step before it is told too: of every health service that has agreed with the council or
    refused to; from a health service to a centre, of that one alone.
    """
    found = coded([giver_code, taker_code])
    giver, taker = found.get(giver_code), found.get(taker_code)
    if giver is None or taker is None or giver.canary or taker.canary:
        return Unexplained.UNKNOWN
    way = _way(giver, taker)
    if way is None:
        return Unexplained.NO_SUCH_FLOW
    if viewer.organisation not in {one.id for one in way if one.kind in _READERS[taker.kind]}:
        return Unexplained.NOT_A_PARTY
    steps = _Read(viewer, at).steps(way)
    return FlowTold(_side(giver), _side(taker), london_date(at), tuple(steps))


def _way(giver: OrganisationRow, taker: OrganisationRow) -> tuple[OrganisationRow, ...] | None:
    """The organisations along a flow: two, or a health service, a council and its centre; None where nothing goes that way."""
    if flow_of(giver, taker) is not None:
        return giver, taker
    if giver.kind is OrganisationKind.SUPPLIER and taker.council_id is not None:
        return giver, named([taker.council_id])[taker.council_id], taker
    return None


class _Read:
    """What one viewer is shown of agreements and refusals, read once for all steps."""

    def __init__(self, viewer: Viewer, at: datetime) -> None:
        self._on = london_date(at)
        with seen_by(viewer) as using:
            own = viewer.organisation
            mine = Q(agreement__giver=own) | Q(agreement__council=own)
            self._entries = entries(Version.objects.using(using).filter(mine), using)
        self._refused = [one for one in refusals(viewer, at=at) if one.stands]
        pks = {
            pk for one in self._entries for pk in (one.version.agreement.giver_id, *one.signatories, *one.recipients)
        }
        self._known = named(pks)
        self._coded = {one.code: one for one in self._known.values()}
        self._coded |= coded({one.party_code for one in self._refused} - self._coded.keys())

    def steps(self, way: Sequence[OrganisationRow]) -> Iterable[Step]:
        *before, giver, taker = way
        self._coded |= {one.code: one for one in way}
        if taker.kind is OrganisationKind.CENTRE:
            yield from self._first_steps(before, giver)
            yield self._step(Hop.COUNCIL_TO_CENTRE, giver, taker, None)
        elif giver.kind is OrganisationKind.COUNCIL:
            yield self._step(Hop.COUNCIL_TO_COUNCIL, giver, taker, InstrumentKind.ARRIVALS_SHARING)
        else:
            yield from self._births_and_arrivals(giver, taker)

    def _first_steps(self, before: Sequence[OrganisationRow], council: OrganisationRow) -> Iterable[Step]:
        givers = before or self._health_services(council)
        for giver in givers:
            yield from self._births_and_arrivals(giver, council)
        if not givers:
            lack = Piece(Missing.NO_AGREEMENT, (council.code,))
            yield Step(Hop.SUPPLIER_TO_COUNCIL, False, None, _side(council), None, (self._lack(lack),))

    def _health_services(self, council: OrganisationRow) -> list[OrganisationRow]:
        """Whoever has agreed with the council, or has refused or was refused, by name."""
        agreed = {self._known[OrganisationId(one.version.agreement.giver_id)].code for one in self._of(council.id)}
        refused = {one.giver_code for one in self._refused if (one.hop, one.taker_code) == (1, council.code)}
        return sorted(coded(agreed | refused).values(), key=lambda one: (one.name, one.code))

    def _of(self, council: OrganisationId) -> list[Entry]:
        hop = Hop.SUPPLIER_TO_COUNCIL
        return [
            one
            for one in self._entries
            if (one.version.agreement.hop, one.version.agreement.council_id) == (hop, council)
        ]

    def _births_and_arrivals(self, giver: OrganisationRow, council: OrganisationRow) -> Iterable[Step]:
        """Births always; families who move in where something was ever agreed about them."""
        yield self._step(Hop.SUPPLIER_TO_COUNCIL, giver, council, InstrumentKind.DATA_SHARING)
        about = InstrumentKind.ARRIVALS_SHARING
        if any(
            one.instrument.kind is about and one.version.agreement.giver_id == giver.id for one in self._of(council.id)
        ):
            yield self._step(Hop.SUPPLIER_TO_COUNCIL, giver, council, about)

    def _step(self, hop: Hop, giver: OrganisationRow, taker: OrganisationRow, about: InstrumentKind | None) -> Step:
        kinds = KINDS_BY_HOP[hop] if about is None else {about}
        found = [
            one
            for one in self._entries
            if one.version.agreement.hop == hop
            and one.version.agreement.giver_id == giver.id
            and taker.id in one.recipients
            and one.instrument.kind in kinds
        ]
        refusers = [
            _refuser(one) for one in self._refused if (one.giver_code, one.taker_code) == (giver.code, taker.code)
        ]
        pieces = missing_pieces(
            [self._paper(one) for one in found], refusers, hop=hop, giver=giver.code, taker=taker.code, on=self._on
        )
        instrument = None if pieces else in_force([one.instrument for one in found], self._on)
        return Step(
            hop=hop,
            arrivals=about is InstrumentKind.ARRIVALS_SHARING,
            giver=_side(giver),
            taker=_side(taker),
            instrument=instrument if isinstance(instrument, Instrument) else None,
            lacks=tuple(map(self._lack, pieces)),
        )

    def _paper(self, one: Entry) -> Paper:
        return Paper(
            one.instrument,
            self._codes(one.signatories),
            self._codes(one.waits_for),
            tuple(
                Hold(self._known[OrganisationId(pk)].code, london_date(why.at), why.reason)
                for pk, why in one.history.suspended_by.items()
            ),
            self._unapproved(one),
        )

    def _unapproved(self, one: Entry) -> frozenset[str]:
        """Those whose signature waits for their Caldicott Guardian."""
        giver = self._known[OrganisationId(one.version.agreement.giver_id)]
        approving = must_approve(Hop(one.version.agreement.hop), giver.id, registrar=giver.registrar)
        return self._codes(approving - one.history.approvers)

    def _codes(self, pks: Iterable[int]) -> frozenset[str]:
        return frozenset(self._known[OrganisationId(pk)].code for pk in pks)

    def _lack(self, one: Piece) -> Lack:
        whose = [_whose(one.missing, code, self._coded) for code in one.whose]
        drafting = [each for each in whose if each.roles] if one.missing is Missing.INCOMPLETE else []
        said = (one.on, one.reference, one.version, one.reason, one.barriers, one.blank, one.approval)
        return Lack(one.missing, tuple(drafting or whose), *said)


def _whose(missing: Missing, code: str, known: Mapping[str, OrganisationRow]) -> Whose:
    return Whose(code, known[code].name, roles_for(missing, known[code].kind))


def _refuser(one: RefusalRow) -> Refuser:
    return Refuser(one.party_code, one.from_on, one.barriers)


def _side(one: OrganisationRow) -> Side:
    return Side(one.code, one.name)
