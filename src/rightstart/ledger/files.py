"""Hides how a published log's files are read and replaced: whole or not at all."""

import os
import shutil
from pathlib import Path

from rightstart.ledger.tiles import Read

CHECKPOINT = "checkpoint"
MANY = 256
"""Above so many files, one flush of the whole disk is quicker than one for each."""


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
                _flush(place)
        self._unsettled.clear()

    def drop(self, path: str) -> None:
        """Removes a directory of partial tiles, if it is there."""
        shutil.rmtree(self._directory / path, ignore_errors=True)


def _flush(place: Path) -> None:
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
