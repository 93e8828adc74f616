"""Hides what of the register is for everybody: what is or was in force between which organisations, and who refuses; nobody's name.

Canaries are in no public register. Free words of an agreement that look like somebody's details are left out, and say so.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from rightstart.agreements.barriers import Barrier, names_somebody
from rightstart.agreements.citing import in_names
from rightstart.agreements.entries import Entry, entries
from rightstart.agreements.models import Version
from rightstart.agreements.refused import standing_refusals
from rightstart.agreements.rules import Frequency, Hop, Instrument, InstrumentKind, Party
from rightstart.agreements.states import State
from rightstart.agreements.wording import Named
from rightstart.directory.people import OrganisationRow, named
from rightstart.terms import Item, OrganisationId, london_date

LEFT_OUT: Final = "(left out: it may name somebody)"


@dataclass(frozen=True, slots=True)
class OpenAgreement:
    """One version of an agreement that is or was in force; `until_on` is its last day's morrow, whatever ended it.

    `frequency` is a supplier's, `earliest_contact_day` (days after birth) a centre's; None where it is neither's.
    `contradicted`: it is in force, and a party refuses to share over one of its flows, so that nothing passes there.
    """

    reference: str
    version: int
    kind: InstrumentKind
    hop: Hop
    state: State
    contradicted: bool
    giver: Named
    takers: tuple[Named, ...]
    giver_task: str
    giver_gateway: str
    taker_task: str
    taker_gateway: str
    purpose: str
    lawful_basis: str
    items: tuple[Item, ...]
    frequency: Frequency | None
    earliest_contact_day: int | None
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class OpenRefusal:
    """A standing decision not to share: whose, over which flow, and its coded reasons. Its words are for the two sides alone."""

    party: Named
    giver: Named
    taker: Named
    hop: Hop
    barriers: tuple[Barrier, ...]
    from_on: date
    review_on: date


@dataclass(frozen=True, slots=True)
class OpenRegister:
    made_at: datetime
    agreements: tuple[OpenAgreement, ...]
    refusals: tuple[OpenRefusal, ...]


def open_register(*, at: datetime) -> OpenRegister:
    """The whole public register as it stands at a moment; for anybody, so nobody's rights are asked."""
    refusals = _refusals(at)
    return OpenRegister(at, _agreements(london_date(at), {(one.giver, one.taker) for one in refusals}), refusals)


def _agreements(on: date, refused: Set[tuple[Named, Named]]) -> tuple[OpenAgreement, ...]:
    real = Version.objects.filter(agreement__giver__canary=False, agreement__council__canary=False)
    found = [one for one in entries(real, "default") if _was_in_force(one.instrument, on)]
    known = named(pk for one in found for pk in (one.version.agreement.giver_id, *one.recipients))
    rows = [_agreement(one, known, refused, on) for one in found]
    return tuple(sorted(rows, key=_order))


def _order(one: OpenAgreement) -> tuple[int, list[str], str, str, int]:
    """By hop and parties; of one agreement the newest version first."""
    return one.hop, [taker.name for taker in one.takers], one.giver.name, one.reference, -one.version


def _was_in_force(one: Instrument, on: date) -> bool:
    """Signed by all who must, begun, and not ended before it began."""
    return one.signed and one.from_on <= on and (one.ended_on is None or one.from_on < one.ended_on)


def _agreement(
    one: Entry, known: Mapping[OrganisationId, OrganisationRow], refused: Set[tuple[Named, Named]], on: date
) -> OpenAgreement:
    said, hop, state = one.instrument, Hop(one.version.agreement.hop), one.state(on)
    giver = _named(known[OrganisationId(one.version.agreement.giver_id)])
    takers = [_named(known[OrganisationId(pk)]) for pk in one.recipients]
    return OpenAgreement(
        reference=impersonal(said.reference),
        version=said.version,
        kind=said.kind,
        hop=hop,
        state=state,
        contradicted=state is State.IN_FORCE and any((giver, taker) in refused for taker in takers),
        giver=giver,
        takers=tuple(sorted(takers, key=lambda taker: (taker.name, taker.code))),
        **_grounds("giver", said.giver),
        **_grounds("taker", said.taker),
        purpose=impersonal(one.terms.purpose),
        lawful_basis=impersonal(
            "; ".join(
                filter(None, map(in_names, (said.lawful_basis, one.terms.special_category, one.terms.dpa_condition)))
            )
        ),
        items=tuple(item for item in Item if item in said.items),
        frequency=said.frequency if said.kind is InstrumentKind.DATA_SHARING else None,
        earliest_contact_day=said.earliest_contact_day if hop is Hop.COUNCIL_TO_CENTRE else None,
        from_on=said.from_on,
        until_on=min(said.ends_on, said.ended_on or said.ends_on),
    )


def _grounds(side: str, party: Party) -> dict[str, str]:
    return {f"{side}_task": impersonal(party.task), f"{side}_gateway": impersonal(in_names(party.gateway))}


def impersonal(words: str) -> str:
    """Free words as anybody may read them."""
    return LEFT_OUT if names_somebody(words) else words


def _named(one: OrganisationRow) -> Named:
    return Named(one.code, one.name)


def _refusals(at: datetime) -> tuple[OpenRefusal, ...]:
    return tuple(
        OpenRefusal(
            party=Named(one.party_code, one.party),
            giver=Named(one.giver_code, one.giver),
            taker=Named(one.taker_code, one.taker),
            hop=one.hop,
            barriers=one.barriers,
            from_on=one.from_on,
            review_on=one.review_on,
        )
        for one in standing_refusals(at=at)
    )
