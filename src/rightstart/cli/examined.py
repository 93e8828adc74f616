"""Hides how one thing is looked at by `doctor`, and how keys and backups are."""

import stat
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connections
from django.utils import timezone

from rightstart.engine import backups, keystore
from rightstart.intake.sealed import ROOM, keeps_any

MIRRORED_WITHIN: Final = timedelta(days=1, hours=6)
BACKED_UP_WITHIN: Final = timedelta(days=2)
CATCH_UP: Final = "The database is an older one, put back. Stop all else, and run `rightstart restore --catch-up`."
LONG_LIVED: Final = {
    "fingerprint": ("births_identity", "Births can no longer be matched nor markers found"),
    "ledger-signing": ("ledger_checkpoint", "The ledger cannot be carried on"),
}


class State(StrEnum):
    WELL = "well"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing looked at: how it is, and how to mend it where it is not well."""

    what: str
    state: State
    said: str
    mend: str = ""


def keys_kept() -> Checked:
    directory = settings.HOME / "keys"
    lost = [f"{name}: {harm}" for name, (table, harm) in LONG_LIVED.items() if _is_lost(directory, name, table)]
    if lost:
        return Checked(
            "keys", State.WRONG, f"lost: {'; '.join(lost)}", f"Put them back into {directory} from your backup."
        )
    if loose := [path.name for path in [directory, *directory.rglob("*")] if _is_loose(path)]:
        return Checked(
            "keys", State.WRONG, f"others may read {', '.join(loose[:5])}", f"chmod -R u=rwX,go= {directory}"
        )
    return Checked("keys", State.WELL, "each is there, for its owner alone")


def key_store() -> Checked:
    """The keys of notices: each notice that is not erased has its own, and nothing opens it without."""
    path = keystore.path_of(settings.HOME, ROOM)
    sealed = keeps_any()
    if sealed and not path.is_file():
        mend = f"Put {path.name} back into {path.parent} from the keys' mirror (`rightstart backup --keys`)."
        return Checked("keys of notices", State.WRONG, "lost: nothing opens what is kept of any family", mend)
    return Checked("keys of notices", State.WELL, "there" if sealed else "none needed yet")


def backed_up() -> Checked:
    known, now = backups.noted(), timezone.now()
    if known.mirror_at is None or known.mirror_at < now - MIRRORED_WITHIN:
        said = f"the keys' mirror is from {known.mirror_at:%Y-%m-%d}" if known.mirror_at else "the keys have no mirror"
        return Checked(
            "backups", State.NOTE, said, "`rightstart backup --keys DIRECTORY`, each night, on another disk."
        )
    if known.backup_at is None or known.backup_at < now - BACKED_UP_WITHIN:
        said = f"the last is from {known.backup_at:%Y-%m-%d}" if known.backup_at else "none was made yet"
        return Checked("backups", State.NOTE, said, "`rightstart backup DIRECTORY`, each night, on another disk.")
    return Checked("backups", State.WELL, f"last {known.backup_at:%Y-%m-%d %H:%M} UTC, keys mirrored to {known.mirror}")


def _is_lost(directory: Path, name: str, table: str) -> bool:
    """Gone although something depends on it; before that a key is made when it is first asked for."""
    return not (directory / f"{name}.key").is_file() and bool(one(f"SELECT EXISTS (SELECT FROM {table})"))  # noqa: S608


def _is_loose(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def all_rows(query: str, asked: tuple[Any, ...] | None = None, alias: str = "default") -> list[tuple[Any, ...]]:
    with connections[alias].cursor() as cursor:
        cursor.execute(query, asked)
        return list(cursor.fetchall())


def row(query: str, alias: str = "default") -> tuple[Any, ...]:
    return all_rows(query, alias=alias)[0]


def one(query: str, asked: tuple[Any, ...] | None = None) -> Any:
    return all_rows(query, asked)[0][0]
