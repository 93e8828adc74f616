"""The command that draws the papers of an agreement from its entry, as Word files and as PDF."""

from pathlib import Path
from typing import Final

import click

from rightstart.agreements.kit.papers import drawn
from rightstart.agreements.stating import statements
from rightstart.agreements.wording import Statement
from rightstart.cli.asking import as_json, example
from rightstart.cli.proving import as_its_council
from rightstart.cli.telling import Declined, say

FOLDER: Final = click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, writable=True, path_type=Path),
    required=True,
    help="The folder to write them into; it is made where it is missing.",
)


@click.command("papers", epilog=example("rightstart agreement papers CALD-INT-1 --out papers"))
@click.argument("reference")
@click.option("--version", type=click.IntRange(min=1), help="Which version; without it the newest.")
@FOLDER
@as_json
def papers(reference: str, version: int | None, folder: Path, as_json: bool) -> None:
    """Draw the agreement, the impact assessment, privacy notices, a brief for directors and a letter, to be reviewed."""
    found = as_its_council(reference, lambda viewer: statements(viewer, reference), as_json)
    made = drawn(_chosen(found, version, as_json))
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        (folder / name).write_bytes(content)
    said = (
        f"{len(made)} files written into {folder}. Have your data protection officer review them before you use them."
    )
    say(as_json, {"written": str(folder), "files": list(made)}, said)


def _chosen(found: list[Statement], version: int | None, as_json: bool) -> Statement:
    """The version that is asked for, or the newest. Raises Declined."""
    kept = [one for one in found if version in (None, one.version)]
    if not kept:
        raise Declined("unknown-version", "The agreement has no such version.", as_json=as_json)
    return kept[-1]


COMMANDS: Final = (papers,)
