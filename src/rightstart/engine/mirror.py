"""Hides how the keys have one more place, so that a lost disk does not lose everybody: as they are now, and never as they were.

A key that is destroyed here is overwritten there with the next run; there are no generations. So the mirror belongs where no
snapshots are taken and no backup of another kind reaches.
"""

import os
from enum import Enum
from pathlib import Path
from typing import Final

from rightstart.engine import backups
from rightstart.engine.keys import directory

MARK: Final = "right-start-keys"
AT_ONCE: Final = 2**20


class NotMirrored(Enum):
    """Why nothing was written: the place lies in the home or in a backup, or holds something else."""

    INSIDE = "inside"
    FOREIGN = "foreign"


def mirror(home: Path, to: Path) -> int | NotMirrored:
    """Bring the mirror up to the keys as they are; gives how many files. Run it twice: nothing more happens."""
    keys = directory(home)
    if home.resolve() in (to.resolve(), *to.resolve().parents) or (to / backups.MANIFEST).exists():
        return NotMirrored.INSIDE
    if to.exists() and any(to.iterdir()) and not (to / MARK).exists():
        return NotMirrored.FOREIGN
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    (to / MARK).touch(mode=0o600)
    here = {path.relative_to(keys) for path in keys.rglob("*.key*") if path.is_file() and not path.name.startswith(".")}
    for name in sorted(here):
        _overwrite(to / name, (keys / name).read_bytes())
    for path in [one for one in to.rglob("*.key*") if one.is_file() and one.relative_to(to) not in here]:
        _overwrite(path, bytes(path.stat().st_size))
        path.unlink()
    return len(here)


def _overwrite(path: Path, content: bytes) -> None:
    """In place, so that what stood there is gone: only what differs is written."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        for start in range(0, len(content), AT_ONCE):
            piece = content[start : start + AT_ONCE]
            if os.pread(file, len(piece), start) != piece:
                os.pwrite(file, piece, start)
        os.ftruncate(file, len(content))
        os.fsync(file)
    finally:
        os.close(file)
