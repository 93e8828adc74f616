"""Hides how the data protection impact assessment is filled in beforehand, and what of it is left to the parties; pure."""

from collections.abc import Iterable
from typing import Final

from rightstart.agreements.fields import LABELS
from rightstart.agreements.kit import words
from rightstart.agreements.kit.risks import RISKS, Risk
from rightstart.agreements.kit.words import stated
from rightstart.agreements.wording import Statement
from rightstart.engine.paper import Block, Heading, Paper, Paragraph

UNSAID: Final = "For the parties to write: the entry holds nothing on this."


def dpia(one: Statement) -> Paper:
    """The impact assessment: what the entry tells, and the ten risks of telling of births."""
    blocks = (*words.preface(one), *_need(one), *_processing(one), *_necessity(one), *_risks(one), *_outcome(one))
    return words.paper(one, f"Data protection impact assessment: {one.giver.name} and {words.takers(one)}", blocks)


def _need(one: Statement) -> Iterable[Block]:
    yield Heading("Which assessment this is, and why there is one")
    yield stated(one, "dpia_reference", "Its reference")
    yield stated(one, "dpia_on", "Its date")
    yield Paragraph(
        f"Details of {words.subject(one)} go from {one.giver.name} to {words.takers(one)}, mostly without the family having "
        "asked for it, and some families would be gravely harmed by a mistake.",
        (words.PARTIES,),
    )


def _processing(one: Statement) -> Iterable[Block]:
    yield Heading("What is done")
    yield stated(one, "purpose", "What it is for")
    yield words.items_table(one)
    yield stated(one, "frequency", "How often")
    yield stated(one, "exclusions", "Who is left out")
    yield stated(one, "earliest_contact_day", "Earliest day of contact, in days after birth")
    yield stated(one, "first_contact", "How first contact is made")
    yield stated(one, "giver_operator", f"Who runs it for {one.giver.name}")
    yield stated(one, "taker_operator", f"Who runs it for {words.takers(one)}")
    yield stated(one, "retention_months", "Months after birth for which families never reached are kept")
    yield stated(one, "retention", "How long all else is kept")
    yield Paragraph(
        "Right Start does not erase a family’s details by itself when these times are over: the parties see to it. Of a family "
        "that must not be contacted the council keeps keyed fingerprints for up to six years from the birth, so that it is "
        "known again; nobody can be read from them.",
        words.labels("retention_months", "retention"),
    )


def _necessity(one: Statement) -> Iterable[Block]:
    yield Heading("Whom you have asked")
    yield Paragraph(f"Parents, staff, the health visiting service, your security people. {UNSAID}")
    yield Heading("Whether it is necessary and proportionate")
    yield stated(one, "lawful_basis", "The basis that the parties name")
    yield stated(one, "giver_gateway", f"The law by which {one.giver.name} gives")
    yield stated(one, "taker_gateway", f"The law by which {words.takers(one)} receives")
    yield stated(one, "special_category", "Condition for health data")
    yield stated(one, "dpa_condition", "Condition in the Data Protection Act 2018, Schedule 1")
    yield stated(one, "giver_confidentiality", f"The position of {one.giver.name} on confidentiality")
    yield stated(one, "taker_confidentiality", f"The position of {words.takers(one)} on confidentiality")
    yield stated(one, "informed_by", "Who informs parents")
    yield stated(one, "informed_how", "How parents are informed")
    yield stated(one, "objections", "How parents may object")
    yield Paragraph(f"Whether the same could be reached with less. {UNSAID}")


def _risks(one: Statement) -> Iterable[Block]:
    yield Heading("The risks")
    yield Paragraph(
        "Ten risks known from elsewhere. How likely and how grave each is here, and whether what is done about it is enough, "
        "you judge. Add your own."
    )
    for number, risk in enumerate(RISKS, 1):
        yield from _risk(one, number, risk)


def _risk(one: Statement, number: int, risk: Risk) -> Iterable[Block]:
    yield Heading(f"{number}. {risk.name}", 3)
    yield Paragraph(risk.harm)
    yield Paragraph(f"What Right Start does: {risk.done}")
    yield Paragraph(f"What remains for the parties: {risk.left}")
    for name in risk.terms:
        yield _agreed(one, name)
    yield Paragraph("How likely, how grave, and what is left after that: for the parties to write.")


def _agreed(one: Statement, name: str) -> Block:
    """What the entry says to a risk. What is listed in full above is only counted here."""
    if name in {"items", "attests", "contacts"} and (found := getattr(one.terms, name)):
        return Paragraph(f"In the entry, {LABELS[name]}: {len(found)}, named in the agreement.", words.labels(name))
    return stated(one, name, f"In the entry, {LABELS[name]}")


def _outcome(one: Statement) -> Iterable[Block]:
    yield Heading("What was decided")
    yield Paragraph(
        "The advice of each data protection officer, who accepts what is left of each risk, and on which day: for the parties "
        "to write and sign. Where a high risk is left, the Information Commissioner is asked before anything is shared."
    )
    yield Heading("When it is looked at again")
    yield stated(one, "review_on", "With the agreement, by")
    yield words.contacts(one)
