"""Hides which of a centre's families one page of its worklist shows, and in which order: said in codes, asked in SQL."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final, NamedTuple

from rightstart.contact.rules import ANSWERED, CLOSING, DOUBTED, STOPPING
from rightstart.engine.bulk import named


class Show(StrEnum):
    """Where contact with the families stands that are to be shown."""

    ALL = "all"
    TO_WRITE = "to-write"
    WAITING = "waiting"
    ANSWERED = "answered"
    DOUBTED = "doubted"
    OVERDUE = "overdue"


class Whose(StrEnum):
    """Who takes care of the families that are to be shown; who no longer works at the centre takes care of none."""

    ANYBODYS = "anybodys"
    MINE = "mine"
    COLLEAGUES = "colleagues"
    NOBODYS = "nobodys"


class Order(StrEnum):
    """What comes first."""

    DUE = "due"
    BORN = "born"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody asked a worklist for; nothing of it says anything of a family."""

    show: Show = Show.ALL
    whose: Whose = Whose.ANYBODYS
    order: Order = Order.DUE

    @property
    def narrows(self) -> bool:
        return (self.show, self.whose) != (Show.ALL, Whose.ANYBODYS)


class Asker(NamedTuple):
    """Who asks, and who works at the centre today, by their numbers."""

    me: int | None
    here: Collection[int]


ALL: Final = Choice()
ANYBODY: Final = Asker(None, ())

# Of attempts that two people ended (a stop before the family was handed over again) none counts as an answer or a try.
_TRIED: Final = "SELECT FROM contact_attempt a WHERE a.family_id = l.family_id"
_UNTRIED: Final = f"NOT EXISTS ({_TRIED} AND NOT a.outcome = ANY(%(stopping)s::text[]))"
_SILENT: Final = f"NOT EXISTS ({_TRIED} AND a.outcome = ANY(%(answered)s::text[]))"
_IN_DOUBT: Final = """(
    SELECT coalesce(t.answer, 'asked') = ANY(%(doubted)s::text[])
    FROM contact_retrace t WHERE t.family_id = l.family_id ORDER BY t.id DESC LIMIT 1
) IS TRUE"""
_WRITTEN: Final = """EXISTS (
    SELECT FROM contact_letter t WHERE t.family_id = l.family_id AND t.withdrawn_at IS NULL AND t.posted_at IS NULL
)"""
_SHOWN: Final = {
    Show.ALL: "true",
    Show.TO_WRITE: f"{_UNTRIED} AND NOT {_WRITTEN}",
    Show.WAITING: f"NOT {_UNTRIED} AND {_SILENT} AND NOT {_IN_DOUBT}",
    Show.ANSWERED: f"NOT {_SILENT} AND NOT {_IN_DOUBT}",
    Show.DOUBTED: _IN_DOUBT,
    Show.OVERDUE: "l.due_on < %(today)s::date",
}
_ASSIGNED: Final = "SELECT FROM contact_assignment s WHERE s.family_id = l.family_id AND s.ended_at IS NULL"
_HERE: Final = "s.person_id = ANY(%(here)s::bigint[])"
_WHOSE: Final = {
    Whose.ANYBODYS: "true",
    Whose.MINE: f"EXISTS ({_ASSIGNED} AND s.person_id = %(me)s::bigint)",
    Whose.COLLEAGUES: f"EXISTS ({_ASSIGNED} AND {_HERE} AND s.person_id <> %(me)s::bigint)",
    Whose.NOBODYS: f"NOT EXISTS ({_ASSIGNED} AND {_HERE})",
}
_FIRST: Final = {
    Order.DUE: "min(l.due_on)",
    Order.BORN: "max(l.born_on) DESC NULLS LAST, min(l.due_on)",
    Order.RECEIVED: "min(l.handed_on) DESC, min(l.due_on)",
}


@cache
def chooses(choice: Choice) -> str:
    """The query that chooses one page of families, with just what was asked for in it: each is planned for itself."""
    shown = f"{_SHOWN[choice.show]} AND {_WHOSE[choice.whose]}" if choice.narrows else "true"
    query = named("contact", "due").replace("/* shown */ true", shown)
    return query.replace("/* first */ min(l.due_on)", _FIRST[choice.order])


def values(asker: Asker, *, today: date, size: int, skip: int) -> dict[str, Any]:
    """What `chooses` is to be asked with, whatever was chosen."""
    stages = {"closing": CLOSING, "stopping": STOPPING, "answered": ANSWERED, "doubted": DOUBTED}
    page = {"today": today, "size": size, "skip": skip, "me": asker.me, "here": list(asker.here)}
    return {name: sorted(codes) for name, codes in stages.items()} | page
