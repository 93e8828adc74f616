"""Hides how one version is laid out: between whom, all that it says in order, who has put a name to it, and what was said."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rightstart.agreements.fields import LABELS, in_words
from rightstart.agreements.reviewing import Happened, Happening, Review, Said
from rightstart.agreements.wording import Contact
from rightstart.directory.people import OrganisationRow
from rightstart.directory.posts import signing_roles
from rightstart.directory.rules import RoleKind
from rightstart.intake.contract import Attestation
from rightstart.terms import london_date
from rightstart.web.agreements.flow_sheets import law_lines
from rightstart.web.agreements.sheets import COLOURS
from rightstart.web.agreements.signing_sentences import ADVICE_TAGS, HAPPENINGS, MANNERS
from rightstart.web.components import Cell, Colour, Column, Link, SummaryRow, Table, Tag
from rightstart.web.days import day, moment, short_day
from rightstart.web.sentences import ATTESTATIONS, INSTRUMENTS, ITEMS, MISSING, OFFICES, STATES, SUSPENSIONS

BLANK = Tag("Still empty", Colour.ORANGE)
CITES = frozenset({"giver_gateway", "taker_gateway", "lawful_basis", "special_category", "dpa_condition"})


def heading(one: Review) -> str:
    return f"{INSTRUMENTS[one.statement.kind]} {one.reference}"


def state_tag(one: Review) -> Tag:
    return Tag(STATES[one.state], COLOURS[one.state])


def between(one: Review) -> str:
    return f"from {one.statement.giver.name} to {', '.join(taker.name for taker in one.statement.takers)}"


# -- what it says ------------------------------------------------------------------------------------------------------


def sentence(words: str) -> str:
    """With a capital where it begins, and every name as it is written."""
    return words[:1].upper() + words[1:]


def said_rows(one: Review) -> list[SummaryRow]:
    """Everything that the version says, in the order of its fields; and by name what it must say and leaves out."""
    return [row for name in LABELS if (row := _said(one, name))]


def _said(one: Review, name: str) -> SummaryRow | None:
    label = sentence(LABELS[name])
    if name in one.blank:
        return SummaryRow(label, [], tag=BLANK)
    words = _words(one, name)
    if not words:
        return None
    limits = law_lines(words[0]) if name in CITES else []
    return SummaryRow(label, [*words, *limits])


def _words(one: Review, name: str) -> list[str]:
    value = getattr(one.statement.terms, name)
    if name == "attests":
        return [f"{ATTESTATIONS[Attestation(code)]}." for code in sorted(value)]
    if name == "contacts":
        return [_contact(one, contact) for contact in value]
    if name == "items":
        return [sentence(", ".join(words for item, words in ITEMS.items() if item in value))] if value else []
    return sentence(words).splitlines() if (words := in_words(name, value)) else []


def _contact(one: Review, contact: Contact) -> str:
    """The office with its party's name; the entry itself knows parties by code."""
    name = next((party.name for party in one.parties if party.code == contact.party), contact.party)
    return sentence(f"{OFFICES[contact.role]} of {name}: {', '.join(filter(None, (contact.email, contact.telephone)))}")


def blank_words(one: Review) -> str:
    return "; ".join(LABELS[name] for name in one.blank)


# -- who has put a name to it, and who has still to ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody whose turn it is, or comes: a party, which of its offices, and to do what."""

    party: str
    office: str
    what: str


def turns(one: Review) -> list[Turn]:
    """Everybody who has still to put a name to it, in the order in which they can."""
    guardian = OFFICES[RoleKind.CALDICOTT_GUARDIAN]
    found = [Turn(party.name, guardian, "to approve before it signs") for party in one.unapproved]
    return found + [Turn(party.name, signers(party), "to sign") for party in one.waits_for]


def signers(party: OrganisationRow) -> str:
    """By which of its roles a party signs, in words."""
    return " or ".join(OFFICES[role] for role in signing_roles(party.kind))


def happened_table(one: Review) -> Table | None:
    if not one.happened:
        return None
    columns = [Column("What"), Column("Who"), Column("When"), Column("How")]
    return Table("What was done", columns, [_line(each) for each in one.happened], caption_hidden=True)


def _line(one: Happened) -> list[Cell]:
    role = f"as {OFFICES[one.role]}" if one.role else ""
    when = short_day(one.on) if one.what is Happening.ENDED else moment(one.at)
    later = one.what is Happening.SIGNED and one.on != london_date(one.at)
    note = f"signed {day(one.on)}" if later else SUSPENSIONS[one.reason] if one.reason else ""
    return [
        Cell(HAPPENINGS[one.what], note="" if later else note),
        Cell(one.party.name, note=role),
        Cell(when, note=note if later else ""),
        Cell(sentence(MANNERS[one.manner])),
    ]


# -- what was said -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """One comment or advice as a page shows it."""

    who: str
    when: str
    tag: Tag | None
    lines: Sequence[str]


def advice(one: Review) -> list[Word]:
    return [_word(each) for each in one.said if each.advice]


def comments(one: Review) -> list[Word]:
    return [_word(each) for each in one.said if not each.advice]


def _word(one: Said) -> Word:
    office = f", {OFFICES[RoleKind.DATA_PROTECTION_OFFICER]}" if one.advice else ""
    tag = ADVICE_TAGS[one.advice] if one.advice else None
    return Word(f"{one.party.name}{office}", f"{moment(one.at)}, {MANNERS[one.manner]}", tag, one.words.splitlines())


# -- its versions, and why nothing moves -----------------------------------------------------------------------------------


def version_table(one: Review, address: Callable[[int], str] | None = None) -> Table | None:
    """Every version with its state; `address`: of the page of one, for whoever may open others."""
    if len(one.versions) < 2:
        return None
    rows = []
    for each in one.versions:
        name = f"Version {each.version}"
        note = "this one" if each.version == one.version else ""
        leads = address is not None and each.version != one.version
        first = Cell(link=Link(name, address(each.version))) if address and leads else Cell(name, note=note)
        tag = Tag(STATES[each.state], COLOURS[each.state])
        rows.append([first, Cell(tag=tag), Cell(short_day(each.from_on))])
    return Table("Versions", [Column("Version"), Column("State"), Column("From")], rows, caption_hidden=True)


def why_nothing(one: Review) -> str:
    """Why nothing moves under this version; empty where something may."""
    return MISSING[one.lacks] if one.lacks else ""


def told(one: Review) -> Iterator[tuple[str, object]]:
    """What both the page of a party and the page behind a link show of a version."""
    yield from {
        "review": one,
        "heading": heading(one),
        "between": between(one),
        "tag": state_tag(one),
        "why_nothing": why_nothing(one),
        "blank": blank_words(one),
        "rows": said_rows(one),
        "turns": turns(one),
        "happened": happened_table(one),
        "advice": advice(one),
        "comments": comments(one),
    }.items()
