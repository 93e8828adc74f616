"""Which families may stand on a visit sheet, for which step, how many, and for how long whoever took it may keep it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from rightstart.contact.rules import Channel

LASTS: Final = timedelta(hours=48)  # one day of visits, whenever it was taken, and the day on which they are entered
MOST: Final = 30  # families on one sheet: more than anybody sees to in that time

KEPT_DAYS: Final = 365  # that somebody took a sheet, once it is destroyed


class Form(StrEnum):
    """What is taken: a paper, or a table for a spreadsheet."""

    PDF = "pdf"
    CSV = "csv"
    XLSX = "xlsx"


class Step(StrEnum):
    """What may be done about a family with nothing but the sheet at hand."""

    VISIT = "visit"
    CALL = "call"


class State(StrEnum):
    """Where a sheet stands: it may be kept, its time is over, or it is destroyed, as a person has said."""

    OUT = "out"
    OVER = "over"
    DESTROYED = "destroyed"


_CHANNELS: Final = {Step.VISIT: Channel.VISIT, Step.CALL: Channel.PHONE}


def step(shut: Collection[Channel]) -> Step | None:
    """What may be tried next with a family that may be contacted: a visit, a call alone, or nothing.

    `shut`: the channels by which nothing may be tried with it now.
    """
    return next((one for one, channel in _CHANNELS.items() if channel not in shut), None)


def channel_of(one: Step) -> Channel:
    return _CHANNELS[one]


def state(until_at: datetime, destroyed_at: datetime | None, at: datetime) -> State:
    if destroyed_at is not None:
        return State.DESTROYED
    return State.OUT if at < until_at else State.OVER
