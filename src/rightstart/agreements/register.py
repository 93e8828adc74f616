"""Hides how instruments are read from the register: what they say, whom they cover, and what has happened to them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

import msgspec

from rightstart.agreements.entries import Entry, entries
from rightstart.agreements.models import Agreement, Version
from rightstart.agreements.refused import refused_from
from rightstart.agreements.rules import (
    Hop,
    Instrument,
    InstrumentKind,
    Missing,
    Refused,
    in_force,
    lacking,
)
from rightstart.agreements.states import State, SuspensionReason
from rightstart.directory.models import Organisation
from rightstart.engine.bulk import Question, ask
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.terms import OrganisationId, london_date

# What the register holds for each council, as a stamp: it changes with every version, event and refusal that comes, goes or
# changes, whatever order they are committed in.
STAMPS: Final = """
SELECT c.id, concat_ws('|',
    string_agg(concat_ws(':', v.id, v.xmin, a.xmin, e.events, e.latest, r.recipients, r.latest), ',' ORDER BY v.id),
    (SELECT string_agg(concat_ws(':', f.id, f.xmin), ',' ORDER BY f.id)
     FROM agreements_refusal f WHERE c.id IN (f.giver_id, f.taker_id)))
FROM unnest(%(councils)s::bigint[]) AS c(id)
LEFT JOIN agreements_agreement a ON a.council_id = c.id
LEFT JOIN agreements_version v ON v.agreement_id = a.id
LEFT JOIN LATERAL (SELECT count(*) AS events, max(id) AS latest FROM agreements_event WHERE version_id = v.id) e ON true
LEFT JOIN LATERAL (
    SELECT count(*) AS recipients, max(id) AS latest FROM agreements_version_recipients WHERE version_id = v.id
) r ON true
GROUP BY c.id
"""

ByParty = Mapping[OrganisationId, tuple[Instrument, ...]]


def between(
    giver: OrganisationId,
    council: OrganisationId,
    *,
    about: InstrumentKind | None = InstrumentKind.DATA_SHARING,
    using: str = "default",
) -> tuple[Instrument, ...]:
    """Every version of every agreement about births, about arrivals or (None) both, from a supplier or council to a council."""
    agreed = _agreed(council, using)
    found = (*agreed[Hop.SUPPLIER_TO_COUNCIL].get(giver, ()), *agreed[Hop.COUNCIL_TO_COUNCIL].get(giver, ()))
    return tuple(one for one in found if about in (None, one.kind))


def tells_back(supplier: OrganisationId, council: OrganisationId, *, arrived: bool, on: date) -> bool:
    """Whether a council may tell a supplier what it learnt about a birth, or an arrival, that this one had told of."""
    about = InstrumentKind.ARRIVALS_SHARING if arrived else InstrumentKind.DATA_SHARING
    agreed = in_force(between(supplier, council, about=about), on)
    return isinstance(agreed, Instrument) and agreed.tells_back


def instruments(council: OrganisationId, *, using: str = "default") -> ByParty:
    """For each centre of a council, every version of every instrument that covers it.

    A version that a newer one has replaced says so by its `ended_on`, also where the newer one leaves the centre out.
    """
    return _agreed(council, using)[Hop.COUNCIL_TO_CENTRE]


@dataclass(frozen=True, slots=True)
class Feed:
    """What one supplier is to deliver to one council (or one council may to another), by the instrument in force."""

    supplier: OrganisationId
    council: OrganisationId
    instrument: Instrument


def feeds(
    *, at: datetime, party: OrganisationId | None = None, about: InstrumentKind = InstrumentKind.DATA_SHARING
) -> list[Feed]:
    """Every real feed of births (or flow of arrivals) that an agreement in force provides for; or of one organisation alone."""
    real = Agreement.objects.filter(kind=about.value, giver__canary=False)
    parties = real.values_list("giver_id", "council_id").distinct()
    pairs = [(OrganisationId(giver), OrganisationId(council)) for giver, council in sorted(parties)]
    agreed = [
        (giver, council, in_force(between(giver, council, about=about), london_date(at)))
        for giver, council in pairs
        if party in (None, giver, council)
    ]
    return [Feed(giver, council, one) for giver, council, one in agreed if isinstance(one, Instrument)]


def stamping(councils: Sequence[OrganisationId]) -> Question:
    """The same for several councils, as a question to be asked together with others; `for_centres` reads its rows."""
    return Question(STAMPS, {"councils": list(councils)})


def of_councils(councils: Sequence[OrganisationId]) -> dict[OrganisationId, Mapping[Hop, ByParty]]:
    """All that each of these councils has agreed, by hop and by the party on the other side."""
    return {council: _read(council, stamp, "default") for council, stamp in ask(*stamping(councils))}


def for_centres(stamps: Iterable[tuple[OrganisationId, str]]) -> dict[OrganisationId, ByParty]:
    """For each of these councils what `instruments` gives."""
    return {council: _read(council, stamp, "default")[Hop.COUNCIL_TO_CENTRE] for council, stamp in stamps}


def _agreed(council: OrganisationId, using: str) -> Mapping[Hop, ByParty]:
    [(council, stamp)] = ask(*stamping([council]), using=using)
    return _read(council, stamp, using)


@lru_cache(maxsize=1024)
def _read(council: OrganisationId, stamp: str, using: str) -> Mapping[Hop, ByParty]:
    """What a council has agreed; read again only where the register holds something else than last time."""
    found = entries(Version.objects.using(using).filter(agreement__council=council), using)
    return by_hop(found, refused_from(council, using))


def by_hop(found: Iterable[Entry], refused: Mapping[tuple[int, int], date]) -> Mapping[Hop, ByParty]:
    """These versions by hop, with whoever gives to a council by giver, of hop 2 by centre; each with who refuses its flow."""
    parties: dict[Hop, dict[OrganisationId, list[Instrument]]] = {hop: defaultdict(list) for hop in Hop}
    for one in found:
        hop, giver = Hop(one.version.agreement.hop), one.version.agreement.giver_id
        for taker in one.recipients:
            party = taker if hop is Hop.COUNCIL_TO_CENTRE else giver
            since = refused.get((giver, taker))
            parties[hop][OrganisationId(party)].append(msgspec.structs.replace(one.instrument, refused_from=since))
    return {hop: {party: tuple(ones) for party, ones in by.items()} for hop, by in parties.items()}


@dataclass(frozen=True, slots=True)
class Suspended:
    """A suspension that stands: whose it is, by code and name, since when, and why (None: from before it was asked)."""

    code: str
    party: str
    at: datetime
    reason: SuspensionReason | None


@dataclass(frozen=True, slots=True)
class Later:
    """A version drafted after the one that speaks: how it stands, and the names of those who have still to sign."""

    version: int
    state: State
    from_on: date
    waits_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement by the version that speaks on a day, or else the one nearest to it; organisations by name."""

    reference: str
    hop: Hop
    kind: InstrumentKind
    giver_code: str
    giver: str
    council_code: str
    council: str
    recipients: tuple[str, ...]
    recipient_codes: tuple[str, ...]
    state: State
    lacks: Missing | None
    instrument: Instrument
    attests: tuple[str, ...]
    frequency: str
    exit_clause: str
    signed_by: tuple[str, ...]
    waits_for: tuple[str, ...]
    suspended: tuple[Suspended, ...]
    later: tuple[Later, ...]
    signatories: frozenset[int]

    def signs(self, party: OrganisationId) -> bool:
        """Whether an organisation is one of those that sign it, and so may suspend it."""
        return party in self.signatories

    @property
    def in_force(self) -> bool:
        return self.lacks is None

    @property
    def version(self) -> int:
        return self.instrument.version


def register(viewer: Viewer, *, at: datetime) -> list[AgreementRow]:
    """Every agreement that the viewer is a party to, by hop and reference, as it stands on the day of `at`."""
    with seen_by(viewer) as using:
        found = entries(Version.objects.using(using).all(), using)
    on = london_date(at)
    by_agreement: dict[int, list[Entry]] = defaultdict(list)
    for one in found:
        by_agreement[one.version.agreement_id].append(one)
    known = _organisations(found)
    rows = [_row(versions, known, on) for versions in by_agreement.values()]
    return sorted(rows, key=lambda row: (row.hop, row.reference))


def _organisations(found: Iterable[Entry]) -> dict[int, Organisation]:
    """Organisations are public: a viewer has no rows of them, so they are read by the worker."""
    named = {
        pk
        for one in found
        for pk in (one.version.agreement.giver_id, *one.signatories, *one.recipients, *one.history.signers)
    }
    return Organisation.objects.in_bulk(named)


def _row(versions: Sequence[Entry], known: Mapping[int, Organisation], on: date) -> AgreementRow:
    one = speaking(versions, on)
    version, agreement = one.version, one.version.agreement
    giver, council = known[agreement.giver_id], known[agreement.council_id]
    taking = sorted((known[pk] for pk in one.recipients), key=lambda each: (each.name, each.code))
    return AgreementRow(
        reference=agreement.reference,
        hop=Hop(agreement.hop),
        kind=one.instrument.kind,
        giver_code=giver.code,
        giver=giver.name,
        council_code=council.code,
        council=council.name,
        recipients=tuple(each.name for each in taking),
        recipient_codes=tuple(each.code for each in taking),
        state=one.state(on),
        lacks=lacking(one.instrument, on),
        instrument=one.instrument,
        attests=tuple(version.attests),
        frequency=version.frequency,
        exit_clause=version.exit_clause,
        signed_by=_names(one.history.signers, known),
        waits_for=_names(one.waits_for, known),
        suspended=tuple(
            Suspended(known[pk].code, known[pk].name, why.at, why.reason)
            for pk, why in one.history.suspended_by.items()
        ),
        later=tuple(_later(entry, known, on) for entry in versions if entry.version.version > version.version),
        signatories=one.signatories,
    )


def speaking(versions: Sequence[Entry], on: date) -> Entry:
    """The version in force on a day; where none is, the newest of those that lack what is nearest to being put right."""
    found = in_force([one.instrument for one in versions], on)
    nearest = None if not isinstance(found, Refused) else found.missing
    return max((one for one in versions if lacking(one.instrument, on) is nearest), key=lambda one: one.version.version)


def _later(one: Entry, known: Mapping[int, Organisation], on: date) -> Later:
    return Later(one.version.version, one.state(on), one.instrument.from_on, _names(one.waits_for, known))


def _names(pks: Collection[int], known: Mapping[int, Organisation]) -> tuple[str, ...]:
    return tuple(sorted(known[pk].name for pk in pks))
