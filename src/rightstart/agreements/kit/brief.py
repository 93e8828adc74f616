"""Hides how a director is told on one page what he or she is asked to sign; pure."""

from collections.abc import Iterable

from rightstart.agreements.citing import cited
from rightstart.agreements.completing import blank
from rightstart.agreements.fields import LABELS
from rightstart.agreements.kit import words
from rightstart.agreements.kit.words import short, stated
from rightstart.agreements.wording import Statement
from rightstart.engine.paper import Block, Bullets, Heading, Paper, Paragraph


def brief(one: Statement) -> Paper:
    """One page for directors: what flows, why, on which ground, what could go wrong, and what is still open."""
    blocks = (*_what(one), *_ground(one), *_risks(), *_open(one))
    return words.paper(one, f"Brief for directors: {words.kind(one).lower()}", blocks, small=True)


def _what(one: Statement) -> Iterable[Block]:
    yield Paragraph(
        f"Drawn from the entry {one.reference}, version {one.version}. It is no legal advice. Grey marks name what in the entry "
        "a part comes from.",
        (words.REFERENCE,),
    )
    yield Heading("What you are asked to sign")
    yield Paragraph(
        f"{one.giver.name} tells {words.takers(one)} of {words.subject(one)}, so that each is offered a first contact.",
        (words.PARTIES, words.KIND),
    )
    yield short(one, "purpose", "Purpose")
    yield (
        Paragraph(
            f"Details of each family that are passed on: {len(one.terms.items)}, and no others.", words.labels("items")
        )
        if one.terms.items
        else stated(one, "items")
    )
    yield stated(one, "from_on", "First day")
    yield stated(one, "ends_on", "First day without it")
    yield stated(one, "review_on", "Review, after which nothing moves until it has been done")


def _ground(one: Statement) -> Iterable[Block]:
    yield Heading("On which ground")
    yield short(one, "lawful_basis", "Basis that the parties name")
    yield short(one, "giver_gateway", "Law of who gives")
    yield short(one, "taker_gateway", "Law of who receives")
    names = ("giver_gateway", "taker_gateway", "lawful_basis")
    doubtful = [text for text in cited(*(getattr(one.terms, name) for name in names)) if text.needs_lawyer]
    if doubtful:
        said = (
            f"Of the texts that are cited, {len(doubtful)} should go before a lawyer first: the agreement says which."
        )
        yield Paragraph(said, words.labels(*names))


def _risks() -> Iterable[Block]:
    yield Heading("What could go wrong, and what is done about it")
    yield Bullets(
        (
            "A letter to bereaved parents, or to an address that must not be known: what is unknown is held.",
            "Too much told to too many: a centre gets the listed details of the families it serves, and nothing else.",
            "Paper copies: no system can destroy them. Your people must, and say that they have.",
        )
    )
    yield Paragraph(
        "You can suspend it at any time, and nothing passes from that second. All ten risks stand in the impact assessment."
    )


def _open(one: Statement) -> Iterable[Block]:
    yield Heading("What is still open")
    gaps = [LABELS[name] for name in LABELS if name in blank(one.terms)]
    if gaps:
        yield Paragraph(f"Not filled in yet: {'; '.join(gaps)}. It cannot be signed before.", tuple(gaps))
    else:
        yield Paragraph("Nothing that the entry must say is blank.")
    yield short(one, "dpia_reference", "Impact assessment")
    yield Paragraph("Ask your data protection officer before you sign.")
