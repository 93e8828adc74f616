"""Hides how a draft in progress is laid out: how far it is, what it says so far, and what is still open."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from rightstart.agreements import guiding
from rightstart.agreements.fields import ITEMS, LABELS, in_words
from rightstart.agreements.guiding import FIELDS, Question, Trouble
from rightstart.agreements.items import offered
from rightstart.agreements.unfinished import Saved, UnfinishedRow
from rightstart.agreements.wording import Terms
from rightstart.web.components import Cell, Colour, Column, Link, SummaryRow, Table, Tag
from rightstart.web.days import moment
from rightstart.web.drafting.place import Place
from rightstart.web.drafting.sentences import ASKED, NOT_DRAFTED, PARTS, SECTIONS, SUGGESTED, WITHS
from rightstart.web.sentences import ATTESTATIONS, INSTRUMENTS, OFFICES

DONE: Final = Tag("Answered", Colour.GREEN)
TO_DO: Final = Tag("To be answered", Colour.BLUE)
SUGGESTION: Final = Tag("A suggestion waits", Colour.GREY)
STANDS_NOT: Final = Tag("Cannot stand", Colour.RED)
CHECK: Final = "check"


def address(place: Place, question: Question, *, then: str = "") -> str:
    """Where a question is asked; `then`: where one goes after it."""
    page = reverse("draft-question", args=[place.row.key, question.value])
    return f"{page}?{urlencode({'then': then})}" if then else page


def said_by(saved: Saved) -> str:
    """Which role said something last, and when; never whose name."""
    words = OFFICES[saved.role]
    return f"{words[0].upper()}{words[1:]}, {moment(saved.at)}"


def title(row: UnfinishedRow) -> str:
    """What a draft in progress is called."""
    if row.next_of:
        return f"Next version of {row.next_of}"
    return str(row.answers.get(Question.PARTIES, {}).get("reference", "")) or "New agreement"


# -- how far it is -----------------------------------------------------------------------------------------------------


def sections(place: Place) -> list[tuple[str, list[SummaryRow]]]:
    """Every question that applies with how it stands, under a few headings."""
    found = trouble(place)
    return [
        (heading, [_task(place, one, found) for one in several if one in place.asked])
        for heading, several in SECTIONS.items()
        if any(one in place.asked for one in several)
    ]


def trouble(place: Place) -> Trouble | None:
    return guiding.trouble(place.answers, place.own.code, place.on)


def _task(place: Place, question: Question, found: Trouble | None) -> SummaryRow:
    words = "Change" if question in place.answers else "Answer"
    link = Link(words, address(place, question), f" {ASKED[question].short}")
    return SummaryRow(ASKED[question].short, [], [link], tag=_state(place, question, found))


def _state(place: Place, question: Question, found: Trouble | None) -> Tag:
    if found and found.question is question:
        return STANDS_NOT
    if question in place.answers and question not in place.open:
        return DONE
    return SUGGESTION if place.to_start_from(question)[1] else TO_DO


def progress(place: Place) -> str:
    done = sum(one in place.answers and one not in place.open for one in place.asked)
    return f"{done} of {len(place.asked)} questions answered"


def drafts_table(rows: list[UnfinishedRow]) -> Table:
    columns = (Column("Draft"), Column("Changed last"))
    cells = [
        [
            Cell(link=Link(title(row), reverse("draft-tasks", args=[row.key]))),
            Cell(said_by(row.changed)),
        ]
        for row in rows
    ]
    return Table("Drafts that you can go on with", columns, cells)


# -- what it says ------------------------------------------------------------------------------------------------------


def checked(place: Place) -> list[tuple[str, list[SummaryRow]]]:
    """All answers in words, each with the way to change it."""
    said = guiding.terms(place.answers, place.on)
    return [
        (heading, [row for one in several if one in place.asked for row in _rows(place, one, said)])
        for heading, several in SECTIONS.items()
        if any(one in place.asked for one in several)
    ]


def _rows(place: Place, question: Question, said: Terms) -> Iterator[SummaryRow]:
    if question not in place.answers:
        link = Link("Answer", address(place, question, then=CHECK), f" {ASKED[question].short}")
        yield SummaryRow(ASKED[question].short, ["Not answered yet"], [link])
        return
    for name, label, lines in _told(place, question, said):
        link = Link("Change", address(place, question, then=CHECK), f" {label}")
        yield SummaryRow(label, lines, [link], tag=SUGGESTED if _as_suggested(place, question, name) else None)


def _as_suggested(place: Place, question: Question, name: str) -> bool:
    """Whether something stands as the guide suggested it. What a version says was agreed before, and is no suggestion."""
    said, suggestion = place.answers[question].get(name), place.suggested(question).get(name)
    if isinstance(said, list) and isinstance(suggestion, list):
        said, suggestion = sorted(said), sorted(suggestion)
    return not place.next_version and suggestion not in (None, "") and said == suggestion


def _told(place: Place, question: Question, said: Terms) -> Iterator[tuple[str, str, list[str]]]:
    """What one question comes to: each thing by the name that it is kept under, what it is called, and in lines."""
    match question:
        case Question.PART:
            part = guiding.Part(place.answers[question]["part"])
            yield "part", ASKED[question].short, [PARTS[part][0]]
        case Question.WITH:
            found = guiding.partner(place.answers)
            _, kind = guiding.instrument(place.answers) or (None, None)
            yield "partner", ASKED[question].short, [WITHS[found][0], INSTRUMENTS[kind]] if found and kind else [""]
        case Question.PARTIES:
            others = place.answers[question]["others"]
            yield "others", "With", [place.names.get(code, code) for code in others]
            yield "reference", "Reference", [place.answers[question]["reference"]]
        case Question.DAYS:
            yield "from_on", "First day", [in_words("from_on", said.from_on)]
            yield "ends_on", "Last day", [in_words("ends_on", guiding.last_day(said.ends_on))]
            yield "review_on", "Day of review", [in_words("review_on", said.review_on)]
        case _:
            yield from ((name, _label(place, name), _lines(place, name, said)) for name in FIELDS[question])


def _label(place: Place, name: str) -> str:
    """The term's name, with the sides called by theirs."""
    label = LABELS[name].replace("who gives", place.sides[0]).replace("who receives", place.sides[1])
    return label[0].upper() + label[1:]


def _lines(place: Place, name: str, said: Terms) -> list[str]:
    match name:
        case "items":
            return [ITEMS[one][0].upper() + ITEMS[one][1:] for one in offered(to_centre=False) if one in said.items]
        case "attests":
            return [words for one, words in ATTESTATIONS.items() if one.value in said.attests] or ["Nothing"]
        case "contacts":
            known = place.names
            return [
                f"{OFFICES[one.role].capitalize()}, {known.get(one.party, one.party)}: "
                f"{', '.join(filter(None, (one.email, one.telephone)))}"
                for one in said.contacts
            ]
        case "informed_by" if said.informed_by in ("giver", "taker"):
            return [place.sides[said.informed_by == "taker"]]
        case _:
            words = in_words(name, getattr(said, name))
            return (
                (words[0].upper() + words[1:]).splitlines() if words else ["Nobody else" if "operator" in name else ""]
            )


def open_links(place: Place) -> list[Link]:
    """What is still blank, each with the way there."""
    return [Link(ASKED[one].short, address(place, one, then=CHECK)) for one in place.open]


def trouble_link(place: Place) -> Link | None:
    """What cannot stand, with the way there."""
    found = trouble(place)
    return Link(NOT_DRAFTED[found.why], address(place, found.question, then=CHECK)) if found else None
