"""Commands about first letters: put into batches, printed to a file, looked through, and posted."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

import click

from rightstart.cli import finding
from rightstart.cli.asking import Word, actor, as_json, as_of, example
from rightstart.cli.telling import Declined, document, line, say, table
from rightstart.contact.letters import batches, hybrid, pulling, queueing
from rightstart.contact.letters.offices import choose_sender
from rightstart.contact.letters.paper import Form, as_pdf
from rightstart.contact.letters.reading import BatchRow
from rightstart.contact.letters.reading import batches as read
from rightstart.contact.letters.rules import Answer, NotDone, Sender
from rightstart.directory.people import OrganisationRow
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import database
from rightstart.engine.archive import streamed
from rightstart.terms import london_date

F = TypeVar("F", bound=Callable[..., object])
T = TypeVar("T")
SENDER: Final = click.option(
    "--by", "sender", metavar="CODE", required=True, help="Who sends them: a council or a centre."
)
BATCH: Final = click.argument("batch")
NUMBERS: Final = click.argument("numbers", type=int, nargs=-1, required=True)
NOT_DONE: Final = {
    NotDone.UNKNOWN: "There is no such batch. See `rightstart letters list`.",
    NotDone.NOT_SENDER: "Somebody else sends these letters. See `rightstart letters sender --help`.",
    NotDone.NOBODY: "No family can be written to now.",
    NotDone.NONE_OF_THESE: "None of these families may be written to now, or each has its letter already.",
    NotDone.HALTED: "Everything is stopped: no letter leaves until two people resume.",
    NotDone.BEING_MADE: "This batch is still being made: try again in a moment.",
    NotDone.NOT_PRINTED: "Print the letters first.",
    NotDone.POSTED_BEFORE: "This batch was posted already.",
    NotDone.TAKE_OUT: "Some letters must be taken out of the pile first: see `rightstart letters list`. Nothing counts as posted.",
    NotDone.NOBODY_TO_RING: "A letter must say whom to ring. Keep a number first: `rightstart people numbers --help`.",
}


@click.group("letters")
def letters() -> None:
    """First letters to families: every family is checked again when they are printed and when they are posted."""


def _by_sender(command: F) -> F:
    """What the commands about one sender's letters ask."""
    return SENDER(as_of(as_json(command)))


def _sender(code: str, as_json: bool) -> OrganisationRow:
    database.make_ready()
    return finding.organisation(code, OrganisationKind.COUNCIL, OrganisationKind.CENTRE, as_json=as_json)


def _done(answer: T | NotDone, as_json: bool) -> T:
    """What was done. Raises Declined with the reason where nothing was."""
    if isinstance(answer, NotDone):
        raise Declined(answer.value, NOT_DONE[answer], as_json=as_json)
    return answer


@letters.command("list", epilog=example("rightstart letters list --by E08000033"))
@SENDER
@as_json
def show(sender: str, as_json: bool) -> None:
    """List the batches of a sender, and the letters that must not go out."""
    whose = _sender(sender, as_json)
    with finding.viewing(whose) as viewer:
        found = read(viewer)
    if as_json:
        document([_document(one) for one in found])
    elif found:
        heads = ("batch", "sent by", "made", "letters", "printed", "posted", "to stop")
        table(heads, [_row(one) for one in found], right=("letters",))
    else:
        line("No batch of letters yet.")


def _document(one: BatchRow) -> dict[str, object]:
    told = {"batch": one.reference, "sender": one.sender_name, "made": one.made_at, "printed": one.printed_at}
    numbers = [{"number": letter.number, "reference": letter.reference} for letter in one.unanswered]
    return told | {"posted": one.posted_at, "states": dict(one.states), "to_stop": numbers}


def _row(one: BatchRow) -> tuple[object, ...]:
    printed, posted = (f"{moment:%Y-%m-%d}" if moment else "" for moment in (one.printed_at, one.posted_at))
    stops = ", ".join(f"number {letter.number}" for letter in one.unanswered)
    return one.reference, one.sender_name, f"{one.made_at:%Y-%m-%d}", one.total, printed, posted, stops


@letters.command("make", epilog=example("rightstart letters make --by E08000033"))
@click.option("--family", "families", metavar="REFERENCE", multiple=True, help="For this family only; may be repeated.")
@_by_sender
def make(families: tuple[str, ...], sender: str, at: datetime, as_json: bool) -> None:
    """Make a batch of all families that may be written to now and have not been tried, or of certain ones."""
    whose = _sender(sender, as_json)
    made = _done(queueing.make(sender=whose.id, references=families or None, by=actor(), at=at), as_json)
    say(
        as_json, {"batch": made.reference, "letters": made.letters}, f"Batch {made.reference}: {made.letters} to print."
    )


@letters.command("print", epilog=example("rightstart letters print 3f9a1c0d5e7b2468 --by E08000033 --to letters.pdf"))
@BATCH
@click.option("--to", "file", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The PDF to write.")
@click.option("--form", metavar="|".join(Form), type=Word(Form), default=Form.LETTERS, show_default=True)
@_by_sender
def print_batch(batch: str, file: Path, form: Form, sender: str, at: datetime, as_json: bool) -> None:
    """Write what may go on paper at this second. The file holds addresses: print it, then delete it."""
    whose = _sender(sender, as_json)
    _make_private(file, as_json)
    coded = form is not Form.LABELS
    printed = batches.print_letters(sender=whose.id, reference=batch, by=actor(), at=at, coded=coded)
    sheets = _done(printed, as_json)
    file.write_bytes(as_pdf(batch, sheets, form, on=london_date(at)))
    said = f"{len(sheets)} in {file}, in the order of the pile. Print it, then delete it: it holds addresses."
    say(as_json, {"batch": batch, "letters": len(sheets), "file": str(file)}, said)


@letters.command(
    "hybrid-mail", epilog=example("rightstart letters hybrid-mail 3f9a1c0d5e7b2468 --by E08000033 --to letters.zip")
)
@BATCH
@click.option("--to", "file", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The ZIP to write.")
@_by_sender
def hybrid_mail(batch: str, file: Path, sender: str, at: datetime, as_json: bool) -> None:
    """Write what may go on paper at this second for a hybrid mail provider: a PDF for each letter, and a table of them."""
    whose = _sender(sender, as_json)
    _make_private(file, as_json)
    sheets = _done(batches.print_letters(sender=whose.id, reference=batch, by=actor(), at=at), as_json)
    with file.open("wb") as out:
        out.writelines(streamed(hybrid.files(batch, sheets, on=london_date(at))))
    said = f"{len(sheets)} in {file}, with {hybrid.MANIFEST}. Hand it over, then delete it: it holds addresses."
    say(as_json, {"batch": batch, "letters": len(sheets), "file": str(file)}, said)


def _make_private(file: Path, as_json: bool) -> None:
    """For its owner alone, and before anything counts as printed. Raises Declined where it cannot be written."""
    try:
        file.touch()
        file.chmod(0o600)
    except OSError as error:
        said = f"{file} cannot be written ({error.strerror}). Nothing was printed: name another file with --to."
        raise Declined("not-writable", said, as_json=as_json) from None


@letters.command("post", epilog=example("rightstart letters post 3f9a1c0d5e7b2468 --by E08000033"))
@BATCH
@_by_sender
def post(batch: str, sender: str, at: datetime, as_json: bool) -> None:
    """Note that the pile goes into the post, once no letter of it must be taken out."""
    whose = _sender(sender, as_json)
    done = _done(batches.post(sender=whose.id, reference=batch, by=actor(), at=at), as_json)
    say(as_json, {"batch": batch, "letters": done.letters}, f"Posted: {done.letters}.")


@letters.command("take-out", epilog=example("rightstart letters take-out 3f9a1c0d5e7b2468 3 17 --by E08000033"))
@BATCH
@NUMBERS
@_by_sender
def take_out(batch: str, numbers: tuple[int, ...], sender: str, at: datetime, as_json: bool) -> None:
    """Take letters out of a batch that is not posted yet, for a reason of your own."""
    whose = _sender(sender, as_json)
    out = pulling.take_out(sender=whose.id, reference=batch, numbers=set(numbers), by=actor(), at=at)
    say(as_json, {"batch": batch, "taken_out": out}, f"Taken out: {out}. Destroy what is on paper.")


@letters.command(
    "account", epilog=example("rightstart letters account 3f9a1c0d5e7b2468 17 --as taken-out --by E08000033")
)
@BATCH
@NUMBERS
@click.option("--as", "said", metavar="|".join(Answer), type=Word(Answer), required=True, help="What became of them.")
@_by_sender
def account(batch: str, numbers: tuple[int, ...], said: Answer, sender: str, at: datetime, as_json: bool) -> None:
    """Note what became of letters that must not go out."""
    whose = _sender(sender, as_json)
    taken = pulling.answer(organisation=whose.id, reference=batch, numbers=set(numbers), said=said, by=actor(), at=at)
    say(as_json, {"batch": batch, "accounted_for": taken}, f"Noted: {taken}.")


@letters.command("sender", epilog=example("rightstart letters sender --by E08000033 council"))
@click.argument("who", metavar="|".join(Sender), type=Word(Sender))
@_by_sender
def sends(who: Sender, sender: str, at: datetime, as_json: bool) -> None:
    """Say who sends a council's first letters: the council for all of its centres, or each centre its own."""
    database.make_ready()
    whose = finding.organisation(sender, OrganisationKind.COUNCIL, as_json=as_json)
    choose_sender(council=whose.id, sender=who, by=actor(), at=at)
    said = (
        f"{whose.name} sends the letters." if who is Sender.COUNCIL else f"Each centre of {whose.name} sends its own."
    )
    say(as_json, {"council": whose.code, "sender": who}, said)
