"""Commands that copy everything out, put it back, and keep the keys in a second place."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Final

import click
from django.conf import settings
from django.utils import timezone

from rightstart.cli.asking import as_json, example
from rightstart.cli.telling import Declined, busy, document, line, say
from rightstart.directory.people import organisations
from rightstart.engine import backups, database, mirror
from rightstart.engine.backups import Failed, Trouble
from rightstart.ledger.checkpoint import claimed
from rightstart.ledger.files import published_note, reader
from rightstart.ledger.own import own_signer
from rightstart.ledger.publish import standing_still
from rightstart.ledger.returning import CannotReturn
from rightstart.rights.restored import MadeGood, make_good
from rightstart.terms import Actor

BY: Final = Actor.job("restore")
LEDGER: Final = "ledger"
TROUBLES: Final = {
    Trouble.EXISTS: "There is something at that place already. Name a directory that is not there yet.",
    Trouble.INSIDE: "That place lies in RIGHTSTART_HOME: a lost disk would take both. Choose another disk.",
    Trouble.OTHER_SERVER: "The server at DATABASE_URL is newer than our programs. Bring Right Start up to date first.",
    Trouble.DUMP_FAILED: "The database could not be copied out ({}). Run `rightstart doctor`, and look whether the disk is full.",
    Trouble.NO_BACKUP: "There is no whole backup in that directory: its manifest.json is missing or cannot be read.",
    Trouble.INCOMPLETE: "The backup is not whole: {} is missing. Use another one.",
    Trouble.CHANGED: "{} is not what it was when the backup was made. Use another one.",
    Trouble.NEWER: "The backup was made by a newer Right Start. Bring this one up to date first.",
    Trouble.IN_USE: "Others are using the database. Stop `rightstart serve` and `rightstart work`, and try again.",
    Trouble.RESTORE_FAILED: "The backup could not be put back ({}). The database is as it was before.",
}
CANNOT: Final = {
    CannotReturn.FOREIGN: "The published ledger was signed with another key. Put this installation's keys back, then try again.",
    CannotReturn.DAMAGED: "The published ledger is damaged, or is not this one. Put its whole files back, then run this again.",
    CannotReturn.FORKED: "The ledger kept here has gone on another way than the one that is published: it was sealed where the "
    "published files were not to be seen. Put the last backup back, with the published files in their place.",
}


@click.command("backup", epilog=example("rightstart backup /mnt/backups/2026-11-27"))
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--keys", is_flag=True, help="Bring a mirror of the keys up to date there, and nothing else.")
@as_json
def backup(directory: Path, keys: bool, as_json: bool) -> None:
    """Copy the database and the ledger to a DIRECTORY that is not there yet. Keys are never in a backup.

    With --keys, DIRECTORY is where the keys have their one mirror: as they are now, without those that are destroyed.
    """
    database.make_ready()
    if keys:
        _mirror(directory, as_json)
        return
    with busy("copying"), standing_still():
        folders = {LEDGER: settings.LEDGER_DIRECTORY}
        made = backups.back_up(directory, folders=folders, about=_published(), at=timezone.now())
    if isinstance(made, Failed):
        raise Declined(made.why.value, TROUBLES[made.why].format(made.part), as_json=as_json)
    size = sum(part.bytes for part in made.parts.values())
    told = {"directory": directory, "bytes": size, "parts": list(made.parts)}
    say(
        as_json,
        told,
        f"Backed up to {directory}: {size / 1e6:,.1f} MB, read again and whole. Without the keys, it opens nothing.",
    )


def _published() -> dict[str, str]:
    """How far the ledger is published, for whoever compares a backup with what witnesses have seen."""
    note = published_note(reader(settings.LEDGER_DIRECTORY))
    head = claimed(note) if note else None
    return {"ledger_size": str(head.size), "ledger_root": head.root.hex()} if head else {}


def _mirror(directory: Path, as_json: bool) -> None:
    made = mirror.mirror(settings.HOME, directory)
    if isinstance(made, mirror.NotMirrored):
        words = {
            mirror.NotMirrored.INSIDE: "The keys must lie neither in RIGHTSTART_HOME nor in a backup. Choose a place of their own.",
            mirror.NotMirrored.FOREIGN: "There is something else in that directory. Choose an empty one.",
        }
        raise Declined(made.value, words[made], as_json=as_json)
    backups.note(mirror=str(directory.resolve()), mirror_at=timezone.now())
    say(as_json, {"directory": directory, "files": made}, f"{made} files of keys are in {directory}, as they are now.")


@click.command("restore", epilog=example("rightstart restore /mnt/backups/2026-11-27 --replace"))
@click.argument("directory", type=click.Path(path_type=Path), required=False)
@click.option("--replace", is_flag=True, help="Put it in the place of what is in the database now.")
@click.option(
    "--catch-up", is_flag=True, help="The database is put back already (by this or other means): only the rest."
)
@as_json
def restore(directory: Path | None, replace: bool, catch_up: bool, as_json: bool) -> None:
    """Put a backup back, let the ledger catch up with what it has published, and forget again who was forgotten since.

    Then nothing goes out until two people of each council say so: what was said since the backup is not known any more.
    """
    if (directory is None) is not catch_up:
        raise click.UsageError("Name the backup's directory, or say --catch-up, not both.")
    database.make_ready()
    made_at = _put_back(directory, replace, as_json) if directory else None
    good = make_good(directory=settings.LEDGER_DIRECTORY, signer=own_signer(), by=BY, at=timezone.now())
    if isinstance(good, CannotReturn):
        raise Declined(good.value, CANNOT[good], as_json=as_json)
    _told(good, made_at, as_json)


def _put_back(directory: Path, replace: bool, as_json: bool) -> datetime:
    """Put a backup in the place of the database; gives when it was made."""
    with busy("checking"):
        found = backups.checked(directory)
    if isinstance(found, Failed):
        raise Declined(found.why.value, TROUBLES[found.why].format(found.part), as_json=as_json)
    if organisations() and not replace:
        said = "There is something in this database. Say --replace to put the backup in its place."
        raise Declined("not-empty", said, as_json=as_json)
    with busy("putting it back"):
        failed = backups.put_back(directory)
    if failed:
        raise Declined(failed.why.value, TROUBLES[failed.why].format(failed.part), as_json=as_json)
    database.make_ready()
    if published_note(reader(settings.LEDGER_DIRECTORY)) is None:
        backups.unpack(directory, LEDGER, settings.LEDGER_DIRECTORY)
    return found.made_at


def _told(good: MadeGood, made_at: datetime | None, as_json: bool) -> None:
    if as_json:
        document({"made_at": made_at} | asdict(good))
        return
    if made_at:
        line(f"The database is as it was on {made_at:%Y-%m-%d %H:%M} UTC.")
    for words in _lines(good):
        line(words)


def _lines(good: MadeGood) -> Iterator[str]:
    """What was made good, as far as there was anything, and what people do next."""
    yield from (f"    {words}" for count, words in _counted(good) if count)
    if good.stopped:
        councils = "the council" if good.stopped == 1 else f"any of the {good.stopped} councils"
        yield f"Nothing goes out of {councils} now. What parents and colleagues have said since then is not known any more."
        yield "Ask each supplier for its files since that day, bring them in, and run `rightstart advance`."
        yield "Ask safeguarding leads and centres what they were told, and put it in again. Then two people of each council say,"
        yield "signed in, on the page *Stop everything*, that it may go on."


def _counted(good: MadeGood) -> Iterator[tuple[int, str]]:
    yield good.entries, f"{good.entries:,} entries of the ledger came back from its published files"
    yield good.lost, f"{good.lost:,} decisions made since then have lost their record; the ledger says so"
    yield good.protections, f"{good.protections:,} safeguards put on since then are lost: put each on again"
    yield good.forgotten, f"{good.forgotten:,} families forgotten since then are forgotten again"
