"""Hides how the whole database is copied out and put back: by PostgreSQL's own programs, verified, whole or not at all.

A backup is a directory: the database as `pg_dump` writes it, each further folder as a tar file, and `manifest.json`, which is
written last and says what belongs to it. Keys are never in it: what was sealed under a destroyed key stays so in every backup.
"""

import hashlib
import os
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec
from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from psycopg.conninfo import make_conninfo

from rightstart.engine.durably import on_disk_now
from rightstart.engine.place import account, programs

MANIFEST, DUMP = "manifest.json", "database.dump"
NOTE: Final = "backups.json"  # in the home: when the last ones were made
# Who is signed in just then, and how often somebody has just tried to, is nobody's to bring back.
LEFT_OUT: Final = ("sec.viewing", "public.django_session", "public.directory_counted")
OTHERS: Final = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


# Where what is put back ends too soon, in the midst of rows or not, the transaction that cleared the place must fail.
OR_FAIL: Final = r""""$@" || printf '\n\\.\nSELECT 1/0;\n' """


class Part(msgspec.Struct, frozen=True):
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds: its parts by name, the migrations that its database had seen, and whose server wrote it.

    `about`: what else its maker noted, for people to read.
    """

    format: int
    made_at: datetime
    server: int
    migrations: dict[str, list[str]]
    parts: dict[str, Part]
    about: dict[str, str] = {}


class Trouble(StrEnum):
    """Why there is no backup, or it was not put back."""

    EXISTS = "exists"
    INSIDE = "inside-the-home"
    OTHER_SERVER = "other-server"
    DUMP_FAILED = "dump-failed"
    NO_BACKUP = "no-backup"
    INCOMPLETE = "incomplete"
    CHANGED = "changed"
    NEWER = "newer"
    IN_USE = "in-use"
    RESTORE_FAILED = "restore-failed"


class Failed(msgspec.Struct, frozen=True):
    """`part`: which part of a backup it is about, if one."""

    why: Trouble
    part: str = ""


class Noted(msgspec.Struct, frozen=True):
    """When the last backup was made, and where and when the keys were last mirrored."""

    backup_at: datetime | None = None
    mirror: str | None = None
    mirror_at: datetime | None = None


def back_up(to: Path, *, folders: Mapping[str, Path], about: Mapping[str, str], at: datetime) -> Manifest | Failed:
    """Write a backup to a directory that is not there yet, and read it again; a half-written one never bears its name."""
    if to.exists():
        return Failed(Trouble.EXISTS)
    if settings.HOME.resolve() in to.resolve().parents:
        return Failed(Trouble.INSIDE)
    draft = to.with_name(f".{to.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700, parents=True)
    written = _written(draft, folders, about, at)
    if isinstance(written, Failed):
        shutil.rmtree(draft)
        return written
    draft.rename(to)
    on_disk_now(to.parent)
    note(backup_at=at)
    return written


def _written(draft: Path, folders: Mapping[str, Path], about: Mapping[str, str], at: datetime) -> Manifest | Failed:
    server = connections["owner"].cursor().connection.info.server_version
    if server // 10_000 > int(_program("pg_dump", "--version").split()[-1].split(".")[0]):
        return Failed(Trouble.OTHER_SERVER)
    left_out = [f"--exclude-table-data={table}" for table in LEFT_OUT]
    if _run("pg_dump", "--format=custom", *left_out, "--file", str(draft / DUMP), "--dbname", _dsn()):
        return Failed(Trouble.DUMP_FAILED, DUMP)
    for name, folder in folders.items():
        with tarfile.open(draft / f"{name}.tar", "w") as tar:
            tar.add(folder, arcname=".") if folder.exists() else None
    parts = {path.name: _part(path) for path in sorted(draft.iterdir())}
    if _run("pg_restore", "--list", str(draft / DUMP)):
        return Failed(Trouble.DUMP_FAILED, DUMP)
    manifest = Manifest(1, at, server, _migrations(), parts, dict(about))
    (draft / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
    for path in draft.iterdir():
        on_disk_now(path)
    return manifest


def checked(backup: Path) -> Manifest | Failed:
    """What a backup holds, once every part is found to be as it was written."""
    try:
        manifest = msgspec.json.decode((backup / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError):
        return Failed(Trouble.NO_BACKUP)
    for name, part in manifest.parts.items():
        if not (backup / name).is_file():
            return Failed(Trouble.INCOMPLETE, name)
        if _part(backup / name) != part:
            return Failed(Trouble.CHANGED, name)
    known = MigrationExecutor(connections["owner"]).loader.disk_migrations or {}
    seen = {(app, name) for app, names in manifest.migrations.items() for name in names}
    return Failed(Trouble.NEWER) if manifest.format != 1 or seen - known.keys() else manifest


def put_back(backup: Path) -> Failed | None:
    """Put a checked backup's database in the place of this one, in one transaction; the schema may be older than ours."""
    connections["default"].close()
    with connections["owner"].cursor() as cursor:
        cursor.execute(OTHERS)
        if cursor.fetchone()[0]:
            return Failed(Trouble.IN_USE)
    connections.close_all()
    clear = f'DROP OWNED BY "{connections["owner"].settings_dict["USER"]}" CASCADE'
    script = subprocess.Popen(
        ["/bin/sh", "-c", OR_FAIL, "sh", *_order("pg_restore"), "--file=-", "--no-owner", str(backup / DUMP)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_env(),
    )
    order = ["--single-transaction", "--set=ON_ERROR_STOP=1", "--no-psqlrc", "--quiet", "--output=/dev/null"]
    failed = _run("psql", *order, "--dbname", _dsn(), "--command", clear, "--file=-", typed=script.stdout)
    return Failed(Trouble.RESTORE_FAILED, DUMP) if script.wait() or failed else None


def unpack(backup: Path, name: str, to: Path) -> None:
    """Write a backup's folder to a directory."""
    to.mkdir(parents=True, exist_ok=True)
    with tarfile.open(backup / f"{name}.tar") as tar:
        tar.extractall(to, filter="data")


def noted() -> Noted:
    """When the last backup was made here, and the keys were mirrored, as far as it is known."""
    try:
        return msgspec.json.decode((settings.HOME / NOTE).read_bytes(), type=Noted)
    except (OSError, msgspec.MsgspecError):
        return Noted()


def note(**told: datetime | str) -> None:
    known = msgspec.structs.replace(noted(), **told)
    draft = settings.HOME / f".{NOTE}.draft"
    draft.write_bytes(msgspec.json.encode(known))
    draft.replace(settings.HOME / NOTE)


def _migrations() -> dict[str, list[str]]:
    seen: dict[str, list[str]] = {}
    for app, name in sorted(MigrationExecutor(connections["owner"]).loader.applied_migrations):
        seen.setdefault(app, []).append(name)
    return seen


def _part(path: Path) -> Part:
    with path.open("rb") as file:
        return Part(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def _dsn() -> str:
    told = connections["owner"].settings_dict
    more = {
        name: value for name, value in told["OPTIONS"].items() if name not in {"options", "prepare_threshold", "pool"}
    }
    where = {"host": told["HOST"], "port": told["PORT"], "user": told["USER"], "dbname": told["NAME"]}
    return make_conninfo(**{name: value for name, value in where.items() if value}, **more)


def _order(program: str) -> list[str]:
    return [str(programs(account(settings.HOME)) / program)]


def _env() -> dict[str, str]:
    """The password is told in no command line, where others could read it."""
    return os.environ | {"PGPASSWORD": str(connections["owner"].settings_dict["PASSWORD"])}


def _program(name: str, *order: str) -> str:
    return subprocess.run([*_order(name), *order], check=True, capture_output=True, text=True).stdout


def _run(name: str, *order: str, typed: object = subprocess.DEVNULL) -> bool:
    """Whether a program failed. What it says of it can hold rows, so nobody is told that."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.run([*_order(name), *order], stdin=typed, env=_env(), check=False, **quiet).returncode != 0  # type: ignore[call-overload,no-any-return]
