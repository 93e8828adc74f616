"""Hides how the draft of a notice to the regulator (UK GDPR Art 33(3)) and to the people (Art 34(2)) is drawn from an entry.

A draft counts people and names none. What nobody here can know stands in square brackets, for a person to fill in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from rightstart.agreements.fields import ITEMS
from rightstart.breaches.codes import Cause, Opened
from rightstart.breaches.reading import Entry
from rightstart.breaches.rules import Act, due_at
from rightstart.breaches.what import Office, What
from rightstart.breaches.wording import (
    CAUSES,
    CONSEQUENCES,
    DONE,
    DONE_FOR_PEOPLE,
    KINDS,
    MEASURES,
    OPENED,
    RISKS,
    TO_PEOPLE,
    in_words,
)
from rightstart.engine.paper import Block, Bullets, Heading, Paper, Paragraph, Table
from rightstart.engine.pdf import paper_pdf
from rightstart.engine.word import paper_docx
from rightstart.terms import moment_in_words

COMMISSIONER: Final = "You can complain to the Information Commissioner: ico.org.uk, telephone 0303 123 1113."
NOT_SAID: Final = "[Not assessed yet: assess it in the log first]"


class Notice(StrEnum):
    """To whom."""

    REGULATOR = "regulator"
    PEOPLE = "people"


class Form(StrEnum):
    """What a draft is written as, which is also the ending of its file’s name."""

    PDF = "pdf"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a draft is drawn from."""

    entry: Entry
    what: What
    council: str
    offices: Sequence[Office]
    at: datetime


def written(notice: Notice, form: Form, facts: Facts) -> bytes:
    """One draft in one format."""
    return _WRITTEN[form](PAPERS[notice](facts))


# -- to the regulator --------------------------------------------------------------------------------------------------


def regulator(facts: Facts) -> Paper:
    entry = facts.entry
    blocks = (
        Paragraph("To the Information Commissioner: ico.org.uk/report-a-breach, telephone 0303 123 1113."),
        Paragraph(f"From {facts.council}, controller. {_since(entry)}"),
        *_late(facts),
        Heading("What happened (Art 33(3)(a))"),
        Paragraph(f"{OPENED[entry.opened]}. {_told(entry, 'cause', CAUSES)}."),
        Bullets(_listed(entry, "kinds", KINDS)),
        Paragraph("[In a few lines: when it happened, how it was found, and who has seen what. Name nobody.]"),
        Heading("Whom and what it concerns, about how many (Art 33(3)(a))"),
        *_numbers(facts.what),
        Heading("Whom to ask (Art 33(3)(b))"),
        _offices(facts.offices),
        Heading("What may come of it (Art 33(3)(c))"),
        Paragraph(f"{_told(entry, 'risk', RISKS)}."),
        Bullets(_listed(entry, "consequences", CONSEQUENCES)),
        Heading("What was done, and what will be (Art 33(3)(d))"),
        Bullets(_listed(entry, "measures", MEASURES)),
        *_call_backs(facts.what),
        Paragraph("[What else will be done, by whom and by when.]"),
        Heading("What was decided"),
        Bullets(tuple(_decided(entry)) or ("Nothing is decided yet.",)),
        Paragraph("What is not known yet is told later, without undue delay (Art 33(4))."),
    )
    return _paper(
        facts, "Notice of a personal data breach", "Draft to the regulator. Complete it before it is sent", blocks
    )


def _since(entry: Entry) -> str:
    due = moment_in_words(due_at(entry.aware_at))
    return f"Known since {moment_in_words(entry.aware_at)}; 72 hours end {due}."


def _late(facts: Facts) -> Iterable[Block]:
    told = facts.entry.last(Act.NOTIFY)
    if told is not None and "late" in told.codes:
        yield Paragraph(f"Told later than 72 hours: {_sentence(in_words(Act.NOTIFY, told.codes))} (Art 33(1)).")
    elif told is None and facts.at > facts.entry.due_at:
        yield Paragraph("The 72 hours are over. [Say why it is told late: Art 33(1) demands it.]")


def _numbers(what: What) -> Iterable[Block]:
    rows = (
        [("Rows of other councils’ residents in a file, of which nothing was kept", f"{what.others:,}")]
        if what.others
        else []
    )
    if what.disclosures:
        rows += [
            ("Newborn babies", f"{what.babies:,}"),
            ("Families: one or two parents each", f"{what.families:,}"),
            ("Records that went out", f"{len(what.disclosures):,}"),
            ("Organisations that had them", f"{len(what.centres):,}: {', '.join(what.centres)}"),
        ]
    yield Table(("Who and what", "About how many"), tuple(rows) or (("[Nothing that went out is found]", "[number]"),))
    for one in what.files:
        areas = "; ".join(f"{area}: {number}" for area, number in one.areas.items())
        of = f" Of others’ residents, by council: {areas}." if areas and not one.whole else ""
        yield Paragraph(f"File {one.reference} from {one.supplier}, received {moment_in_words(one.received_at)}.{of}")
    if what.items:
        yield Paragraph("Kinds of details:")
        yield Bullets(tuple(ITEMS[item] for item in what.items))


def _offices(found: Sequence[Office]) -> Block:
    rows = tuple(
        ("Data protection officer" if one.officer else "Information governance lead", one.email, one.telephone)
        for one in found
    )
    missing = (("Data protection officer", "[e-mail]", "[telephone]"),)
    return Table(("Office", "E-mail", "Telephone"), rows or missing)


def _call_backs(what: What) -> Iterable[Block]:
    if what.called_back:
        done = what.called_back - what.unanswered
        yield Paragraph(f"Called back: {what.called_back:,}. Copies confirmed as destroyed: {done:,} of these.")


def _decided(entry: Entry) -> Iterable[str]:
    for one in entry.steps:
        if one.act not in (Act.TAKE_UP, Act.FIND):
            said = in_words(one.act, one.codes)
            yield f"{moment_in_words(one.at)}: {DONE[one.act]}{': ' + _sentence(said) if said else ''}"


# -- to the people -----------------------------------------------------------------------------------------------------


def people(facts: Facts) -> Paper:
    """In clear and plain language; without a greeting, for a person who knows the family finds the right one."""
    entry, what = facts.entry, facts.what
    blocks = (
        Paragraph("[The family’s name, by hand. How you say it depends on whom you speak to: see the list.]"),
        Heading("What happened"),
        Paragraph(f"{facts.council} made a mistake with your family’s details, or somebody did who holds them for it."),
        Paragraph(f"[What happened to this family, in plain words.] {_happened(entry)}"),
        *_went_out(what),
        Heading("What may come of it"),
        Bullets(_listed(entry, "consequences", TO_PEOPLE)),
        Heading("What we have done"),
        Bullets(_listed(entry, "measures", DONE_FOR_PEOPLE)),
        Heading("What you can do"),
        Paragraph(
            "[What helps this family: whom to ring, what to look out for.] You need do nothing if you do not want to."
        ),
        Paragraph("We are sorry. You can tell us that you want no more contact, at any time and without a reason."),
        Heading("Whom to ask"),
        _offices(facts.offices),
        Paragraph(COMMISSIONER),
    )
    marking = "Draft. Said or given by whom the list names; never posted to a family that the list keeps letters from"
    return _paper(facts, "About your family’s details", marking, blocks)


def _happened(entry: Entry) -> str:
    cause = entry.finding.codes["cause"] if entry.finding else None
    if cause == Cause.LATE_WORD or (cause is None and entry.opened is Opened.CALLED_BACK):
        return "We contacted you, or wrote to you, when we should not have."
    return "Your details were seen, sent or lost where they should not have been."


def _went_out(what: What) -> Iterable[Block]:
    if what.items:
        yield Paragraph(f"These details were with {' and '.join(what.centres)}:")
        yield Bullets(tuple(ITEMS[item] for item in what.items))


# -- what both are made of ---------------------------------------------------------------------------------------------


def _listed(entry: Entry, name: str, words: Mapping[Any, str]) -> tuple[str, ...]:
    found = entry.finding
    said = found.codes.get(name, []) if found else []
    return tuple(words[one] for one in said) or (NOT_SAID,)


def _told(entry: Entry, name: str, words: Mapping[Any, str]) -> str:
    found = entry.finding
    return words[found.codes[name]] if found else NOT_SAID


def _sentence(said: Sequence[str]) -> str:
    return "; ".join(said)


def _paper(facts: Facts, title: str, marking: str, blocks: Iterable[Block]) -> Paper:
    drawn = f"Entry {facts.entry.reference} of the log of {facts.council}, drawn {moment_in_words(facts.at)}"
    return Paper(title, marking, drawn, tuple(blocks))


PAPERS: Final[Mapping[str, Callable[[Facts], Paper]]] = {Notice.REGULATOR: regulator, Notice.PEOPLE: people}
_WRITTEN: Final[Mapping[str, Callable[[Paper], bytes]]] = {Form.PDF: paper_pdf, Form.DOCX: paper_docx}
