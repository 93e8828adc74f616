"""Hides how the log of breaches is shown: the hours that are left, what each entry concerns, and what is to be done next."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.breaches.drafts import Form, Notice
from rightstart.breaches.reading import ConcernRow, Entry, entries
from rightstart.breaches.reading import entry as entry_of
from rightstart.breaches.rules import Act
from rightstart.breaches.telling import ToTell, whom_to_tell
from rightstart.breaches.what import Disclosure, File, What, what
from rightstart.breaches.wording import DONE, OPENED, STATES, WAYS, in_words
from rightstart.directory.people import organisations, people
from rightstart.directory.rules import OrganisationKind, Verb
from rightstart.terms import Actor, ActorKind
from rightstart.web.breaches.sentences import OFFERED, SORTS, STEPS, TAGS
from rightstart.web.components import Cell, Colour, Column, Link, SummaryRow, Table, Tag
from rightstart.web.days import counted, moment
from rightstart.web.seat import Seat, seated
from rightstart.web.sentences import ITEMS

SHOWN: Final = 50  # lines and families on the page: the file has them all
FORMATS: Final = {Form.PDF: "PDF", Form.DOCX: "Word"}
NOTICES: Final = {Notice.REGULATOR: "To the regulator", Notice.PEOPLE: "To the people"}


@require_safe
@seated(Verb.SEE_BREACHES)
def breaches(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A council's whole log: what is open with the hours left, then what is over."""
    found = entries(seat.viewer)
    waits, over = [one for one in found if not one.over], [one for one in found if one.over]
    shown = {
        "open": _log("Open", waits, seat) if waits else None,
        "over": _log("Over", over, seat) if over else None,
        "running": sum(one.running for one in waits),
    }
    return render(request, "breaches/breaches.html", shown)


def _log(caption: str, found: Sequence[Entry], seat: Seat) -> Table:
    columns = [Column(words) for words in ("Entry", "What opened it", "Known since", "Where it stands", "Time left")]
    return Table(caption, columns, [_line(one, seat) for one in found], caption_hidden=True)


def _line(one: Entry, seat: Seat) -> list[Cell]:
    return [
        Cell(link=Link(one.reference, reverse("breach", args=[one.reference]))),
        Cell(OPENED[one.opened]),
        Cell(moment(one.aware_at)),
        Cell(tag=TAGS[one.state]),
        Cell(tag=hours_tag(one, seat)) if one.running else Cell("Decided"),
    ]


def hours_tag(one: Entry, seat: Seat) -> Tag:
    """The hours left until the regulator is told, or by how many they are over."""
    left = one.hours_left(seat.at)
    if left < 0:
        return Tag(f"{counted(-left, 'hour', 'hours')} over", Colour.RED)
    return Tag(f"{counted(left, 'hour', 'hours')} left", Colour.RED if left < 24 else Colour.YELLOW)


@require_safe
@seated(Verb.SEE_BREACHES)
def breach(request: HttpRequest, seat: Seat, reference: str) -> HttpResponse:
    """One entry: its clock, what it concerns, whom, what was done, the drafts, and the next steps."""
    one = entry_of(seat.viewer, reference)
    if one is None:
        return render(request, "404.html", status=404)
    found = what(seat.viewer, reference)
    told = whom_to_tell(found.disclosures, at=seat.at)
    keeps = seat.allows(Verb.KEEP_BREACHES)
    shown: dict[str, Any] = {
        "one": one,
        "rows": entry_rows(one, found),
        "clock": hours_tag(one, seat) if one.running else None,
        "due": moment(one.due_at),
        "steps": steps_table(one, _who(seat)),
        "files": files_table(found.files, seat) if found.files else None,
        "lines": lines_table(found.disclosures[:SHOWN]) if found.disclosures else None,
        "total": len(found.disclosures),
        "families": families_table(told[:SHOWN]) if told else None,
        "more": len(found.disclosures) > SHOWN or len(told) > SHOWN,
        "others": found.others,
        "drafts": _drafts(reference) if one.finding and not one.over else [],
        "next": [(STEPS[act].title, reverse("breach-step", args=[reference, act])) for act in OFFERED[one.state]]
        if keeps
        else [],
        "widens": keeps and one.last(Act.CLOSE) is None,
        "back": reverse("breaches"),
    }
    return render(request, "breaches/breach.html", shown)


def entry_rows(one: Entry, found: What) -> list[SummaryRow]:
    rows = [
        SummaryRow("Where it stands", [STATES[one.state]]),
        SummaryRow("What opened it", [OPENED[one.opened]]),
        SummaryRow("Known since", [moment(one.aware_at)]),
        SummaryRow("What it concerns", [about(each) for each in one.concerns]),
    ]
    if found.disclosures:
        rows.append(
            SummaryRow(
                "Whom", [f"{counted(found.families, 'family', 'families')}: {counted(found.babies, 'baby', 'babies')}"]
            )
        )
        rows.append(SummaryRow("Who had it", list(found.centres)))
        rows.append(SummaryRow("Which details", [ITEMS[item] for item in found.items]))
        rows.append(SummaryRow("Call-backs", [_answered(found)]))
    if found.others:
        rows.append(SummaryRow("Others’ residents", [counted(found.others, "row of a file", "rows of files")]))
    return rows


def _answered(found: What) -> str:
    if not found.called_back:
        return "Nothing was called back"
    return f"{found.called_back:,}, of which {found.unanswered:,} not answered yet"


def about(one: ConcernRow) -> str:
    if one.centre and one.from_at and one.until_at:
        return f"What {one.centre} was sent from {moment(one.from_at)} to {moment(one.until_at)}"
    return SORTS[one.sort]


def _who(seat: Seat) -> Mapping[str, str]:
    """The names of those who work at this council, by how they stand in the log."""
    return {str(Actor.person(one.id)): one.name for one in people(organisation=seat.organisation)}


def steps_table(one: Entry, who: Mapping[str, str]) -> Table:
    """From its opening on: when, what, as what, and by whom."""
    rows = [[Cell(moment(one.opened_at)), Cell("Written down"), Cell(OPENED[one.opened]), _by(one.opened_by, who)]]
    rows += [
        [
            Cell(moment(step.at)),
            Cell(DONE[step.act]),
            Cell("; ".join(in_words(step.act, step.codes))),
            _by(step.by, who),
        ]
        for step in one.steps
    ]
    return Table("What was done", [Column(words) for words in ("When", "What", "As", "By")], rows, caption_hidden=True)


def _by(actor: str, who: Mapping[str, str]) -> Cell:
    by_command = actor.startswith(f"{ActorKind.JOB}:cli:")
    return Cell(who.get(actor, "The command line" if by_command else "By itself"))


def files_table(files: Sequence[File], seat: Seat) -> Table:
    opens = seat.allows(Verb.SEE_RECEIPTS)
    names = {one.code: one.name for one in organisations(OrganisationKind.COUNCIL)}
    columns = [
        Column("File"),
        Column("From"),
        Column("Received"),
        Column("Rows of others’ residents"),
    ]
    rows = [
        [
            Cell(link=Link(one.reference, reverse("receipt", args=[one.reference]))) if opens else Cell(one.reference),
            Cell(one.supplier),
            Cell(moment(one.received_at)),
            Cell(
                f"{one.others:,}",
                note=", ".join(f"{names.get(area, area)}: {number}" for area, number in one.areas.items()),
            ),
        ]
        for one in files
    ]
    return Table("Files", columns, rows, caption_hidden=True)


def lines_table(lines: Sequence[Disclosure]) -> Table:
    columns = [Column(words) for words in ("Birth", "To", "Sent", "Under", "Proof", "Called back")]
    return Table("What went out", columns, [_disclosure(one) for one in lines], caption_hidden=True)


def _disclosure(one: Disclosure) -> list[Cell]:
    back = Cell(moment(one.called_back_at), note=_destroyed(one)) if one.called_back_at else Cell("No")
    return [
        Cell(one.birth),
        Cell(one.centre, note=f"as {one.reference}"),
        Cell(moment(one.sent_at), note="seen there" if one.seen_at else "not seen there yet"),
        Cell(f"{one.agreement}, version {one.version}"),
        Cell(f"Entry {one.entry}" if one.entry is not None else "Sealed within a minute"),
        back,
    ]


def _destroyed(one: Disclosure) -> str:
    return f"copies destroyed {moment(one.destroyed_at)}" if one.destroyed_at else "not answered yet"


def families_table(found: Sequence[ToTell]) -> Table:
    columns = [Column(words) for words in ("Birth", "Had by", "Who tells the family")]
    rows = [
        [Cell(", ".join(one.births)), Cell(one.centre, note=f"as {one.reference}"), Cell(WAYS[one.way])]
        for one in found
    ]
    return Table("Families", columns, rows, caption_hidden=True)


def _drafts(reference: str) -> list[tuple[str, list[Link]]]:
    return [
        (
            words,
            [
                Link(name, reverse("breach-draft", args=[reference, notice, form]), f": {words}")
                for form, name in FORMATS.items()
            ],
        )
        for notice, words in NOTICES.items()
    ]
