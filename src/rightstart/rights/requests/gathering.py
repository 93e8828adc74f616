"""Hides how all that is held of one family is gathered, each thing with what bears on whether it may be given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from rightstart.contact.letters.rules import Answer
from rightstart.contact.rules import AttemptOutcome, Channel, Referrer
from rightstart.contact.sealed import text
from rightstart.engine.bulk import Row, ask, named
from rightstart.intake.keys import name_key
from rightstart.intake.sealed import Private, read
from rightstart.listings.rules import ListingKind
from rightstart.release.rules import OutcomeKind
from rightstart.rights.requests.redaction import Part, Thing, Whose, whose_details
from rightstart.rights.requests.rules import Asker
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import BirthId, london_date

_PLAIN: Final = (
    *("born_on", "birth_order", "births_in_confinement", "hv_seen_on", "told_on", "language", "interpreter"),
)
_OF_PART: Final = dict.fromkeys(("address", "postcode", "uprn", "phone", "email"), Part.HOME) | {
    "parent_name": Part.PARENT
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What one notice said of one baby, by the names of its fields."""

    baby: str
    by: str
    received_on: date
    as_at: datetime
    said: dict[str, str]


@dataclass(frozen=True, slots=True)
class Decided:
    """Whether the council was to tell a centre of a baby on a day; `own_no`: not, because the family had said no."""

    baby: str
    on: date
    told_to: str | None
    own_no: bool


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    centre: str
    printed_on: date
    posted_on: date | None
    stopped: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """One try to reach the family. `note`: a worker's words; `language`, `interpreter`: what the family said of them."""

    number: int
    centre: str
    channel: Channel
    outcome: AttemptOutcome
    made_on: date
    language: str | None
    interpreter: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Came:
    """The family joined a centre, or came to it, on a day; `kind`: of the service, where it was said."""

    centre: str
    on: date
    joined: bool
    kind: ListingKind | None


@dataclass(frozen=True, slots=True)
class Referred:
    """Somebody asked a centre to see the family."""

    centre: str
    by_whom: Referrer
    on: date


@dataclass(frozen=True, slots=True)
class Stated:
    """A safeguard fact, since when; only a no of the family's own is ever told."""

    kind: MarkerKind
    since: date


def statements(births: Sequence[BirthId]) -> list[tuple[Private, Row]]:
    """What every notice said, oldest first for each baby."""
    return list(read(ask(named("rights", "said"), {"births": list(births)})))


def fields(
    found: Sequence[tuple[Private, Row]], asker: Asker | None, *, hidden_home: bool
) -> Iterator[tuple[Statement, list[tuple[str, str, Thing]]]]:
    """Each notice, still empty, and all its fields: name, value, and what bears on it."""
    newest = _stands_for(max(found, key=lambda one: one[1][3])[0]) if found else None
    for told, (baby, by, received_at, as_at, _, *plain) in found:
        whose = whose_details(asker, named=_stands_for(told), newest=newest)
        values: dict[str, Any] = {name: getattr(told, name) for name in Private.__struct_fields__}
        values |= dict(zip(_PLAIN, plain, strict=True))
        filled = {name: value for name, value in values.items() if value not in (None, "")}
        yield (
            Statement(baby, by, london_date(received_at), as_at, {}),
            [(name, _word(value), _thing(name, whose, hidden_home)) for name, value in filled.items()],
        )


def _stands_for(told: Private) -> str | None:
    """The parent's name however it is written; None where none stands there."""
    return name_key(told.parent_name or "") or None


def _thing(name: str, whose: Whose, hidden_home: bool) -> Thing:
    part = _OF_PART.get(name, Part.BABY)
    return Thing(part, Whose.OWN if part is Part.BABY else whose, hidden_home=hidden_home and part is Part.HOME)


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("\n", ", ")


def decisions(births: Sequence[BirthId]) -> Iterator[tuple[Decided, Thing]]:
    """Each decision: where a baby's details could go, or that they were not passed on."""
    for baby, on, outcome, marked, reason, recipient in ask(named("rights", "decided"), {"births": list(births)}):
        own = marked and reason == MarkerKind.OBJECTION
        told_to = recipient if outcome == OutcomeKind.DISCLOSE else None
        marker = MarkerKind.OBJECTION if own else None
        yield Decided(baby, on, told_to, own), Thing(Part.DECISION, marker=marker, marked=marked)


def letters(birth: BirthId) -> list[PrintedLetter]:
    rows = ask(named("rights", "letters"), {"birth": birth})
    return [_letter(*row) for row in rows]


def _letter(
    centre: str, printed_at: datetime, posted_at: datetime | None, withdrawn_at: datetime | None, answer: str | None
) -> PrintedLetter:
    posted_on = london_date(posted_at) if posted_at else None
    delivered = answer == Answer.DELIVERED
    return PrintedLetter(centre, london_date(printed_at), posted_on, withdrawn_at is not None and not delivered)


def tried(birth: BirthId) -> list[Tried]:
    """What was tried, with every word that a worker wrote about it."""
    rows = ask(named("rights", "tried"), {"birth": birth})
    return [
        Tried(
            number,
            centre,
            Channel(how),
            AttemptOutcome(what),
            on,
            language,
            interpreter,
            text(key, note) if note else "",
        )
        for number, centre, how, what, on, language, interpreter, key, note in rows
    ]


def joined(birth: BirthId) -> list[Came]:
    """That the family joined, and when it came."""
    return [
        Came(centre, on, joined, ListingKind(kind) if kind else None)
        for centre, on, joined, kind in ask(named("rights", "joined"), {"birth": birth})
    ]


def referred(birth: BirthId) -> list[Referred]:
    return [
        Referred(centre, Referrer(by_whom), on)
        for centre, by_whom, on in ask(named("rights", "referred"), {"birth": birth})
    ]


def stated(births: Sequence[BirthId]) -> list[Stated]:
    rows = ask(named("rights", "stated"), {"births": list(births)})
    return [Stated(MarkerKind(kind), since) for kind, since in rows]
