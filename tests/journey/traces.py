"""Hides where a family's words are looked for: every row, every file of the home, of PostgreSQL and of the ledger, all output."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections

from rightstart.engine.place import account, programs
from tests.journey import look

# As they are written, without blanks, and as UTF-16, in which some formats keep text.
MAKES = (lambda word: word, lambda word: re.sub(r"[ @.-]", "", word))
CODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def settle(dsn: str) -> None:
    """What was deleted or overwritten leaves the tables' files, and all that the server holds in memory is written."""
    connections.close_all()
    with psycopg.connect(dsn, autocommit=True) as everything:
        everything.execute("VACUUM (FULL, FREEZE)")
        everything.execute("CHECKPOINT")
        everything.execute("SELECT pg_switch_wal()")
        everything.execute("CHECKPOINT")


def forms(words: Iterable[str]) -> list[bytes]:
    """Each word as it could stand in a file, in lower case."""
    spelt = {make(word.lower()) for word in words for make in MAKES}
    return sorted({one.encode(coding) for one in spelt for coding in CODINGS})


def in_files(words: Iterable[str]) -> dict[str, set[str]]:
    """Which of these words stand in which files of the home, of PostgreSQL and its journal of writes, and of the ledger."""
    wanted = forms(words)
    places = {settings.HOME.resolve(), settings.LEDGER_DIRECTORY.resolve(), cluster()}
    files = {path for place in places if place.exists() for path in place.rglob("*") if path.is_file()}
    found = {str(path): _bearing(wanted, path) for path in sorted(files)}
    return {path: hits for path, hits in found.items() if hits}


def cluster() -> Path:
    """Where PostgreSQL keeps its files, its journal of writes among them."""
    return (settings.HOME / "postgres").resolve()


def in_rows(words: Iterable[str], dsn: str) -> set[str]:
    """Which of these words stand in any column of any table: of the jobs, the sessions and the ledger's bodies too."""
    everything = look.everything_stored(dsn).lower()
    # PostgreSQL shows bytes as hex: what stands in a ledger body or a column of bytes is looked for as such.
    return {word for word in words if word.lower() in everything or _hex(word) in everything}


def in_backup(backup: Path, words: Iterable[str]) -> set[str]:
    """Which of these words, in lower case, stand in a backup, once its database is written out in full."""
    program = programs(account(settings.HOME)) / "pg_restore"
    written = subprocess.run([program, "--file=-", backup / "database.dump"], check=True, capture_output=True).stdout
    everything = b"\0".join([written, *(one.read_bytes() for one in backup.glob("*.tar"))]).lower()
    return {word.lower() for word in words if word.lower().encode() in everything or _hex(word).encode() in everything}


def _hex(word: str) -> str:
    return word.encode().hex()


def _bearing(wanted: Iterable[bytes], path: Path) -> set[str]:
    try:
        content = path.read_bytes().lower()
    except FileNotFoundError:  # the server writes some of its small files anew while it runs
        return set()
    return {one.decode("latin-1") for one in wanted if one in content}
