"""Hides nothing: what a person can say of an entry of the log, each in codes alone; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from rightstart.breaches.codes import (
    Advice,
    Cause,
    Consequence,
    Kind,
    Late,
    Measure,
    NotBreach,
    NotNotified,
    NotTold,
    Risk,
    Way,
)
from rightstart.breaches.rules import Act


@dataclass(frozen=True, slots=True)
class TakeUp:
    """Somebody looks into it."""


@dataclass(frozen=True, slots=True)
class Find:
    """It is a breach; said again, it is assessed anew."""

    kinds: tuple[Kind, ...]
    cause: Cause
    risk: Risk
    consequences: tuple[Consequence, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Clear:
    """It is none, or none of this council's."""

    reason: NotBreach


@dataclass(frozen=True, slots=True)
class Advised:
    """The data protection officer has advised."""

    advice: Advice


@dataclass(frozen=True, slots=True)
class Notify:
    """The regulator has been told; again: more of it."""

    late: Late | None = None


@dataclass(frozen=True, slots=True)
class NotNotify:
    reason: NotNotified


@dataclass(frozen=True, slots=True)
class Tell:
    """The people have been told."""

    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class NotTell:
    reason: NotTold


@dataclass(frozen=True, slots=True)
class Close:
    """Nothing is left to do."""


Said: TypeAlias = TakeUp | Find | Clear | Advised | Notify | NotNotify | Tell | NotTell | Close
ACTS: Final[Mapping[type, Act]] = {
    TakeUp: Act.TAKE_UP,
    Find: Act.FIND,
    Clear: Act.CLEAR,
    Notify: Act.NOTIFY,
    NotNotify: Act.NOT_NOTIFY,
    Tell: Act.TELL,
    NotTell: Act.NOT_TELL,
    Close: Act.CLOSE,
}


def codes_of(said: Said) -> dict[str, Any]:
    """What was said, in codes: a word each, or a list of them; what was left out is not there."""
    told = {name: getattr(said, name) for name in getattr(said, "__slots__", ())}
    return {
        name: [one.value for one in value] if isinstance(value, tuple) else value.value
        for name, value in told.items()
        if value is not None
    }
