"""Hides how the council writes to the other party of an agreement, on one page; pure."""

from collections.abc import Iterable
from typing import Final

from rightstart.agreements.completing import blank
from rightstart.agreements.fields import LABELS
from rightstart.agreements.kit import words
from rightstart.agreements.kit.words import short, stated
from rightstart.agreements.rules import InstrumentKind
from rightstart.agreements.wording import Statement
from rightstart.engine.paper import Block, Heading, Paper, Paragraph

ASKED: Final = (
    "Read the agreement and the impact assessment, and tell us what you would have otherwise.",
    "Name your own task and the law that you act by. Each side answers for its own.",
    "If you decide not to share, tell us why, and what would change that. We keep it beside the agreement.",
)
INSTRUCTED: Final = (
    "Read the instruction and the impact assessment. Ask us before you begin, where anything is not clear.",
    "Tell us who will work with the details, so that each has a role and nobody else has.",
)


def letter(one: Statement) -> Paper:
    """What goes with the papers: what is proposed, what is asked of the other party, and whom to turn to."""
    title = f"Letter to {words.many(words.others(one))}"
    return words.paper(one, title, (*_opening(one), *_proposal(one), *_asked(one), *_closing(one)), small=True)


def _opening(one: Statement) -> Iterable[Block]:
    yield Paragraph(f"From {one.council.name}\nTo {words.many(words.others(one))}", (words.PARTIES,))
    yield Paragraph("Dear colleagues,")
    yield Paragraph(
        f"We send you the papers of {one.reference}, version {one.version} ({words.kind(one).lower()}), drawn from its entry in "
        "our register, and ask you to look at them with your data protection officer. They are no legal advice.",
        (words.REFERENCE, words.KIND),
    )


def _proposal(one: Statement) -> Iterable[Block]:
    yield Heading("What it is about")
    yield Paragraph(f"{one.giver.name} would tell {words.takers(one)} of {words.subject(one)}.", (words.PARTIES,))
    yield short(one, "purpose", "Purpose")
    yield (
        Paragraph(
            f"Details of each family: {len(one.terms.items)}, and no others. Each is listed with its reason.",
            words.labels("items"),
        )
        if one.terms.items
        else stated(one, "items")
    )
    yield stated(one, "from_on", "From")
    yield stated(one, "review_on", "Review by")


def _asked(one: Statement) -> Iterable[Block]:
    yield Heading("What we ask of you")
    yield from map(Paragraph, INSTRUCTED if one.kind is InstrumentKind.INTERNAL_INSTRUCTION else ASKED)
    gaps = [LABELS[name] for name in LABELS if name in blank(one.terms)]
    if gaps:
        yield Paragraph(f"Not filled in yet: {'; '.join(gaps)}. Help us to fill it in.", tuple(gaps))


def _closing(one: Statement) -> Iterable[Block]:
    yield Heading("Whom to turn to")
    yield words.first_contacts(one)
    yield Paragraph(f"Yours sincerely,\n{one.council.name}", (words.PARTIES,))
    yield Paragraph("Name, office and date: by hand, on the letter that is sent.")
