"""Hides how what an entry says becomes parts of a paper, each with the mark of what it was drawn from; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from rightstart.agreements.citing import cited
from rightstart.agreements.completing import blank
from rightstart.agreements.fields import ATTESTED, INSTRUMENTS, ITEMS, LABELS, OFFICES, in_words
from rightstart.agreements.gateways import Gateway
from rightstart.agreements.items import WHY
from rightstart.agreements.rules import InstrumentKind
from rightstart.agreements.wording import Informer, Named, Statement
from rightstart.engine.paper import Block, Bullets, Paper, Paragraph, Table
from rightstart.terms import Item

MARKING: Final = "For review by your data protection officer"
# What papers are drawn from beside the terms.
PARTIES: Final = "parties"
KIND: Final = "kind of agreement"
REFERENCE: Final = "reference and version"
MOST_NAMES: Final = 3  # in a sentence
MOST_OFFICES: Final = 3  # in its table
SHORT: Final = 220  # characters of a long text in a paper of one page
LEFT_BLANK: Final = {
    "giver_operator": "Nobody else is named.",
    "taker_operator": "Nobody else is named.",
    "special_category": "None is named, and none is demanded of the details listed.",
    "dpa_condition": "None is named, and none is demanded of the details listed.",
    "paper": "There is none.",
    "first_contact": "Nothing is said, which means: a letter first; a visit only after a reply or a referral.",
    "attests": "Nothing.",
}


def paper(one: Statement, title: str, blocks: Iterable[Block], *, small: bool = False) -> Paper:
    """A paper of this entry, marked for review."""
    return Paper(title, MARKING, f"{one.reference}, version {one.version}", tuple(blocks), small)


def preface(one: Statement) -> Iterable[Paragraph]:
    """How the paper is to be read."""
    yield Paragraph(
        f"Drawn from the entry {one.reference}, version {one.version}, in the register of agreements. A small grey mark after a "
        "part names what in the entry it comes from; a part without a mark reads the same in every such paper. To change the "
        "paper, change the entry and draw it again. It is no legal advice.",
        (REFERENCE,),
    )
    if one.terms.paper:
        yield Paragraph(
            "This agreement was signed on paper before it was entered here. The signed PDF speaks; this is its entry. The PDF "
            f"is known by its SHA-256: {one.terms.paper}.",
            labels("paper"),
        )


# -- one term ----------------------------------------------------------------------------------------------------------


def labels(*names: str) -> tuple[str, ...]:
    return tuple(LABELS[name] for name in names)


def value(one: Statement, name: str) -> str:
    """What the entry says for one term; where it says nothing, that, with the term's name."""
    said = in_words(name, getattr(one.terms, name)).strip()
    if said:
        return said
    if name in blank(one.terms):
        return missing(name)
    return f"Left to the signed PDF: {LABELS[name]}." if one.terms.paper else LEFT_BLANK.get(name, missing(name))


def missing(name: str) -> str:
    return f"Not filled in yet: {LABELS[name]}."


def stated(one: Statement, name: str, lead: str = "") -> Paragraph:
    """One term as a paragraph, after what leads to it."""
    return Paragraph(f"{lead}: {value(one, name)}" if lead else value(one, name), labels(name))


def short(one: Statement, name: str, lead: str = "") -> Paragraph:
    """The same, cut where it is long, for a paper of one page."""
    said = stated(one, name, lead)
    return Paragraph(cut(said.text, "in full in the agreement"), said.fields)


def cut(text: str, elsewhere: str) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= SHORT else f"{whole[:SHORT].rsplit(' ', 1)[0]} … ({elsewhere})"


# -- parties -----------------------------------------------------------------------------------------------------------


def kind(one: Statement) -> str:
    return INSTRUMENTS[one.kind]


def takers(one: Statement) -> str:
    """Who receives, in a sentence: all of them are listed once, in the agreement."""
    return many(one.takers)


def others(one: Statement) -> tuple[Named, ...]:
    """Whom the council writes to: whoever gives, or those who receive where it gives itself."""
    return one.takers if one.giver == one.council else (one.giver,)


def together(names: list[str]) -> str:
    """Names as they are said: one, two and three."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def informer(one: Statement) -> str:
    """Who tells parents, by name; where it is not said, that."""
    match one.terms.informed_by:
        case Informer.GIVER:
            return one.giver.name
        case Informer.TAKER:
            return takers(one)
        case Informer.BOTH:
            return many((one.giver, *one.takers))
        case _:
            return value(one, "informed_by")


def many(named: Sequence[Named]) -> str:
    """Their names, or of more than a few the first ones and how many more."""
    names = [each.name for each in named]
    few = names if len(names) <= MOST_NAMES else [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} others"]
    return together(few)


def subject(one: Statement) -> str:
    """Whose details these are, as people say it."""
    return (
        "families who move in with a young child"
        if one.kind is InstrumentKind.ARRIVALS_SHARING
        else "families with a new baby"
    )


# -- what is a list ----------------------------------------------------------------------------------------------------


def listed(one: Statement) -> list[Item]:
    return [item for item in Item if item in one.terms.items]


def items_list(one: Statement) -> Block:
    """The details, as parents read them."""
    said = tuple(capital(ITEMS[item]) for item in listed(one))
    return Bullets(said, labels("items")) if said else stated(one, "items")


def items_table(one: Statement) -> Block:
    """The details, each with why it is needed and what happens without it."""
    rows = tuple((capital(ITEMS[item]), WHY[item]) for item in listed(one))
    return (
        Table(("Detail", "Why, and what happens without it"), rows, labels("items")) if rows else stated(one, "items")
    )


def attested(one: Statement) -> Block:
    """What the supplier confirms."""
    said = tuple(f"{ATTESTED.get(code, code)}." for code in sorted(one.terms.attests))
    return Bullets(said, labels("attests")) if said else stated(one, "attests")


def first_contacts(one: Statement) -> Block:
    """The same for a paper of one page: the council's offices first, a few of them."""
    own = sorted(one.terms.contacts, key=lambda each: (each.party != one.council.code, each))
    return contacts(replace(one, terms=replace(one.terms, contacts=tuple(own[:MOST_OFFICES]))))


def contacts(one: Statement) -> Block:
    """The offices to turn to, by role and never by a person's name."""
    names = {named.code: named.name for named in (one.giver, one.council, *one.takers)}
    rows = tuple(
        (
            f"{capital(OFFICES[each.role])}, {names.get(each.party, each.party)}",
            each.email or "–",
            each.telephone or "–",
        )
        for each in one.terms.contacts
    )
    return Table(("Office", "E-mail", "Telephone"), rows, labels("contacts")) if rows else stated(one, "contacts")


def law(one: Statement) -> Iterable[Block]:
    """Each text of the table that either side cites: what it gives, its limit, whether it needs a lawyer, and its source."""
    names = ("giver_gateway", "taker_gateway", "lawful_basis", "special_category", "dpa_condition")
    found = cited(*(getattr(one.terms, name) for name in names))
    if not found:
        yield Paragraph("None of what is cited is in the table of texts that have been read.", labels(*names))
        return
    yield Table(("Text", "What it gives", "Its limit"), tuple(map(_row, found)), labels(*names))
    yield Paragraph("Where each stands:")
    yield Bullets(tuple(f"{text.name}: {text.source}" for text in found), labels(*names))


def _row(text: Gateway) -> tuple[str, str, str]:
    return text.name, text.gives, text.limit + (" Take a lawyer’s advice first." if text.needs_lawyer else "")


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
