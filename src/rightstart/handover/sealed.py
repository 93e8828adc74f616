"""Hides how what was handed over of people is kept: sealed under the key of the notice that it was drawn from, and gone with it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
from django.conf import settings

from rightstart.engine.bulk import Row
from rightstart.engine.sealing import Sealing
from rightstart.intake.sealed import ROOM
from rightstart.notice import Payload


class Handed(msgspec.Struct, frozen=True, array_like=True):
    """Who and where: of what a centre is given those fields that are sealed, None where its agreement does not list them."""

    baby_surname: str | None = None
    baby_forename: str | None = None
    parent_name: str | None = None
    address: str | None = None
    postcode: str | None = None
    phone: str | None = None
    email: str | None = None


PLAIN: Final = tuple(name for name in Payload.__struct_fields__ if name not in Handed.__struct_fields__)
_SEALING: Final = Sealing(Handed, room=ROOM, about="line")


def seal(slots: Sequence[int], payloads: Iterable[Payload]) -> list[bytes | None]:
    """What is sealed of each payload, under the key in its slot; None where that key is destroyed."""
    return seal_again(slots, [handed(one) for one in payloads])


def handed(payload: Payload) -> Handed:
    return Handed(*[getattr(payload, name) for name in Handed.__struct_fields__])


def seal_again(slots: Sequence[int], lines: Sequence[Handed]) -> list[bytes | None]:
    return _SEALING.seal_under(settings.HOME, slots, lines)


def read(rows: Iterable[Row]) -> Iterator[tuple[Handed, Row]]:
    """What some lines say of people, with the rest of each row; the rows end with `key` and `sealed`.

    A line that is erased, or whose key is destroyed, is left out.
    """
    return _SEALING.read(settings.HOME, rows)


def weigh(rows: Iterable[Row]) -> Iterator[tuple[Handed, Row]]:
    """The same, to be compared: nobody is shown it, so it is no sight of a family."""
    return _SEALING.read(settings.HOME, rows, weighed=True)
