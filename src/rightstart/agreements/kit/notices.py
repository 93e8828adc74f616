"""Hides how parents are told, in two layers: a short notice to hand over, and a full one to read; pure."""

from collections.abc import Iterable
from typing import Final

from rightstart.agreements.kit import words
from rightstart.agreements.kit.words import stated
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.agreements.wording import Statement
from rightstart.engine.paper import Block, Bullets, Heading, Paper, Paragraph

COMMISSIONER: Final = "You can complain to the Information Commissioner: ico.org.uk, telephone 0303 123 1113."
STOPS: Final = (
    "When you say no, contact stops as soon as it is entered. A letter that is in the post already may still come."
)
NEVER: Final = (
    "Never passed on: health records, how the birth went, the baby’s weight, ethnic group, religion, or your work. A file with "
    "such details is stopped."
)
NO_HARM: Final = "Saying no changes nothing about any other help that you get, and you need not say why."


def notice_short(one: Statement) -> Paper:
    """What a parent takes in at a glance: who tells whom, what, why, and how to say no."""
    blocks = (
        *words.preface(one),
        Heading("What happens"),
        _telling(one),
        stated(one, "purpose", "Why"),
        Heading("What is passed on"),
        words.items_list(one),
        Paragraph(NEVER),
        Heading("You can say no"),
        stated(one, "objections"),
        Paragraph(STOPS),
        Paragraph(NO_HARM),
        Heading("More"),
        Paragraph(
            "Ask for the full privacy notice. It says who holds your details, for how long, and what you can ask for."
        ),
        words.first_contacts(one),
    )
    return words.paper(one, "Your family’s details, and your local centre", blocks, small=True)


def notice_full(one: Statement) -> Paper:
    """All that parents are to be told where their details come from somebody else."""
    blocks = (*words.preface(one), *notice_public(one))
    return words.paper(one, "Your family’s details, and your local centre: the full privacy notice", blocks)


def notice_public(one: Statement) -> tuple[Block, ...]:
    """The same without what its reviewers alone need."""
    return (*_who(one), *_what(one), *_why(one), *_how_long(one), *_rights(one))


def _telling(one: Statement) -> Paragraph:
    told = "the one centre that serves your home" if len(one.takers) > 1 else one.takers[0].name
    moved = one.kind is InstrumentKind.ARRIVALS_SHARING
    when = "When your family moves here with a young child" if moved else "When you have a new baby"
    return Paragraph(f"{when}, {one.giver.name} tells {told}.", (words.PARTIES, words.KIND))


def _who(one: Statement) -> Iterable[Block]:
    yield Heading("Who tells whom")
    yield _telling(one)
    if len(one.takers) > 1:
        yield Paragraph("It is one of these:")
        yield Bullets(tuple(taker.name for taker in one.takers), (words.PARTIES,))
    yield stated(one, "giver_operator", f"Who runs it for {one.giver.name}")
    yield stated(one, "taker_operator", f"Who runs it for {words.takers(one)}")
    if one.hop is Hop.SUPPLIER_TO_COUNCIL:
        yield Paragraph(
            f"{one.council.name} may tell the one centre that serves your home, under a paper of its own. Ask {one.council.name} "
            "which centre it is.",
            (words.PARTIES,),
        )
    yield Heading("Whom to ask")
    yield words.contacts(one)


def _what(one: Statement) -> Iterable[Block]:
    yield Heading("What is passed on")
    yield Paragraph("These details and no others:")
    yield words.items_table(one)
    yield Paragraph(NEVER)
    yield Heading("Who is left out")
    yield stated(one, "exclusions")


def _why(one: Statement) -> Iterable[Block]:
    yield Heading("Why, and by which law")
    yield stated(one, "purpose", "What it is for")
    yield stated(one, "lawful_basis", "The legal basis that the organisations name")
    yield stated(one, "giver_gateway", f"The law by which {one.giver.name} passes them on")
    yield stated(one, "taker_gateway", f"The law by which {words.takers(one)} receives them")
    yield stated(one, "special_category", "For details about health, the condition that they name")
    yield Heading("When you may hear from the centre")
    visit = ", or once your health visitor has been" if one.terms.visit_opens else ""
    yield Paragraph(
        f"Not before day {one.terms.earliest_contact_day} after the birth{visit}.",
        words.labels("earliest_contact_day", "visit_opens"),
    )
    if one.hop is Hop.COUNCIL_TO_CENTRE:
        yield stated(one, "first_contact", "How the centre gets in touch by itself")
    yield Paragraph(f"Who tells you of this: {words.informer(one)}", words.labels("informed_by"))
    yield stated(one, "informed_how", "How you are told")


def _how_long(one: Statement) -> Iterable[Block]:
    yield Heading("How your details are kept, and for how long")
    yield stated(one, "security")
    kept = one.terms.retention_months
    yield Paragraph(
        f"If no centre reaches you, your details are kept until {kept} {'month' if kept == 1 else 'months'} after the birth.",
        words.labels("retention_months"),
    )
    yield stated(one, "retention", "Otherwise")


def _rights(one: Statement) -> Iterable[Block]:
    yield Heading("You can say no")
    yield stated(one, "objections")
    yield Paragraph(STOPS)
    yield Paragraph(NO_HARM)
    yield Heading("What else you can ask for")
    yield Paragraph(
        f"You can ask {one.giver.name} or {words.takers(one)} what is held about you and who was told, to have it put right or "
        "removed, and to limit how it is used.",
        (words.PARTIES,),
    )
    yield Paragraph(f"If you are not content, tell the data protection officer of either. {COMMISSIONER}")
