"""The command that says what is wrong here and how to mend it."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, Final

import click
from django.conf import settings
from django.db import Error, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from rightstart.births import progress
from rightstart.canaries import switch
from rightstart.canaries.rules import Verdict
from rightstart.cli.asking import as_json, example
from rightstart.cli.examined import CATCH_UP, Checked, State, all_rows, backed_up, key_store, keys_kept, one, row
from rightstart.cli.telling import document, line
from rightstart.engine import database
from rightstart.engine.place import EngineError
from rightstart.handover.rules import CALL_BACKS, DOWNSTREAM
from rightstart.handover.unreachable import centres_without_a_number
from rightstart.ledger.checkpoint import claimed
from rightstart.ledger.files import published_note, reader
from rightstart.ledger.kept import latest

ENOUGH_DISK: Final = 2**30
SEALED_WITHIN: Final = timedelta(minutes=10)
WORKER_SILENT: Final = timedelta(minutes=1)
CANARIES_WITHIN: Final = timedelta(days=2)


@click.command("doctor", epilog=example("rightstart doctor"))
@as_json
def doctor(as_json: bool) -> None:
    """Look whether all is well here, and say how to mend what is not. Exit status 1 when something is wrong."""
    checked = list(_examined())
    if as_json:
        document(checked)
    else:
        for one in checked:
            line(f"{one.state.upper():<6} {one.what}: {one.said}")
            if one.mend:
                line(f"       → {one.mend}")
    if any(one.state is State.WRONG for one in checked):
        raise SystemExit(1)


def _examined() -> Iterator[Checked]:
    yield _home()
    yield _disk()
    opened = _database()
    yield opened
    if opened.state is not State.WRONG:
        for check in CHECKS:
            yield check()


def _home() -> Checked:
    home = settings.HOME
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            return Checked("home", State.WELL, f"{home} can be written")
    except OSError as error:
        return Checked(
            "home",
            State.WRONG,
            f"{home} cannot be written ({error.strerror})",
            "Make it writable for this user, or set RIGHTSTART_HOME to another directory.",
        )


def _disk() -> Checked:
    place = next(each for each in (settings.HOME, *settings.HOME.parents) if each.exists())
    free = shutil.disk_usage(place).free
    said = f"{free / 2**30:.1f} GiB free"
    if free < ENOUGH_DISK:
        return Checked(
            "disk", State.WRONG, said, f"Make room on the disk of {place}: PostgreSQL stops when it is full."
        )
    return Checked("disk", State.WELL, said)


def _database() -> Checked:
    try:
        database.make_ready()
        version = one("SHOW server_version")
    except EngineError as error:
        return Checked("database", State.WRONG, str(error), "Nothing else could be looked at.")
    except Error as error:
        return Checked(
            "database",
            State.WRONG,
            f"it cannot be reached or made ready ({type(error).__name__})",
            "Check DATABASE_URL and that its user may create roles and owns the database.",
        )
    where = "at DATABASE_URL" if "DATABASE_URL" in os.environ else "our own, behind its private socket"
    return Checked("database", State.WELL, f"PostgreSQL {version}, {where}")


def _schema() -> Checked:
    executor = MigrationExecutor(connections["owner"])
    behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if behind:
        return Checked(
            "schema", State.WRONG, f"{behind} migrations are missing", "Stop every command and run this again."
        )
    return Checked("schema", State.WELL, "up to date")


def _roles() -> Checked:
    faults = [fault for alias in connections if alias != "owner" for fault in _faults_of(alias)]
    if faults:
        mend = "Take these rights away as the database's superuser: they go round row security."
        return Checked("roles", State.WRONG, "; ".join(faults), mend)
    return Checked("roles", State.WELL, "each signs in as itself, owns nothing and cannot go round row security")


def _faults_of(alias: str) -> Iterator[str]:
    expected = settings.DATABASES[alias]["USER"]
    try:
        name, above, member, owns = row(
            "SELECT session_user::text, rolsuper OR rolbypassrls OR rolcreaterole,"
            " EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid),"
            " EXISTS (SELECT FROM pg_class WHERE relowner = r.oid AND relpersistence <> 't')"
            " FROM pg_roles r WHERE rolname = session_user",
            alias,
        )
    except Error:
        yield f"{expected} cannot sign in"
        return
    if name != expected or above:
        yield f"{name} has rights above its own"
    if member:
        yield f"{name} is a member of another role"
    if owns:
        yield f"{name} owns tables"


def _consignments() -> Checked:
    if unfinished := len(progress.not_carried()):
        mend = "Start `rightstart work`, which takes them up within a minute, or run `rightstart advance`."
        return Checked("consignments", State.WRONG, f"{unfinished} received and not carried to their end", mend)
    return Checked("consignments", State.WELL, "all carried to their end")


def _ledger() -> Checked:
    waiting, oldest = row(
        "SELECT count(*), min(l.at) FROM ledger_leaf l"
        " WHERE NOT EXISTS (SELECT FROM ledger_entry e WHERE e.leaf_id = l.id)"
    )
    last = latest()
    said = f"{last.size} entries, last sealed {last.at:%Y-%m-%d %H:%M} UTC" if last else "nothing sealed yet"
    if waiting:
        said += f"; {waiting} acts wait for their place"
    if oldest and oldest < timezone.now() - SEALED_WITHIN:
        return Checked("ledger", State.WRONG, said, "Start `rightstart work`, or run `rightstart ledger seal`.")
    return Checked("ledger", State.WELL, said)


def _published() -> Checked:
    last = latest()
    note = published_note(reader(settings.LEDGER_DIRECTORY))
    head = claimed(note) if note else None
    size, whole = head.size if head else 0, last.size if last else 0
    if size > whole:
        return Checked("published ledger", State.WRONG, f"{size} entries published, {whole} kept here", CATCH_UP)
    if size != whole:
        mend = "Start `rightstart work`, or run `rightstart ledger publish`."
        return Checked("published ledger", State.WRONG, f"{size} of {whole} entries published", mend)
    return Checked("published ledger", State.WELL, f"{size} entries in {settings.LEDGER_DIRECTORY}")


def _jobs() -> Checked:
    failed = one("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
    workers = one(
        "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - %s::interval", (WORKER_SILENT,)
    )
    said = f"{workers} running, {failed} failed in the last month"
    if not workers:
        return Checked("workers", State.NOTE, said, "Start `rightstart serve` or `rightstart work`.")
    return Checked("workers", State.NOTE if failed else State.WELL, said)


def _call_backs() -> Checked:
    days = (CALL_BACKS.escalate, CALL_BACKS.lead_urgent)
    overdue = all_rows(
        "SELECT o.code, count(*) FROM handover_callback c JOIN directory_organisation o ON o.id = c.centre_id"
        " WHERE NOT o.canary AND c.answered_at IS NULL AND (c.demanded_at <= %s OR c.urgent AND c.demanded_at <= %s)"
        " GROUP BY 1 ORDER BY 1",
        tuple(timezone.now() - timedelta(days=number) for number in days),
    )
    return _unanswered("call-backs", days, overdue, "Ask each centre's lead: copies of these must be destroyed.")


def _elsewhere() -> Checked:
    days = (DOWNSTREAM.escalate, DOWNSTREAM.lead_urgent)
    overdue = all_rows(
        "SELECT o.code, count(*) FROM handover_downstreamstop d JOIN directory_organisation o ON o.id = d.council_id"
        " JOIN handover_downstreamsystem s ON s.id = d.system_id AND (s.until_on IS NULL OR s.until_on > current_date)"
        " WHERE d.answered_at IS NULL AND (d.opened_at <= %s OR d.urgent AND d.opened_at <= %s) GROUP BY 1 ORDER BY 1",
        tuple(timezone.now() - timedelta(days=number) for number in days),
    )
    return _unanswered("other mailings", days, overdue, "Ring each office: all mailings for these families must stop.")


def _unanswered(what: str, days: tuple[int, int], overdue: list[tuple[Any, ...]], mend: str) -> Checked:
    if not overdue:
        return Checked(what, State.WELL, "none overdue")
    said = f"unanswered for {days[0]} days, or {days[1]} where urgent: "
    return Checked(what, State.WRONG, said + ", ".join(f"{n} at {code}" for code, n in overdue), mend)


def _telephones() -> Checked:
    if silent := centres_without_a_number():
        mend = "`rightstart people contact CODE centre-worker NUMBER`: an urgent call-back is told by telephone."
        return Checked("telephones", State.NOTE, f"no number of {', '.join(silent)}, which hold families", mend)
    return Checked("telephones", State.WELL, "every centre that holds families can be rung")


def _canaries() -> Checked:
    found = switch.state()
    if not found.on or found.since is None:
        return Checked("canaries", State.NOTE, "off: nothing tries the gate each day", "`rightstart canary on`")
    last = next((run for run in found.runs if run.verdict is not None), None)
    if last and last.verdict in (Verdict.LET_THROUGH, Verdict.MISSING):
        return Checked("canaries", State.WRONG, f"run {last.number}: {last.verdict}", "See `rightstart canary status`.")
    passed = [run.ended_at for run in found.runs if run.verdict is Verdict.PASSED and run.ended_at]
    said = f"last passed {passed[0]:%Y-%m-%d %H:%M} UTC" if passed else "not passed yet"
    if max([found.since, *passed]) < timezone.now() - CANARIES_WITHIN:
        return Checked("canaries", State.NOTE, said, "Start `rightstart work`, or run `rightstart canary run`.")
    return Checked("canaries", State.WELL, said)


CHECKS: Final[tuple[Callable[[], Checked], ...]] = (
    *(_schema, _roles, keys_kept, key_store, backed_up, _consignments, _ledger, _published, _jobs),
    *(_call_backs, _elsewhere, _telephones, _canaries),
)
