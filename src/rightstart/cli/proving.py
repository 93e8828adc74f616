"""Commands that give out what was signed under an agreement, and all that shows what was done, so that anybody can check it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from django.conf import settings

from rightstart.agreements.kit.papers import drawn
from rightstart.agreements.proving import proof_of
from rightstart.agreements.supposing import council_of
from rightstart.cli import finding
from rightstart.cli.asking import as_json, as_of, example
from rightstart.cli.telling import Declined, say
from rightstart.directory.people import named
from rightstart.engine import database
from rightstart.engine.archive import zipped
from rightstart.engine.isolation import Viewer
from rightstart.ledger.own import own_signer
from rightstart.ledger.prove import NoProof
from rightstart.reach.evidence import evidence

Made = TypeVar("Made")
OUT: Final = click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    required=True,
    help="The archive to write.",
)
WITHOUT: Final[Mapping[NoProof, str]] = {
    NoProof.UNKNOWN: "The ledger does not have one of its acts. Run `rightstart ledger verify --store`.",
    NoProof.NOT_SEALED: "Not all of its acts have their place in the ledger yet. Run `rightstart ledger seal`, then publish.",
    NoProof.NOT_PUBLISHED: "Not all of its acts are published yet. Run `rightstart ledger publish`.",
    NoProof.DAMAGED: "A published file of the ledger is missing or damaged. Run `rightstart ledger verify`.",
}


@click.command("proof", epilog=example("rightstart agreement proof CALD-INT-1 --out signed.zip"))
@click.argument("reference")
@OUT
@as_json
def proof(reference: str, out: Path, as_json: bool) -> None:
    """Write what was signed as an archive that anybody can check offline: documents, entries, acts with proofs, a checker."""
    key = own_signer().verifier.published
    found = as_its_council(
        reference, lambda viewer: proof_of(viewer, reference, key=key, published=settings.LEDGER_DIRECTORY), as_json
    )
    out.write_bytes(zipped(found.files))
    said = f"Written to {out}. Whoever has it unpacks it and runs: python verify_agreement.py"
    say(as_json, {"written": str(out), "files": list(found.files)}, said)


@click.command("evidence", epilog=example("rightstart agreement evidence CALD-INT-1 --out evidence.zip"))
@click.argument("reference")
@OUT
@as_of
@as_json
def pack(reference: str, out: Path, at: datetime, as_json: bool) -> None:
    """Write all that an auditor needs as one archive: what was agreed and signed, papers, what flowed, refusals, and a page on it.

    The counts are exact and name nobody. Whom it is given to is the parties' own decision.
    """
    told: dict[str, Any] = {
        "key": own_signer().verifier.published,
        "published": settings.LEDGER_DIRECTORY,
        "papers": drawn,
    }
    found = as_its_council(reference, lambda viewer: evidence(viewer, reference, **told, at=at), as_json)
    out.write_bytes(found.content)
    said = f"Written to {out}. Unpack it and open index.html, which says what is where."
    say(as_json, {"written": str(out), "bytes": len(found.content)}, said)


def as_its_council(reference: str, read: Callable[[Viewer], Made | NoProof | None], as_json: bool) -> Made:
    """What is read of an agreement as its council sees it. Raises Declined where there is none, or no proof of it yet."""
    database.make_ready()
    council = council_of(reference)
    if council is None:
        raise Declined("unknown", "There is no agreement with this reference.", as_json=as_json)
    with finding.viewing(named([council])[council]) as viewer:
        found = read(viewer)
    if isinstance(found, NoProof):
        raise Declined(found.value, WITHOUT[found], as_json=as_json)
    assert found is not None
    return found


COMMANDS: Final = (pack, proof)
