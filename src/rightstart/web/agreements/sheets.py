"""Hides how one agreement is laid out: who may tell whom what, on which ground, from when and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rightstart.agreements.refused import RefusalRow
from rightstart.agreements.register import AgreementRow, State
from rightstart.agreements.rules import Hop, InstrumentKind, Party
from rightstart.intake.contract import Attestation
from rightstart.web.components import Colour, SummaryRow, Tag
from rightstart.web.days import counted, day
from rightstart.web.refusals.sheets import contradiction
from rightstart.web.sentences import ATTESTATIONS, INSTRUMENTS, ITEMS, MISSING, STATES

COLOURS: Final = {
    State.IN_FORCE: Colour.GREEN,
    State.DRAFT: Colour.GREY,
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
    """One agreement as the page shows it."""

    reference: str
    tag: Tag
    rows: tuple[SummaryRow, ...]


CONTRADICTED: Final = Tag("Contradiction", Colour.RED)


def sheet(row: AgreementRow, refused: Iterable[RefusalRow]) -> Sheet:
    """One agreement, and what stands in the register of refusals against it."""
    against = [
        SummaryRow("To be settled", [contradiction(one)], tag=CONTRADICTED)
        for one in refused
        if row.reference in one.against
    ]
    return Sheet(row.reference, Tag(STATES[row.state], COLOURS[row.state]), (*against, *_rows(row)))


def _rows(row: AgreementRow) -> list[SummaryRow]:
    said = row.instrument
    to_centres = row.hop is Hop.COUNCIL_TO_CENTRE
    rows = [
        SummaryRow("What it is", [f"{INSTRUMENTS[row.kind]}, version {row.version}"]),
        *([SummaryRow("Nothing moves, because", [f"{MISSING[row.lacks]}."])] if row.lacks else []),
        SummaryRow("From", [row.giver, *_ground(said.giver)]),
        SummaryRow("To", [", ".join(row.recipients), *_ground(said.taker)]),
        SummaryRow("Lawful basis", [said.lawful_basis or "Not stated"]),
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


def _ground(party: Party) -> list[str]:
    return [words for words in (party.task, party.gateway) if words]


def _timing(row: AgreementRow) -> list[str]:
    said = row.instrument
    visit = ", or once the health visitor has been" if said.visit_opens else ""
    return [
        f"From day {said.earliest_contact_day} after birth{visit}; by day {said.target_day}",
        f"Only while the supplier’s word is at most {counted(said.freshness_days, 'day', 'days')} old",
    ]
