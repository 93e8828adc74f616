"""Hides how a sheet becomes a tagged PDF or a table: each page and each row says who took it, when, and until when it is kept."""

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from rightstart.contact.rules import POSSIBLE, AttemptOutcome
from rightstart.contact.shown import Baby, FamilyView
from rightstart.engine.exports import csv_bytes, xlsx_bytes
from rightstart.engine.paper import printable
from rightstart.engine.pdf import tagged_pdf
from rightstart.terms import day_in_words, moment_in_words
from rightstart.visits.rules import Form, channel_of
from rightstart.visits.take import Entry, Sheet
from rightstart.visits.wording import CHANNELS, INTERPRETERS, KEEP, MARKING, OUTCOMES, STEPS, TOLD

InWords: TypeAlias = Callable[[str], str]
LATEST: Final = 4  # attempts, the latest last
COLUMNS: Final = (
    *(
        "family_reference",
        "parent_name",
        "children",
        "address",
        "postcode",
        "telephone",
        "email",
        "language",
        "interpreter",
    ),
    *("parents_told", "due_by", "may_be_visited", "tried", "what_came_of_it", "on_day", "note"),
    *("sheet", "taken_by", "taken_at", "destroy_by"),
)


def made(sheet: Sheet, form: Form, *, in_words: InWords) -> bytes:
    """The file of a sheet; it is handed over and kept nowhere. `in_words`: what a language is called, by its tag."""
    match form:
        case Form.PDF:
            return as_pdf(sheet, in_words)
        case Form.CSV:
            return csv_bytes(COLUMNS, rows(sheet, in_words))
        case Form.XLSX:
            return xlsx_bytes(f"Sheet {sheet.reference}", COLUMNS, rows(sheet, in_words))


def as_pdf(sheet: Sheet, in_words: InWords) -> bytes:
    entries = [_told(number, one, in_words) for number, one in enumerate(sheet.entries, 1)]
    told = {
        "title": f"Visit sheet {sheet.reference}",
        "marking": printable(marking(sheet)),
        "watermark": printable(f"{sheet.who} · {sheet.reference}"),
        "keep": KEEP,
        "entries": entries,
    }
    return tagged_pdf("visits", "sheet", told)


def marking(sheet: Sheet) -> str:
    """What stands on each page: who took the sheet, when, by which reference it is known, and until when it may be kept."""
    when = {"at": moment_in_words(sheet.at), "until": moment_in_words(sheet.until_at)}
    return MARKING.format(reference=sheet.reference, who=sheet.who, centre=sheet.centre, **when)


def _told(number: int, entry: Entry, in_words: InWords) -> dict[str, object]:
    one = entry.family
    facts = [(name, value) for name, value in _facts(one, in_words) if value]
    outcomes = POSSIBLE[channel_of(entry.step)]
    return {
        "heading": printable(f"{number}. {one.addressee}"),
        "reference": one.reference,
        "step": STEPS[entry.step],
        "facts": [[name, printable(value)] for name, value in facts],
        "boxes": [OUTCOMES[outcome] for outcome in AttemptOutcome if outcome in outcomes],
    }


def _facts(one: FamilyView, in_words: InWords) -> Iterator[tuple[str, str]]:
    yield "Children", children(one)
    yield "Address", ", ".join((*one.address, one.postcode))
    yield "Telephone", one.phone or ""
    yield "Email", one.email or ""
    yield "Language", ", ".join(filter(None, spoken(one, in_words)))
    yield "Parents were told", told(one)
    yield "Due by", day_in_words(one.due_on)
    yield "Tried", tried(one) or "not yet"


def children(one: FamilyView) -> str:
    return "; ".join(_child(baby) for baby in one.babies)


def _child(baby: Baby) -> str:
    name = " ".join(filter(None, (baby.forename, baby.surname))) or "Baby"
    return f"{name}, born {day_in_words(baby.born_on)}" if baby.born_on else name


def spoken(one: FamilyView, in_words: InWords) -> tuple[str, str]:
    """The language, and whether an interpreter is needed."""
    needs = INTERPRETERS[one.spoken.interpreter] if one.spoken.interpreter else ""
    return in_words(one.spoken.language) if one.spoken.language else "", needs


def told(one: FamilyView) -> str:
    return f"{TOLD}, on {day_in_words(one.told_on)}" if one.told_on else TOLD


def tried(one: FamilyView) -> str:
    """What was tried lately, in short and without anybody's notes."""
    lately = [attempt for attempt in one.attempts if not attempt.ended][-LATEST:]
    return "; ".join(
        f"{CHANNELS[each.channel]}, {day_in_words(each.made_on)}: {OUTCOMES[each.outcome]}" for each in lately
    )


def rows(sheet: Sheet, in_words: InWords) -> Iterator[tuple[str, ...]]:
    mark = (sheet.reference, sheet.who, moment_in_words(sheet.at), moment_in_words(sheet.until_at))
    for entry in sheet.entries:
        one = entry.family
        who = (one.reference, one.addressee, children(one), ", ".join(one.address), one.postcode)
        how = (one.phone or "", one.email or "", *spoken(one, in_words))
        step = STEPS[entry.step]
        yield (*who, *how, told(one), f"{one.due_on:%d/%m/%Y}", step, tried(one), "", "", "", *mark)
