"""Hides how the question whether the sharing is justified is laid out, as Annex A of the Commissioner's code asks it; pure."""

from collections.abc import Iterable
from typing import Final

from rightstart.agreements.kit import words
from rightstart.agreements.kit.words import stated
from rightstart.agreements.wording import Statement
from rightstart.engine.paper import Block, Heading, Paragraph

UNSAID: Final = "The entry holds no answer to this. The parties answer it in their impact assessment."


def justified(one: Statement) -> Iterable[Block]:
    """Each question of the annex, with what the entry says to it, and plainly where it says nothing."""
    yield Heading("Is the sharing justified?")
    yield Paragraph(
        "The questions of the Information Commissioner’s checklist. What the entry says to each stands under it."
    )
    yield from _aims(one)
    yield from _measure(one)


def _aims(one: Statement) -> Iterable[Block]:
    yield Heading("What is it meant to achieve?", 3)
    yield stated(one, "purpose")
    yield Heading("What are the benefits and risks of sharing?", 3)
    yield stated(one, "purpose", "The benefit that is sought")
    yield Paragraph(
        "Ten risks that are known from elsewhere stand in the impact assessment that is drawn beside this paper."
    )
    yield Heading("What are the benefits and risks of not sharing?", 3)
    yield Paragraph(
        f"Without it {words.takers(one)} must hear of {words.subject(one)} by other ways, or not at all; and no details can be "
        "misused or go astray that were never passed on. How grave each of these is here, the parties weigh.",
        (words.PARTIES,),
    )
    yield Heading("Is it fair?", 3)
    yield stated(one, "informed_how", "How parents are informed")
    yield stated(one, "objections", "How parents may object")


def _measure(one: Statement) -> Iterable[Block]:
    yield Heading("Is it necessary and proportionate?", 3)
    yield Paragraph(UNSAID)
    yield Heading("Is it the minimum of data?", 3)
    yield Paragraph(
        f"Details listed: {len(one.terms.items)}, each with its reason, under the heading Data items.",
        words.labels("items"),
    )
    yield Heading("Could it be done with less, or without personal data?", 3)
    yield Paragraph(
        "A letter to a family cannot be sent without its address. Whether each other detail is needed here, the parties decide: "
        "under the heading Data items stands what happens without it."
    )
    yield Heading("What are the safeguards?", 3)
    yield stated(one, "exclusions", "Who is left out")
    yield stated(one, "security", "Security")
    yield Heading("Does an exemption apply?", 3)
    yield Paragraph(UNSAID)
