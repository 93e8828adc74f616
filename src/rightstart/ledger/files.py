"""Hides how a published log's files are read and replaced: whole or not at all."""

import os
import re
import shutil
from pathlib import Path

from rightstart.engine.durably import on_disk_now
from rightstart.ledger.tiles import Read

CHECKPOINT = "checkpoint"
PUBLISHED = re.compile(
    r"checkpoint|cosigned/[0-9a-f]{8}|tile/([0-9]|[1-5][0-9]|6[0-3]|entries)/(x[0-9]{3}/)*[0-9]{3}(\.p/[1-9][0-9]{0,2})?"
)
COSIGNED = "cosigned"
MANY = 256
"""Above so many files, one flush of the whole disk is quicker than one for each."""


def is_published(path: str) -> bool:
    """Is this the path of a published file? Nothing else below the directory is given to anybody."""
    return bool(PUBLISHED.fullmatch(path))


def reader(directory: Path) -> Read:
    """Reads files of the log in this directory."""

    def read(path: str) -> bytes | None:
        try:
            return (directory / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    return read


def published_note(read: Read) -> str | None:
    """The signed checkpoint as published; none before the first. What is not UTF-8 can't be read as one either way."""
    found = read(CHECKPOINT)
    return None if found is None else found.decode(errors="replace")


def cosigned_path(key_id: bytes) -> str:
    """Where the last checkpoint is that the witness of this key cosigned."""
    return f"{COSIGNED}/{key_id.hex()}"


class Writer:
    """Writes files of the log in one directory; `settle` has all of them on the disk before what promises them."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._unsettled: list[Path] = []

    def write(self, path: str, content: bytes) -> None:
        """Replaces a file whole: whoever reads it sees the old one or the new one."""
        place = self._directory / path
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f".{place.name}.draft")
        draft.write_bytes(content)
        draft.replace(place)
        self._unsettled.append(place)

    def settle(self) -> None:
        """Waits until everything written, and its names, are on the disk."""
        if len(self._unsettled) > MANY:
            os.sync()
        else:
            for place in dict.fromkeys(self._unsettled + [place.parent for place in self._unsettled]):
                on_disk_now(place)
        self._unsettled.clear()

    def drop(self, path: str) -> None:
        """Removes a directory of partial tiles, if it is there."""
        shutil.rmtree(self._directory / path, ignore_errors=True)
