"""Hides how a centre's worklist and its families are read: as the centre's own role, and each family through the gate."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, Final, NamedTuple

from rightstart.contact import choosing
from rightstart.contact.choosing import ALL, ANYBODY, Asker, Choice
from rightstart.contact.rules import (
    AttemptOutcome,
    Channel,
    Interpreter,
    Referral,
    Referrer,
    Spoken,
    Trace,
)
from rightstart.contact.sealed import text
from rightstart.contact.shown import (
    PAGE_SIZE,
    Baby,
    Empty,
    FamilyView,
    MadeAttempt,
    Removal,
    WaitingFamily,
    Worklist,
    spoken,
)
from rightstart.engine.bulk import Question, named
from rightstart.engine.isolation import Viewer, ask_as
from rightstart.handover import hand_over
from rightstart.handover.rules import chase
from rightstart.handover.sealed import Handed, read
from rightstart.release import gate
from rightstart.release.rules import Passage
from rightstart.terms import BirthId, FamilyId, london_date

STRICTNESS: Final = tuple(Passage)
# Whether anything ever came here, and whether anybody was ever tried; asked as the centre's own role.
PAST: Final = "SELECT EXISTS (SELECT FROM handover_parcel), EXISTS (SELECT FROM contact_attempt)"


class _Line(NamedTuple):
    """One baby's line as its centre's role reads it, in the order of the queries' columns; then what it says of people."""

    family: FamilyId
    birth: BirthId
    reference: str
    born_on: date | None
    language: str | None
    interpreter: bool | None
    told_on: date | None
    hv_seen_on: date | None
    handed_on: date
    due_on: date
    arrived: bool
    tried: list[list[Any]]
    trace: str | None
    assigned_to: int | None
    covers_for: int | None
    referral: list[str] | None
    said: Handed


def worklist(viewer: Viewer, *, at: datetime, page: int = 1, choice: Choice = ALL, asker: Asker = ANYBODY) -> Worklist:
    """The families that a centre should contact, each let through by the gate at this second; due first, or as is chosen."""
    wanted = choosing.values(asker, today=london_date(at), size=PAGE_SIZE, skip=PAGE_SIZE * (page - 1))
    questions = {
        "due": Question(_with_lines(choosing.chooses(choice)), wanted),
        "removals": Question(named("contact", "removals"), {}),
        "unseen": Question(hand_over.UNSEEN, {"centre": viewer.organisation, "at": at}),
    }
    told = ask_as(viewer, questions)
    families = _by_family(told["due"])
    shown = _shown(families, viewer, at)
    return Worklist(
        families=tuple(one for one in shown if isinstance(one, FamilyView)),
        total=told["due"][0][0] if told["due"] else 0,
        page=page,
        waiting=tuple(one for one in shown if isinstance(one, WaitingFamily)),
        removals=tuple(_removal(*row, today=london_date(at)) for row in told["removals"]),
        unseen=bool(told["unseen"]),
    )


def how_many(viewer: Viewer, choice: Choice, *, at: datetime) -> int:
    """How many families on a centre's list a choice finds; none of them is opened, so the gate is not asked of any."""
    wanted = choosing.values(ANYBODY, today=london_date(at), size=1, skip=0)
    found = ask_as(viewer, {"due": Question(_with_lines(choosing.chooses(choice)), wanted)})["due"]
    return found[0][0] if found else 0


def why_empty(viewer: Viewer) -> Empty:
    """Why a centre whose worklist is empty has nothing to do: by what it was handed and what it tried, whatever became of it."""
    [(handed, tried)] = ask_as(viewer, {"past": Question(PAST, {})})["past"]
    if not handed:
        return Empty.FIRST_USE
    return Empty.ALL_DONE if tried else Empty.NOTHING_OPEN


def family(viewer: Viewer, reference: str, *, at: datetime) -> FamilyView | WaitingFamily | None:
    """One family by the reference of any of its lines; None where this centre has no such family, or the gate is shut."""
    return next(iter(families(viewer, [reference], at=at)), None)


def families(viewer: Viewer, references: Sequence[str], *, at: datetime) -> list[FamilyView | WaitingFamily]:
    """The families that stand on this centre's list under any of these references and that the gate does not hide."""
    return _shown(_by_family(_lines(viewer, "families", {"references": list(references)})), viewer, at)


def _lines(viewer: Viewer, choice: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return ask_as(viewer, {choice: Question(_lines_of(choice), values)})[choice]


def _lines_of(choice: str) -> str:
    return _with_lines(named("contact", choice))


@cache
def _with_lines(chooses: str) -> str:
    """The query for the lines of the families that another one chooses: what is read of a line stands once."""
    return chooses + named("contact", "lines")


def _by_family(rows: Iterable[tuple[Any, ...]]) -> dict[FamilyId, list[_Line]]:
    """The lines of each family, in the order of their coming; the first column counts families and is left out."""
    found: dict[FamilyId, list[_Line]] = defaultdict(list)
    for said, (_, *columns) in read(rows):
        line = _Line._make((*columns, said))
        found[line.family].append(line)
    return found


def _shown(
    families: Mapping[FamilyId, Sequence[_Line]], viewer: Viewer, at: datetime
) -> list[FamilyView | WaitingFamily]:
    """The families that the gate does not hide: by the strictest of its babies' answers, for none is shown in part."""
    births = [line.birth for lines in families.values() for line in lines]
    tried = {one for one, lines in families.items() if lines[0].tried}
    answers = gate.ask(births, centre=viewer.organisation, contacted=tried, at=at)
    found: list[FamilyView | WaitingFamily] = []
    for lines in families.values():
        strictest = max((answers[line.birth] for line in lines), key=_strictness)
        match strictest.passage:
            case Passage.OPEN:
                found.append(_view(lines, strictest))
            case Passage.PAUSED:
                found.append(_waiting(lines, strictest.confirmed_on))
            case Passage.CLOSED:
                pass
    return found


def _strictness(answer: gate.Answer) -> int:
    return STRICTNESS.index(answer.passage)


def _waiting(lines: Sequence[_Line], confirmed_on: date | None) -> WaitingFamily:
    first = lines[0]
    tried, trace = tuple(_attempt(*one) for one in first.tried), _trace(first)
    return WaitingFamily(first.family, first.reference, _addressee(first), _babies(lines), confirmed_on, tried, trace)


def _view(lines: Sequence[_Line], answer: gate.Answer) -> FamilyView:
    first, tried = lines[0], tuple(_attempt(*one) for one in lines[0].tried)
    return FamilyView(
        family=first.family,
        reference=first.reference,
        addressee=_addressee(first),
        babies=_babies(lines),
        address=tuple((first.said.address or "").splitlines()),
        postcode=first.said.postcode or "",
        phone=first.said.phone,
        email=first.said.email,
        spoken=spoken(_as_handed(first), tried),
        told_on=first.told_on,
        hv_seen_on=max((line.hv_seen_on for line in lines if line.hv_seen_on), default=None),
        handed_on=min(line.handed_on for line in lines),
        due_on=min(line.due_on for line in lines),
        arrived=any(line.arrived for line in lines),
        confirmed_on=answer.confirmed_on,
        attempts=tried,
        trace=_trace(first),
        assigned_to=first.assigned_to,
        covers_for=first.covers_for,
        referral=_referral(first),
        first_contact=answer.first_contact,
    )


def _as_handed(line: _Line) -> Spoken:
    needs = {True: Interpreter.NEEDED, False: Interpreter.NOT_NEEDED}
    return Spoken(line.language, None if line.interpreter is None else needs[line.interpreter])


def _trace(line: _Line) -> Trace | None:
    return Trace(line.trace) if line.trace else None


def _referral(line: _Line) -> Referral | None:
    return Referral(Referrer(line.referral[0]), date.fromisoformat(line.referral[1])) if line.referral else None


def _addressee(line: _Line) -> str:
    return line.said.parent_name or "Parent or carer"


def _babies(lines: Sequence[_Line]) -> tuple[Baby, ...]:
    return tuple(Baby(line.said.baby_forename, line.said.baby_surname, line.born_on) for line in lines)


def _attempt(
    channel: str,
    outcome: str,
    made_on: str,
    language: str | None,
    interpreter: str | None,
    key: int | None,
    sealed: str | None,
    before: bool,
) -> MadeAttempt:
    note = text(key, bytes.fromhex(sealed)) if sealed else ""
    spoken = Spoken(language, Interpreter(interpreter) if interpreter else None)
    return MadeAttempt(Channel(channel), AttemptOutcome(outcome), date.fromisoformat(made_on), note, before, spoken)


def _removal(reference: str, handed_on: date, demanded_at: datetime, urgent: bool, *, today: date) -> Removal:
    demanded_on = london_date(demanded_at)
    return Removal(reference, handed_on, demanded_on, chase(demanded_on, today, urgent=urgent))
