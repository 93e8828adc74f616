"""Hides how a PostgreSQL server of our own is made, started, shared, mended after a crash and stopped.

The server is started by the first command that needs it and then stays, like any daemon, so that commands which run
side by side share it; `stop` ends it. It listens on a private socket only, never on a network port. What lies where:

    HOME/postgres/data   the database cluster (HOME/postgres may be a link, see `place`)
    HOME/postgres/log    what the server said when it last started
    HOME/run             the socket, or a short directory under /tmp where that path cannot serve

Everything inside HOME/postgres is written as the server's own user, never as root.
"""

import fcntl
import os
import shutil
import socket as socketlib
import struct
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT

from rightstart.engine.place import (
    Account,
    EngineError,
    Trouble,
    account,
    cluster,
    home,
    make_home,
    open_socket_dir,
    programs,
    socket_dir,
)

__all__ = ["EngineError", "Server", "Trouble", "discard", "ensure", "home", "refuse_older", "socket_dir", "stop"]

OLDEST_VERSION = 170000
SUPERUSER, OWNER, DATABASE = "postgres", "rightstart_owner", "rightstart"
FOUNDING = f"CREATE ROLE {OWNER} LOGIN CREATEROLE;\nCREATE DATABASE {DATABASE} OWNER {OWNER};\n"

# A long recovery is no failure; a lock that a dying server still holds is let go within seconds.
RECOVERY_SECONDS, LOCK_SECONDS, STOP_SECONDS, TICK = 900.0, 20.0, 120.0, 0.02

INITDB = (
    *("--username", SUPERUSER, "--auth-local=trust", "--auth-host=reject", "--no-instructions"),
    *("--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
)
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "max_wal_size": "4GB",
    "min_wal_size": "256MB",
    "checkpoint_timeout": "15min",
    "jit": "off",
    # What comes in can double a table within a minute: its statistics must not lag behind, or whole tables are read
    # for a few rows. The tables in use stay in memory, where a random page costs little more than the next one.
    # A large one need not be counted again for every tenth that it grows.
    "autovacuum_naptime": "10s",
    "autovacuum_analyze_scale_factor": "0.5",
    "autovacuum_vacuum_insert_scale_factor": "1.0",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # The errors of single statements, their details and parameters can hold what a family told us: none is logged.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "logging_collector": "on",
    "log_filename": "postgresql-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
}


@dataclass(frozen=True)
class Server:
    """A running server: where its socket is, and under which name a role reaches a database of it."""

    home: Path
    socket: Path

    def dsn(self, role: str = SUPERUSER, dbname: str = DATABASE) -> str:
        """The libpq connection string for one role and one database."""
        host = str(self.socket).replace("\\", "\\\\").replace("'", "\\'")
        return f"host='{host}' user={role} dbname={dbname}"


def ensure(home: Path, settings: Mapping[str, str] | None = None) -> Server:
    """A running server for this home: made if there is none, started if it is down, mended if it was killed.

    Any number of commands may call it at once. A new cluster has the role `rightstart_owner` (who may make the other
    roles) and its empty database `rightstart`. `settings` are PostgreSQL's own; they count only if this call is the
    one that starts the server. Raises EngineError.
    """
    home = make_home(home)
    with _alone_in(home):
        who = account(home)
        data = cluster(home, who) / "data"
        if not _is_serving(data, socket_dir(home)):
            _end(data)  # it may be dying, or out of reach because its socket was cleared away or the home was moved
            bin_dir = programs(who)
            _found(data, bin_dir, who)
            socket = open_socket_dir(home, who)
            _start(data, [bin_dir / "postgres", "-D", data, *_flags(socket, settings or {})], who)
    return Server(home, socket_dir(home))


def stop(home: Path) -> None:
    """Stop this home's server if it runs; open transactions are rolled back, nothing committed is lost."""
    home = home.resolve()
    if (home / "postgres").exists():
        with _alone_in(home):
            _end((home / "postgres").resolve() / "data")


def discard(home: Path) -> None:
    """Stop this home's server and remove its database for good, wherever it lies."""
    stop(home)
    place = home.resolve() / "postgres"
    for directory in (socket_dir(home), place.resolve()):
        shutil.rmtree(directory, ignore_errors=True)
    if place.is_symlink():
        place.unlink()


def refuse_older(version_num: int) -> None:
    """Raise EngineError unless `server_version_num` (such as 170004) is that of version 17 or newer."""
    if version_num < OLDEST_VERSION:
        raise EngineError(Trouble.TOO_OLD, version_num // 10000)


@contextmanager
def _alone_in(home: Path) -> Iterator[None]:
    """One command at a time: a lock on the directory itself, which the system lets go even if we are killed."""
    try:
        handle = os.open(home, os.O_RDONLY)
    except OSError as error:
        raise EngineError(Trouble.FOREIGN, home) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _flags(socket: Path, settings: Mapping[str, str]) -> list[str]:
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    computed = {"shared_buffers": f"{min(512, memory // 8)}MB", "unix_socket_directories": f'"{socket}"'}
    return [word for name, value in {**SETTINGS, **computed, **settings}.items() for word in ("-c", f"{name}={value}")]


def _run(order: Sequence[str | Path], who: Account, typed: str = "") -> "subprocess.CompletedProcess[str]":
    """Run a program as the server's user, in a session of its own so that Ctrl-C here does not reach it."""
    return subprocess.run(
        order,
        check=False,
        input=typed,
        capture_output=True,
        text=True,
        cwd="/",
        # A pid file that names the "grandparent" is known to PostgreSQL as nobody's, see _disown.
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC", "PG_GRANDPARENT_PID": str(os.getpid())},
        start_new_session=True,
        umask=0o077,
        user=who.uid if who.change else None,
        group=who.gid if who.change else None,
        extra_groups=[] if who.change else None,
    )


def _found(data: Path, bin_dir: Path, who: Account) -> None:
    """Make the cluster with its owner and database; it gets its name last, so a half-made one is never taken for it."""
    draft = data.with_name("data.new")
    if data.exists():
        major = _run([bin_dir / "postgres", "--version"], who).stdout.split()[-1].split(".")[0]
        if (data / "PG_VERSION").read_text().strip() != major:
            raise EngineError(Trouble.OTHER_MAJOR, data)
        return
    shutil.rmtree(draft, ignore_errors=True)
    made = _run([bin_dir / "initdb", "-D", draft, *INITDB], who)
    if made.returncode == 0:
        made = _run([bin_dir / "postgres", "--single", "-D", draft, SUPERUSER], who, FOUNDING)
    if made.returncode != 0 or "ERROR" in made.stderr:
        raise EngineError(Trouble.FAILED, draft, made.stderr)
    draft.rename(data)


def _start(data: Path, order: Sequence[str | Path], who: Account) -> None:
    """Start the server and wait until it takes connections, however long its recovery needs."""
    log = data.with_name("log")
    give_up = time.monotonic() + LOCK_SECONDS
    while True:
        _disown(data, who)
        begun = _run(["/bin/sh", "-c", 'log=$1; shift; "$@" <&- >"$log" 2>&1 & echo $!', "sh", log, *order], who)
        if begun.returncode == 0 and _became_ready(data, int(begun.stdout)):
            return
        said = log.read_text(errors="replace") if log.exists() else begun.stderr
        dying = "lock file" in said or "shared memory" in said  # the last server is killed but not quite gone
        if not dying or time.monotonic() > give_up:
            raise EngineError(Trouble.FAILED, data, said)
        time.sleep(0.25)


def _became_ready(data: Path, pid: int) -> bool:
    give_up = time.monotonic() + RECOVERY_SECONDS
    while _lives(pid) and time.monotonic() < give_up:
        if _noted(data) == (pid, "ready"):
            return True
        time.sleep(TICK)
    return False


def _end(data: Path) -> None:
    give_up = time.monotonic() + STOP_SECONDS
    while _is_running(data):
        pid, state = _noted(data) or (0, "")
        if pid and state != "stopping":
            with suppress(ProcessLookupError):
                os.kill(pid, SIGINT)
        if time.monotonic() > give_up:
            raise EngineError(Trouble.STUCK, data)
        time.sleep(TICK)


def _disown(data: Path, who: Account) -> None:
    """Make a pid file that outlived its server name nobody.

    PostgreSQL refuses to start while any process of the same user has the noted number: a zombie nobody reaped, or
    a stranger who got it after a restart of the machine. The rest of the file stays, for PostgreSQL reads there
    whether orphans of the old server still hold its shared memory.
    """
    if noted := _noted(data):
        note = data / "postmaster.pid"
        rest = note.read_text().removeprefix(str(noted[0]))
        _run(["/bin/sh", "-c", 'cat >"$1"', "sh", note], who, f"{os.getpid()}{rest}")


def _noted(data: Path) -> tuple[int, str] | None:
    """What the pid file says: number and state of the server; the file's format is PostgreSQL's (pidfile.h)."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        return int(lines[0]), lines[7].strip() if len(lines) > 7 else "starting"
    except (FileNotFoundError, ValueError, IndexError):
        return None


def _is_serving(data: Path, directory: Path) -> bool:
    noted = _noted(data)
    return noted is not None and _is_running(data) and _answers(directory) and _became_ready(data, noted[0])


def _answers(directory: Path) -> bool:
    """Whether anyone is behind the socket: a process just killed still looks alive for a moment.

    The question is the protocol's SSLRequest, which is answered with one byte before any signing in.
    """
    with socketlib.socket(socketlib.AF_UNIX) as line:
        line.settimeout(10)
        try:
            line.connect(str(directory / ".s.PGSQL.5432"))
            line.sendall(struct.pack("!ii", 8, 80877103))
            return line.recv(1) != b""
        except TimeoutError:
            return True  # alive, only busy
        except OSError:
            return False


def _is_running(data: Path) -> bool:
    """Whether the process that the pid file names lives and is the server of this very cluster."""
    noted = _noted(data)
    if noted is None or not _lives(noted[0]):
        return False
    try:
        words = Path(f"/proc/{noted[0]}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return not Path("/proc/self").exists()  # no such directory on macOS: take the file's word
    return os.fsencode(data) in words


def _lives(pid: int) -> bool:
    """Whether there is such a process and it is no zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return True
