"""Hides how one agreement is laid out: who may tell whom what, on which ground, from when and until when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString

from rightstart.agreements.citing import cited, in_names
from rightstart.agreements.fields import FIRST_CONTACTS
from rightstart.agreements.gateways import Gateway
from rightstart.agreements.refused import RefusalRow
from rightstart.agreements.register import AgreementRow, Suspended
from rightstart.agreements.rules import Hop, InstrumentKind, Party
from rightstart.agreements.states import State
from rightstart.handover.flowing import FlowRow
from rightstart.intake.contract import Attestation
from rightstart.web.agreements.addresses import version_address
from rightstart.web.agreements.sentences import LAWYER, flow_lines, flow_tag
from rightstart.web.components import Colour, Link, SummaryRow, Tag
from rightstart.web.days import counted, day, moment
from rightstart.web.refusals.sheets import contradiction
from rightstart.web.sentences import ATTESTATIONS, INSTRUMENTS, ITEMS, MISSING, STATES, SUSPENSIONS

COLOURS: Final = {
    State.IN_FORCE: Colour.GREEN,
    State.DRAFT: Colour.GREY,
    State.PROPOSED: Colour.YELLOW,
    State.PART_SIGNED: Colour.YELLOW,
    State.NOT_BEGUN: Colour.BLUE,
    State.SUSPENDED: Colour.ORANGE,
    State.REVIEW_OVERDUE: Colour.ORANGE,
    State.ENDED: Colour.RED,
    State.LAPSED: Colour.RED,
}


TOLD_BACK: Final = "Returned letters, and corrections offered to the supplier’s own records"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One agreement as the page shows it, and what can be done about it here."""

    reference: str
    address: str
    tag: Tag
    rows: tuple[SummaryRow, ...]
    acts: tuple[Link, ...]


CONTRADICTED: Final = Tag("Contradiction", Colour.RED)


def sheet(row: AgreementRow, flow: FlowRow, refused: Iterable[RefusalRow], acts: Sequence[Link]) -> Sheet:
    """One agreement, whether data flows under it, and what stands in the register of refusals against it."""
    against = [
        SummaryRow("To be settled", [contradiction(one)], tag=CONTRADICTED)
        for one in refused
        if row.reference in one.against
    ]
    tag = Tag(STATES[row.state], COLOURS[row.state])
    return Sheet(
        row.reference, version_address(row.reference, row.version), tag, (*against, *_rows(row, flow)), tuple(acts)
    )


def gateways_of(row: AgreementRow) -> tuple[Gateway, ...]:
    """The legal gateways of the table that either side cites."""
    return cited(row.instrument.giver.gateway, row.instrument.taker.gateway, row.instrument.lawful_basis)


def _rows(row: AgreementRow, flow: FlowRow) -> list[SummaryRow]:
    said = row.instrument
    to_centres = row.hop is Hop.COUNCIL_TO_CENTRE
    rows = [
        SummaryRow("What it is", [f"{INSTRUMENTS[row.kind]}, version {row.version}"]),
        *([SummaryRow("Nothing moves, because", [f"{MISSING[row.lacks]}."])] if row.lacks else []),
        *(SummaryRow("Suspended by", _suspended(one)) for one in row.suspended),
        SummaryRow("Data", flow_lines(flow, to_centres=to_centres), tag=flow_tag(flow)),
        SummaryRow("From", [row.giver, *_ground(said.giver)]),
        SummaryRow("To", [", ".join(row.recipients), *_ground(said.taker)]),
        SummaryRow("Lawful basis", [in_names(said.lawful_basis) or "Not stated"]),
        *([SummaryRow("Legal gateways", list(map(_gateway, found)))] if (found := gateways_of(row)) else []),
        SummaryRow("What may be told", [", ".join(words for item, words in ITEMS.items() if item in said.items)]),
        SummaryRow("Signed by", [", ".join(row.signed_by) or "Nobody yet"]),
        *([SummaryRow("Waits for the signature of", [", ".join(row.waits_for)])] if row.waits_for else []),
        SummaryRow("Runs", [f"{day(said.from_on)} until {day(said.ends_on)}; review by {day(said.review_on)}"]),
    ]
    if to_centres:
        rows.append(SummaryRow("First contact", _timing(row)))
    else:
        rows += [SummaryRow("How often", [row.frequency.capitalize()])] * (row.kind is InstrumentKind.DATA_SHARING)
        rows.append(SummaryRow("Told back", [TOLD_BACK if said.tells_back else "Nothing"]))
        rows.append(
            SummaryRow(
                "The supplier confirms", [f"{ATTESTATIONS[Attestation(one)]}." for one in row.attests] or ["Nothing"]
            )
        )
    rows += [
        SummaryRow(f"Version {one.version}", [f"{STATES[one.state]}, from {day(one.from_on)}"]) for one in row.later
    ]
    return rows


def _suspended(one: Suspended) -> list[str]:
    return [f"{one.party}, since {moment(one.at)}", *([SUSPENSIONS[one.reason]] if one.reason else [])]


def _gateway(one: Gateway) -> str:
    link = Link(one.name, f"{reverse('gateways')}#{one.code}").html()
    return link + SafeString(" ") + LAWYER.html() if one.needs_lawyer else link


def _ground(party: Party) -> list[str]:
    return [words for words in (party.task, in_names(party.gateway)) if words]


def _timing(row: AgreementRow) -> list[str]:
    said = row.instrument
    visit = ", or once the health visitor has been" if said.visit_opens else ""
    return [
        f"From day {said.earliest_contact_day} after birth{visit}; by day {said.target_day}",
        f"Only while the supplier’s word is at most {counted(said.freshness_days, 'day', 'days')} old",
        FIRST_CONTACTS[said.first_contact].capitalize(),
    ]
