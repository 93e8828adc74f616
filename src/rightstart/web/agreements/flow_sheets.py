"""Hides how a flow is laid out step by step: what permits it, with the law's own text, or all that is missing and whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString

from rightstart.agreements.citing import cited
from rightstart.agreements.explaining import FlowTold, Lack, Step, Whose
from rightstart.agreements.fields import EXIT_RULES, FIRST_CONTACTS, LABELS
from rightstart.agreements.rules import Hop, Instrument, Missing, Party
from rightstart.web.agreements.sentences import LAWYER, REMEDIES
from rightstart.web.components import Colour, Link, SummaryRow, Tag
from rightstart.web.days import counted, day
from rightstart.web.refusals.sentences import BARRIERS
from rightstart.web.sentences import INSTRUMENTS, ITEMS, MISSING, OFFICES, SUSPENSIONS

REFUSED: Final = "A party has decided not to share"  # whether or not there is an agreement besides
OPEN: Final = Tag("Open", Colour.GREEN)
CLOSED: Final = Tag("Closed", Colour.RED)
NUMBERS: Final = {Hop.SUPPLIER_TO_COUNCIL: "Step 1: ", Hop.COUNCIL_TO_CENTRE: "Step 2: ", Hop.COUNCIL_TO_COUNCIL: ""}


@dataclass(frozen=True, slots=True)
class StepSheet:
    """One step as a page shows it."""

    heading: str
    tag: Tag
    lead: str
    rows: tuple[SummaryRow, ...]


def answer(told: FlowTold) -> str:
    """Yes or no, in a sentence."""
    to_centre = told.steps[-1].hop is Hop.COUNCIL_TO_CENTRE
    on = day(told.on)
    if told.open:
        both = " Both steps are open." if to_centre else ""
        return f"Yes. On {on} details may move from {told.giver.name} to {told.taker.name}.{both}"
    both = " A birth reaches a centre only where both steps are open." if to_centre else ""
    return f"No. On {on} nothing may move.{both} All that is missing stands below, with who can supply it."


def step_sheets(told: FlowTold) -> list[StepSheet]:
    numbered = len({one.hop for one in told.steps}) > 1
    return [_sheet(one, NUMBERS[one.hop] if numbered else "") for one in told.steps]


def _sheet(step: Step, number: str) -> StepSheet:
    giver = step.giver.name if step.giver else "any health service"
    about = "families who move in" if step.arrivals else "births"
    rows = _permitted(step, step.instrument, giver) if step.instrument else list(map(lack_row, step.lacks))
    lead = "Several versions could open it. One is enough." if step.ways > 1 else ""
    heading = f"{number}{giver} to {step.taker.name}, {about}"
    return StepSheet(heading, OPEN if step.open else CLOSED, lead, tuple(rows))


# -- what permits ------------------------------------------------------------------------------------------------------


def _permitted(step: Step, one: Instrument, giver: str) -> list[SummaryRow]:
    until = min(one.ends_on, one.ended_on or one.ends_on)
    to_centre = step.hop is Hop.COUNCIL_TO_CENTRE
    return [
        SummaryRow("By", [f"{INSTRUMENTS[one.kind]} {one.reference}, version {one.version}"]),
        SummaryRow(f"Why {giver} may tell", _ground(one.giver)),
        SummaryRow(f"Why {step.taker.name} may be told", _ground(one.taker)),
        SummaryRow("Lawful basis", [one.lawful_basis, *law_lines(one.lawful_basis)]),
        SummaryRow("What may be told", [", ".join(words for item, words in ITEMS.items() if item in one.items)]),
        SummaryRow("How often", [_how_often(one, to_centre=to_centre)]),
        SummaryRow(
            "From which day", _from_which_day(one) if to_centre else ["From the birth on, with the next delivery"]
        ),
        SummaryRow("Since and until", [f"From {day(one.from_on)} until {day(until)}; review by {day(one.review_on)}"]),
        *([SummaryRow("At its end", [f"{EXIT_RULES[one.exit_rule].capitalize()}"])] if to_centre else []),
    ]


def _ground(party: Party) -> list[str]:
    """A side's own task, what it cites, and each text of the law with its limit."""
    found = law_lines(party.gateway)
    own = "No text of the table of gateways is cited: it stands on this side’s own word"
    return [f"Its task: {party.task}", f"It cites: {party.gateway}", *(found or [own])]


def law_lines(*words: str) -> list[str]:
    """Each legal gateway that these words cite: its name, which leads to the law's text, its limit, and if a lawyer is needed."""
    lines: list[str] = []
    for one in cited(*words):
        lawyer = SafeString(" ") + LAWYER.html() if one.needs_lawyer else SafeString("")
        lines += [
            SafeString("The law’s text: ") + Link(one.name, one.source).html() + lawyer,
            f"Its limit: {one.limit}",
        ]
    return lines


def _how_often(one: Instrument, *, to_centre: bool) -> str:
    if to_centre:
        return "Each family as soon as it may be written to; looked at every day and with every delivery"
    return one.frequency.value.capitalize()


def _from_which_day(one: Instrument) -> list[str]:
    visit = ", or once the health visitor has been" if one.visit_opens else ""
    return [
        f"From day {one.earliest_contact_day} after birth{visit}; first contact by day {one.target_day}",
        f"Only while the supplier’s word is at most {counted(one.freshness_days, 'day', 'days')} old",
        FIRST_CONTACTS[one.first_contact].capitalize(),
    ]


# -- what is missing ---------------------------------------------------------------------------------------------------


def lack_row(one: Lack) -> SummaryRow:
    """One thing that is missing: of which version, since when and why, whose turn it is and what they do."""
    words = REFUSED if one.missing is Missing.REFUSAL_STANDS else MISSING[one.missing]
    return SummaryRow(words, [*_facts(one), *turn(one.missing, one.whose)])


def _facts(one: Lack) -> list[str]:
    reasons = [*([SUSPENSIONS[one.reason]] if one.reason else []), *(BARRIERS[each] for each in one.barriers)]
    blank = "; ".join(words for name, words in LABELS.items() if name in one.blank)
    since = "It begins on" if one.missing is Missing.NOT_BEGUN else "Since"
    return [
        *([f"{one.reference}, version {one.version}"] if one.reference else []),
        *([f"{since} {day(one.on)}"] if one.on else []),
        *([f"Why: {'; '.join(reasons)}"] if reasons else []),
        *([f"Still empty: {blank}"] if blank else []),
        *(["Its Caldicott Guardian approves it first"] if one.approval else []),
    ]


def turn(missing: Missing, whose: Iterable[Whose]) -> list[str]:
    """Whose turn it is, and what they can do."""
    named = "; ".join(f"{one.name} ({_roles(one)})" for one in whose)
    return [f"Who can supply it: {named}" if named else "Nobody need do anything", REMEDIES[missing]]


def _roles(one: Whose) -> str:
    return " or ".join(OFFICES[role] for role in one.roles) or "whoever signs for it, by the council’s hand"
