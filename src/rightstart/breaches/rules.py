"""What may follow what in the log of breaches, by when the regulator is told, and which risk demands what; pure.

Source: UK GDPR Art 4(12), 33, 34.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from rightstart.breaches.codes import NotTold, Risk

HOURS: Final = 72  # Art 33(1): by the clock, nights and weekends too
WITHIN: Final = timedelta(hours=HOURS)
TOLD_AFTER: Final = (24, 48, HOURS)  # hours, at which people are told that it runs
CLOCK: Final = timedelta(hours=1)


class State(StrEnum):
    """Where an entry of the log stands: derived from what was done, never stored."""

    CANDIDATE = "candidate"
    ASSESSING = "assessing"
    NOT_BREACH = "not-breach"
    BREACH = "breach"
    TOLD_FIRST = "told-first"
    NOTIFIED = "notified"
    NOT_NOTIFIABLE = "not-notifiable"
    PEOPLE_TOLD = "people-told"
    PEOPLE_NOT_TOLD = "people-not-told"
    CLOSED = "closed"


class Act(StrEnum):
    """What a person does; nothing comes by itself."""

    TAKE_UP = "take-up"
    FIND = "find"
    CLEAR = "clear"
    NOTIFY = "notify"
    NOT_NOTIFY = "not-notify"
    TELL = "tell"
    NOT_TELL = "not-tell"
    CLOSE = "close"


class Hindrance(StrEnum):
    """Why an act is not possible, or not yet."""

    NOT_FOUND_YET = "not-found-yet"
    NO_BREACH = "no-breach"
    DONE = "done"
    REGULATOR_OPEN = "regulator-open"
    PEOPLE_OPEN = "people-open"
    CLOSED = "closed"
    MUST_NOTIFY = "must-notify"
    MUST_TELL = "must-tell"
    WHY_LATE = "why-late"


Leads: TypeAlias = Mapping[Act, State | Hindrance]


def _acts(otherwise: Hindrance, leads: Leads) -> Leads:
    return {act: leads.get(act, otherwise) for act in Act}


_S, _A, _H = State, Act, Hindrance
_BEGUN: Final[dict[Act, State | Hindrance]] = {_A.FIND: _S.BREACH, _A.CLEAR: _S.NOT_BREACH}
# Each act in each state: where it leads, or why it cannot be. The regulator may be told more at any time (Art 33(4)), and people
# before it. A decision not to tell it falls with a new finding; anything graver that is learnt later is an entry of its own.
LEADS: Final[Mapping[State, Leads]] = {
    _S.CANDIDATE: _acts(_H.NOT_FOUND_YET, {**_BEGUN, _A.TAKE_UP: _S.ASSESSING}),
    _S.ASSESSING: _acts(_H.NOT_FOUND_YET, {**_BEGUN, _A.TAKE_UP: _H.DONE}),
    _S.NOT_BREACH: _acts(_H.NO_BREACH, {_A.TAKE_UP: _H.DONE, _A.FIND: _S.BREACH, _A.CLEAR: _H.DONE}),
    _S.BREACH: _acts(
        _H.REGULATOR_OPEN,
        {
            **_BEGUN,
            _A.TAKE_UP: _H.DONE,
            _A.NOTIFY: _S.NOTIFIED,
            _A.NOT_NOTIFY: _S.NOT_NOTIFIABLE,
            _A.TELL: _S.TOLD_FIRST,
        },
    ),
    _S.TOLD_FIRST: _acts(
        _H.DONE,
        {
            _A.FIND: _S.TOLD_FIRST,
            _A.NOTIFY: _S.PEOPLE_TOLD,
            _A.NOT_NOTIFY: _S.PEOPLE_TOLD,
            _A.TELL: _S.TOLD_FIRST,
            _A.CLOSE: _H.REGULATOR_OPEN,
        },
    ),
    _S.NOTIFIED: _acts(
        _H.DONE,
        {
            _A.FIND: _S.NOTIFIED,
            _A.NOTIFY: _S.NOTIFIED,
            _A.TELL: _S.PEOPLE_TOLD,
            _A.NOT_TELL: _S.PEOPLE_NOT_TOLD,
            _A.CLOSE: _H.PEOPLE_OPEN,
        },
    ),
    _S.NOT_NOTIFIABLE: _acts(
        _H.DONE,
        {
            **_BEGUN,
            _A.NOTIFY: _S.NOTIFIED,
            _A.TELL: _S.PEOPLE_TOLD,
            _A.NOT_TELL: _S.PEOPLE_NOT_TOLD,
            _A.CLOSE: _H.PEOPLE_OPEN,
        },
    ),
    _S.PEOPLE_TOLD: _acts(_H.DONE, {_A.NOTIFY: _S.PEOPLE_TOLD, _A.TELL: _S.PEOPLE_TOLD, _A.CLOSE: _S.CLOSED}),
    _S.PEOPLE_NOT_TOLD: _acts(_H.DONE, {_A.NOTIFY: _S.PEOPLE_NOT_TOLD, _A.TELL: _S.PEOPLE_TOLD, _A.CLOSE: _S.CLOSED}),
    _S.CLOSED: _acts(_H.CLOSED, {}),
}
OVER: Final = frozenset({State.NOT_BREACH, State.CLOSED})
# Whether the regulator is told is not decided, so that the 72 hours run.
RUNNING: Final = frozenset({State.CANDIDATE, State.ASSESSING, State.BREACH, State.TOLD_FIRST})


@dataclass(frozen=True, slots=True)
class Done:
    """One act as it bears on what may follow: of a finding the risk, of anything else none."""

    act: Act
    risk: Risk | None = None


def state(done: Iterable[Done]) -> State:
    """Where an entry stands by all that was done, in its order. What was not possible changes nothing."""
    stands = State.CANDIDATE
    for one in done:
        leads = LEADS[stands][one.act]
        stands = leads if isinstance(leads, State) else stands
    return stands


def risk(done: Iterable[Done]) -> Risk | None:
    """The risk by the last finding; None before any."""
    found = [one.risk for one in done if one.act is Act.FIND]
    return found[-1] if found else None


def hindrance(
    act: Act,
    done: Iterable[Done],
    *,
    aware_at: datetime,
    at: datetime,
    why_late: bool = False,
    why_not: NotTold | None = None,
    elsewhere: bool = False,
) -> Hindrance | None:
    """Why nobody can do this now; None where somebody can.

    `why_late`: a reason for the delay is given. `why_not`: why people are not told. `elsewhere`: another controller tells the
    regulator, so that this council need not, whatever the risk.
    """
    done = tuple(done)
    leads = LEADS[state(done)][act]
    if isinstance(leads, Hindrance):
        return leads
    stands = risk(done)
    if act is Act.NOTIFY and not why_late and first_and_late(done, aware_at, at):
        return Hindrance.WHY_LATE
    if act is Act.NOT_NOTIFY and stands is not Risk.UNLIKELY and not elsewhere:
        return Hindrance.MUST_NOTIFY
    if act is Act.NOT_TELL and stands is Risk.HIGH and why_not is NotTold.NOT_HIGH:
        return Hindrance.MUST_TELL
    return None


def first_and_late(done: Iterable[Done], aware_at: datetime, at: datetime) -> bool:
    """Whether telling the regulator now would be its first telling, and late."""
    return not any(one.act is Act.NOTIFY for one in done) and at > aware_at + WITHIN


# -- the clock ---------------------------------------------------------------------------------------------------------


def due_at(aware_at: datetime) -> datetime:
    """By when the regulator is told, where it must be."""
    return aware_at + WITHIN


def hours_left(aware_at: datetime, at: datetime) -> int:
    """Whole hours until then, rounded down: never more than there are; below nought once it is over."""
    return (due_at(aware_at) - at) // CLOCK


def mark(aware_at: datetime, at: datetime) -> int | None:
    """The last of the hours at which people are told that has come; None before the first."""
    return max((hours for hours in TOLD_AFTER if at >= aware_at + hours * CLOCK), default=None)
