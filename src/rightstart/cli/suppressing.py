"""Commands about what outlives a suppressed child's record: what is kept, until when and under which keys, and a new key."""

from datetime import datetime

import click

from rightstart.cli.asking import actor, as_json, as_of, example
from rightstart.cli.telling import say
from rightstart.engine import database
from rightstart.safeguards import suppress


@click.group("suppression")
def suppression() -> None:
    """Fingerprints by which a child whom nobody may contact is known again when its record is gone."""


@suppression.command("show", epilog=example("rightstart suppression show"))
@as_of
@as_json
def show(at: datetime, as_json: bool) -> None:
    """How many fingerprints of each kind are kept, until when at the latest, and under which keys."""
    database.make_ready()
    found = suppress.kept()
    rows = [
        {"trait": one.trait, "key": one.under, "kept": one.kept, "until": one.until_on.isoformat()} for one in found
    ]
    words = "\n".join(
        f"{one.trait:<22} {one.kept:>6,} under key {one.under}, the last until {one.until_on}" for one in found
    )
    say(as_json, {"fingerprints": rows}, words or "None is kept.")


@suppression.command("add-key", epilog=example("rightstart suppression add-key"))
@as_of
@as_json
def add_key(at: datetime, as_json: bool) -> None:
    """Make a new key for what is kept from now on. Older ones are read until their last fingerprint has ended."""
    database.make_ready()
    name = suppress.add_key(by=actor(), at=at)
    say(as_json, {"key": name}, f"What is kept from now on is kept under key {name}. Back up the folder of keys.")
