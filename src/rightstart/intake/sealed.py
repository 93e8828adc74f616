"""Hides how what a notice says of people is kept: sealed under a key of the notice's own, outside the database and its backups."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Final

import msgspec
from django.conf import settings
from msgspec.structs import replace

from rightstart.engine.bulk import Row, ask
from rightstart.engine.sealing import Sealing

ROOM: Final = "notices"  # what is handed over of a notice is sealed under the same key, and goes with it


class Private(msgspec.Struct, frozen=True, array_like=True):
    """Who and where: of a notice's fields those that are sealed. `address`: its lines, parted by line breaks."""

    record_id: str
    baby_surname: str
    address: str
    postcode: str
    baby_forename: str | None = None
    parent_name: str | None = None
    nhs_number: str | None = None
    uprn: str | None = None
    phone: str | None = None
    email: str | None = None


_SEALING: Final = Sealing(Private, room=ROOM, about="notice")


def seal(said: Sequence[Private]) -> tuple[list[int], list[bytes]]:
    """Each under a new key of its own, on the disk already: the slots of the keys, and the sealed bytes."""
    return _SEALING.seal_new(settings.HOME, said)


def remembering() -> AbstractContextManager[None]:
    """For carrying one consignment, whose notices are read by matching, by the suppression of children and by the gate."""
    return _SEALING.remembering()


def read(rows: Iterable[Row]) -> Iterator[tuple[Private, Row]]:
    """What the notices of some rows say of people, with the rest of each row; the rows end with `key` and `sealed`.

    A notice that is erased, or whose key is destroyed, is left out: nothing of it may come back.
    """
    return _SEALING.read(settings.HOME, rows)


def weigh(rows: Iterable[Row]) -> Iterator[tuple[Private, Row]]:
    """The same, to be compared or judged: nobody is shown it, so it is no sight of a family."""
    return _SEALING.read(settings.HOME, rows, weighed=True)


def keeps_any() -> bool:
    """Whether any notice is kept that only its key opens."""
    return bool(ask("SELECT 1 FROM intake_notice WHERE sealed IS NOT NULL LIMIT 1", {}))


WITH_HOME: Final = """
SELECT id, key, key, sealed FROM intake_notice WHERE id = ANY(%(notices)s::bigint[]) AND sealed IS NOT NULL FOR UPDATE
"""
# The hash goes too: were the address ever free again and sent as before, the notice would have to count as something new.
BLANKED: Final = """
UPDATE intake_notice n SET sealed = given.sealed, content_hash = ''::bytea
FROM unnest(%(notices)s::bigint[], %(sealed)s::bytea[]) AS given (notice, sealed) WHERE n.id = given.notice RETURNING 1
"""


def blank_homes(notices: Sequence[int]) -> int:
    """Blank the addresses of these notices, in the caller's transaction; gives how many had one."""
    found = [
        (notice, slot, replace(said, address="", postcode="", uprn=None))
        for said, (notice, slot) in weigh(ask(WITH_HOME, {"notices": list(notices)}))
        if said.address or said.postcode or said.uprn
    ]
    if found:
        told, slots, blanked = (list(column) for column in zip(*found, strict=True))
        ask(BLANKED, {"notices": told, "sealed": _SEALING.seal_under(settings.HOME, slots, blanked)})
    return len(found)
