"""Commands about the ledger: seal, publish, rebuild it from its published files, and prove one act."""

from base64 import b64decode
from binascii import Error as NotBase64
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, assert_never

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.utils import timezone

from rightstart.cli.asking import as_json, example
from rightstart.cli.examined import CATCH_UP
from rightstart.cli.sentences import NOT_PROVED, UNPUBLISHABLE, WRONG
from rightstart.cli.telling import Declined, busy, document, line, say
from rightstart.cli.witnessing import KeyOfWitness, verifier, witness
from rightstart.engine import database, keys
from rightstart.ledger.audit import verify_store
from rightstart.ledger.checkpoint import ED25519, Signer
from rightstart.ledger.cosignature import WitnessKey
from rightstart.ledger.findings import Verdict
from rightstart.ledger.paper import as_pdf, entry_line, paper
from rightstart.ledger.prove import NoProof
from rightstart.ledger.publish import NothingToPublish, Published, Unpublishable, publish
from rightstart.ledger.seal import Behind, Broken, NothingToSeal, Sealed, seal
from rightstart.ledger.tiles import HASH_BYTES
from rightstart.ledger.verify import verify_published
from rightstart.ledger.witnesses import LAST_MOMENT
from rightstart.release.records import PROMISED, records

SHOWN = 20


class LogKey(click.ParamType[Ed25519PublicKey]):
    """A log's public key as signed-note tools write it: name+id+base64."""

    name = "key"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Ed25519PublicKey:
        if isinstance(value, Ed25519PublicKey):
            return value
        try:
            told = b64decode(value.split("+", 2)[-1], validate=True)  # base 64 may hold a + of its own
            return Ed25519PublicKey.from_public_bytes(told.removeprefix(ED25519))
        except (NotBase64, ValueError):
            self.fail(
                "it is not a log's public key like name+1a2b3c4d+AbC…= (see `rightstart ledger key`).", param, ctx
            )


@click.group("ledger")
def ledger() -> None:
    """Seal, publish, prove and check the ledger."""


@ledger.command("seal", epilog=example("rightstart ledger seal"))
@as_json
def seal_now(as_json: bool) -> None:
    """Give every act its place in the ledger and sign a checkpoint over all."""
    database.make_ready()
    match seal(signer=_signer(), at=timezone.now(), published=settings.LEDGER_DIRECTORY):
        case Sealed(size, new, root):
            say(
                as_json,
                {"size": size, "new": new, "root": root},
                f"Sealed {new} new, {size} in all; root {root.hex()}.",
            )
        case NothingToSeal(size):
            say(as_json, {"size": size, "new": 0}, f"Nothing new: {size} in all.")
        case Broken(size):
            raise Declined(
                "broken",
                f"The last checkpoint kept here (size {size}) is not what this log's key signed. Nothing is sealed on it."
                " Run `rightstart ledger verify --store`.",
                as_json=as_json,
            )
        case Behind(size):
            raise Declined(
                "behind", f"{size} entries are published, more than are kept here. {CATCH_UP}", as_json=as_json
            )
        case never:
            assert_never(never)


@ledger.command("publish", epilog=example("rightstart ledger publish"))
@as_json
def publish_now(as_json: bool) -> None:
    """Bring the published files (checkpoint, tiles, entries) up to the last signed checkpoint."""
    database.make_ready()
    where = settings.LEDGER_DIRECTORY
    match publish(directory=where):
        case Published(size, new):
            say(as_json, {"size": size, "new": new}, f"Published {new} new, {size} in all, in {where}.")
        case NothingToPublish(size):
            say(as_json, {"size": size, "new": 0}, f"Nothing new: {size} in all, in {where}.")
        case Unpublishable(why, position):
            raise Declined(why.value, f"{UNPUBLISHABLE[why]} (At {position}, in {where}.)", as_json=as_json)
        case never:
            assert_never(never)


@ledger.command("key", epilog=example("rightstart ledger key"))
@as_json
def show_key(as_json: bool) -> None:
    """Print the ledger's public key, to be given to whoever will check it."""
    published = _signer().verifier.published
    say(as_json, {"key": published}, published)


@ledger.command("verify", epilog=example("rightstart ledger verify --store"))
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@click.option("--key", type=LogKey(), help="The log's public key, where it is not the one kept here.")
@click.option("--earlier", type=click.File(encoding="utf-8"), multiple=True, help="A signed checkpoint seen before.")
@click.option(
    "--witness", "of", type=KeyOfWitness(), multiple=True, help="A witness's public key; more than one may be named."
)
@click.option("--quorum", type=click.IntRange(1), help="How many of these must have cosigned (all, if not said).")
@click.option("--store", is_flag=True, help="Also hash again what is kept in the database here.")
@as_json
def verify(
    path: Path | None,
    key: Ed25519PublicKey | None,
    earlier: tuple[Any, ...],
    of: tuple[WitnessKey, ...],
    quorum: int | None,
    store: bool,
    as_json: bool,
) -> None:
    """Rebuild the ledger from the published files in PATH alone (default: those of this place) and check every hash."""
    where, trusted, notes = (
        path or settings.LEDGER_DIRECTORY,
        key or _own_key(as_json),
        [file.read() for file in earlier],
    )
    wanted = len({one.key.public_bytes_raw() for one in of}) if quorum is None else quorum
    with busy("Rebuilding the ledger …"):
        verdicts = {"published": verify_published(where, trusted, earlier=notes, witnesses=of, quorum=wanted)}
        if store:
            database.make_ready()
            verdicts["store"] = verify_store(key=trusted, directory=where, records=records(), promised=PROMISED)
    if as_json:
        document({name: _told(verdict) for name, verdict in verdicts.items()})
    else:
        for name, verdict in verdicts.items():
            _print(name, verdict)
    if not all(verdict.sound for verdict in verdicts.values()):
        raise SystemExit(1)


@ledger.command("proof", epilog=example(f"rightstart ledger proof {'0a1b2c3d' * 8} --pdf proof.pdf"))
@click.argument("leaf")
@click.option("--pdf", type=click.File("wb"), help="Write the proof on paper: the act, QR codes, and how to check it.")
@as_json
def proof(leaf: str, pdf: IO[bytes] | None, as_json: bool) -> None:
    """Prove that the act with the leaf hash LEAF is in the published ledger, without showing any other.

    Prints the proof as text (c2sp.org/tlog-proof). A leaf hash is in `rightstart explain`, on receipts and on pages.
    """
    wanted = _leaf(leaf)
    database.make_ready()
    found = paper(
        wanted,
        directory=settings.LEDGER_DIRECTORY,
        key=_signer().verifier.published,
        address=f"{settings.SITE_ADDRESS}/ledger",
    )
    if isinstance(found, NoProof):
        raise Declined(found.value, NOT_PROVED[found], as_json=as_json)
    if pdf:
        pdf.write(as_pdf(found))
    told = {
        "leaf": found.leaf,
        "position": found.position,
        "size": found.size,
        "proof": found.text,
        "parts": found.parts,
    }
    say(as_json, told, f"{entry_line(found)} Written." if pdf else found.text.rstrip("\n"))


def _leaf(told: str) -> bytes:
    try:
        found = bytes.fromhex(told)
    except ValueError:
        found = b""
    if len(found) != HASH_BYTES:
        raise click.UsageError("A leaf hash has 64 characters, 0 to 9 and a to f.")
    return found


def _print(name: str, verdict: Verdict) -> None:
    what = {"published": "The published files", "store": "The store"}[name]
    for one in verdict.cosigned:
        at = f"{datetime.fromtimestamp(min(one.moment, LAST_MOMENT), UTC):%Y-%m-%d %H:%M} UTC"
        line(f"Cosigned by {one.name} at {at}: the first {one.size} of {verdict.size} entries.")
    if verdict.sound:
        line(f"{what}: sound. {verdict.size} entries, root {verdict.root.hex()}.")
        return
    line(f"{what}: {verdict.found} {'finding' if verdict.found == 1 else 'findings'} in {verdict.size} entries.")
    for finding in verdict.findings[:SHOWN]:
        at = "" if finding.position is None else f" At {finding.position}."
        line(f"  {WRONG[finding.kind]}{at}" + (f" {finding.about}" if finding.about else ""))
    if verdict.found > SHOWN:
        line(f"  … and {verdict.found - SHOWN} more.")


def _told(verdict: Verdict) -> dict[str, object]:
    return {
        "sound": verdict.sound,
        "size": verdict.size,
        "root": verdict.root,
        "found": verdict.found,
        "findings": verdict.findings,
        "cosigned": verdict.cosigned,
    }


def _own_key(as_json: bool) -> Ed25519PublicKey:
    """The key of the log kept here; where there is none, none is made, for it could not have signed anything."""
    if not (settings.HOME / "keys" / "ledger-signing.key").is_file():
        raise Declined("no-key", "There is no ledger of our own here: name the log's key with --key.", as_json=as_json)
    return _signer().verifier.key


def _signer() -> Signer:
    return Signer(settings.LEDGER_NAME, keys.signing_key(settings.HOME))


ledger.add_command(witness)
ledger.add_command(verifier)
