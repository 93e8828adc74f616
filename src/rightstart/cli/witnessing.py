"""Commands about the ledger's witnesses: named, asked by HTTP or by file, taken from; and the programs that others run."""

from importlib.resources import files
from pathlib import Path
from typing import IO, Any, Final, assert_never

import click
from django.conf import settings
from django.utils import timezone

from rightstart.cli.asking import actor, as_json, example
from rightstart.cli.sentences import NOT_NAMED, NOT_PROVED, NOT_TAKEN, UNANSWERED
from rightstart.cli.telling import Declined, busy, document, line, say, table
from rightstart.engine import database
from rightstart.ledger.asking import Asked, Unanswered, ask_witnesses
from rightstart.ledger.cosignature import WitnessKey, witness_key
from rightstart.ledger.cosigned import witnesses
from rightstart.ledger.paper import CHECKER
from rightstart.ledger.prove import NoProof
from rightstart.ledger.publish import publish
from rightstart.ledger.witnesses import NotNamed, Taken, end_witness, name_witness, request, take

OUT: Final = click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to; else printed.")
WITNESS: Final = "witness_ledger.py"


class KeyOfWitness(click.ParamType[WitnessKey]):
    """A witness's public key as it gives it out: name+id+base64."""

    name = "key"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> WitnessKey:
        read = value if isinstance(value, WitnessKey) else witness_key(value)
        return read or self.fail("it is not a witness's public key like name+1a2b3c4d+BAbC…=.", param, ctx)


@click.group("witness")
def witness() -> None:
    """Other organisations that cosign the ledger, so that it cannot be rewritten in secret."""


@witness.command("add", epilog=example("rightstart ledger witness add 'council.example/w+1a2b3c4d+BAbC…='"))
@click.argument("key")
@click.option("--address", metavar="URL", help="Where it is asked by HTTP; without, it is asked by file.")
@as_json
def add(key: str, address: str | None, as_json: bool) -> None:
    """Name a witness by the public KEY that it gave you."""
    if address is not None and not address.startswith(("https://", "http://")):
        raise click.UsageError("An address begins with https:// or http://.")
    database.make_ready()
    trimmed = address.rstrip("/") if address else None
    match name_witness(key=key, address=trimmed, by=actor(), at=timezone.now()):
        case NotNamed() as why:
            raise Declined(why.value, NOT_NAMED[why], as_json=as_json)
        case WitnessKey(name):
            how = (
                "It is asked every few minutes."
                if address
                else "Send it what `rightstart ledger witness request` writes."
            )
            say(as_json, {"name": name, "address": trimmed}, f"{name} is a witness now. {how}")


@witness.command("end", epilog=example("rightstart ledger witness end council.example/w"))
@click.argument("name")
@as_json
def end(name: str, as_json: bool) -> None:
    """Ask the witness NAME no more, and publish its cosignatures no longer."""
    database.make_ready()
    match end_witness(name=name, by=actor(), at=timezone.now()):
        case NotNamed() as why:
            raise Declined(why.value, NOT_NAMED[why], as_json=as_json)
        case WitnessKey():
            publish(directory=settings.LEDGER_DIRECTORY)
            say(as_json, {"name": name}, f"{name} is no longer a witness.")


@witness.command("list", epilog=example("rightstart ledger witness list"))
@as_json
def show(as_json: bool) -> None:
    """List the witnesses, and how far each has cosigned."""
    database.make_ready()
    found = witnesses()
    if as_json:
        document(
            [
                {"name": one.key.name, "key": one.key.published, "address": one.address, "size": one.size}
                | {"cosigned_at": one.cosigned_at}
                for one in found
            ]
        )
    elif found:
        rows = [[one.key.name, one.address or "by file", one.size, one.cosigned_at or "never"] for one in found]
        table(("witness", "asked", "cosigned", "at"), rows, right=("cosigned",))
    else:
        line("Nobody but this log's own key vouches for the ledger. See `rightstart ledger witness add`.")


@witness.command("ask", epilog=example("rightstart ledger witness ask"))
@as_json
def ask(as_json: bool) -> None:
    """Ask every witness with an address to cosign what is published, and publish what it answers."""
    database.make_ready()
    with busy("Asking …"):
        asked = ask_witnesses(directory=settings.LEDGER_DIRECTORY, at=timezone.now())
        publish(directory=settings.LEDGER_DIRECTORY)
    if as_json:
        document([{"name": one.name, "cosigned": isinstance(one.answer, Taken), "answer": one.answer} for one in asked])
    else:
        for one in asked:
            line(f"{one.name}: {_answer(one)}")
        if not asked:
            line("Nobody to ask: no witness has an address, or each has cosigned all that is published.")
    if not all(isinstance(one.answer, Taken) for one in asked):
        raise SystemExit(1)


def _answer(one: Asked) -> str:
    match one.answer:
        case Taken(_, size):
            return f"cosigned {size} entries."
        case Unanswered() as why:
            return UNANSWERED[why]
        case NoProof() as why:
            return NOT_PROVED[why]
        case never:
            assert_never(never)


@witness.command("request", epilog=example("rightstart ledger witness request council.example/w --out request.txt"))
@click.argument("name")
@click.option("--old", type=click.IntRange(0), help="What the witness says that it cosigned last, where it differs.")
@click.option("--out", type=click.File("w", encoding="utf-8"), default="-", help="Where to; else printed.")
@as_json
def ask_by_file(name: str, old: int | None, out: IO[str], as_json: bool) -> None:
    """Write what the witness NAME is asked to cosign, as a file to be sent to it."""
    database.make_ready()
    found = next((one for one in witnesses() if one.key.name == name), None)
    if found is None:
        raise Declined(NotNamed.UNKNOWN.value, NOT_NAMED[NotNamed.UNKNOWN], as_json=as_json)
    asked = request(found.size if old is None else old, directory=settings.LEDGER_DIRECTORY)
    if isinstance(asked, NoProof):
        raise Declined(asked.value, NOT_PROVED[asked], as_json=as_json)
    if as_json:
        document({"name": name, "old": asked.old, "size": asked.size, "request": asked.text})
    else:
        out.write(asked.text)


@witness.command("take", epilog=example("rightstart ledger witness take cosigned.txt"))
@click.argument("file", type=click.File(encoding="utf-8"))
@as_json
def take_file(file: IO[str], as_json: bool) -> None:
    """Take the cosigned checkpoint in FILE from a witness, and publish it."""
    database.make_ready()
    taken = take(file.read(), at=timezone.now())
    if not isinstance(taken, Taken):
        raise Declined(taken.value, NOT_TAKEN[taken], as_json=as_json)
    publish(directory=settings.LEDGER_DIRECTORY)
    told = {"names": taken.names, "size": taken.size}
    say(as_json, told, f"Cosigned by {' and '.join(taken.names)}: {taken.size} entries.")


@witness.command("program", epilog=example("rightstart ledger witness program --out witness_ledger.py"))
@OUT
@as_json
def witness_program(out: Path | None, as_json: bool) -> None:
    """Write the program with which a witness cosigns, by file or by HTTP, without Right Start."""
    _write(WITNESS, out, as_json)


@click.command("verifier", epilog=example("rightstart ledger verifier --out check_ledger.py"))
@OUT
@as_json
def verifier(out: Path | None, as_json: bool) -> None:
    """Write the program with which anybody checks the ledger, or the proof of one act, without Right Start."""
    _write(CHECKER, out, as_json)


def _write(name: str, out: Path | None, as_json: bool) -> None:
    text = files("rightstart.ledger.alone").joinpath(name).read_text("utf-8")
    if out is None:
        say(as_json, {"program": text}, text.rstrip("\n"))
        return
    out.write_text(text, "utf-8")
    say(as_json, {"out": str(out)}, f"Written to {out}. `python {out} --help` tells how it is used.")
