"""Commands that copy everything out, put it back, and keep the keys in a second place."""

from pathlib import Path
from typing import Final

import click
from django.conf import settings
from django.utils import timezone

from rightstart.cli.asking import as_json, example
from rightstart.cli.telling import Declined, busy, line, say
from rightstart.directory.people import organisations
from rightstart.engine import backups, database, mirror
from rightstart.engine.backups import Failed, Trouble
from rightstart.ledger.own import own_signer
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
    with busy("copying"):
        made = backups.back_up(directory, folders={LEDGER: settings.LEDGER_DIRECTORY}, at=timezone.now())
    if isinstance(made, Failed):
        raise Declined(made.why.value, TROUBLES[made.why].format(made.part), as_json=as_json)
    size = sum(part.bytes for part in made.parts.values())
    told = {"directory": directory, "bytes": size, "parts": list(made.parts)}
    say(
        as_json,
        told,
        f"Backed up to {directory}: {size / 1e6:,.1f} MB, read again and whole. Without the keys, it opens nothing.",
    )


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
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of what is in the database now.")
@as_json
def restore(directory: Path, replace: bool, as_json: bool) -> None:
    """Put a backup back, let the ledger catch up with what it has published, and forget again who was forgotten since."""
    database.make_ready()
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
    if not settings.LEDGER_DIRECTORY.exists():
        backups.unpack(directory, LEDGER, settings.LEDGER_DIRECTORY)
    good = make_good(directory=settings.LEDGER_DIRECTORY, signer=own_signer(), by=BY, at=timezone.now())
    if isinstance(good, CannotReturn):
        raise Declined(good.value, CANNOT[good], as_json=as_json)
    _told(good, found, as_json)


def _told(good: MadeGood, found: backups.Manifest, as_json: bool) -> None:
    told = {"made_at": found.made_at, "entries": good.entries, "lost": good.lost, "forgotten": good.forgotten}
    say(as_json, told, f"The database is as it was on {found.made_at:%Y-%m-%d %H:%M} UTC.")
    if not as_json:
        line(f"    {good.entries} entries of the ledger came back from its published files")
        line(f"    {good.lost} decisions made since then have lost their record; the ledger says so")
        line(f"    {good.forgotten} families forgotten since then are forgotten again")
        line("Ask each supplier for its files since that day, then run `rightstart advance`.")
