"""The command that enters a whole list of organisations and people from a spreadsheet, with a first password for each newcomer."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import IO, Final

import click

from rightstart.cli.asking import actor, as_json, as_of, example
from rightstart.cli.sheet_words import WRONG_IN_LIST
from rightstart.cli.telling import document, line, table
from rightstart.directory.loading import Fault, Faulty, Listed, load
from rightstart.engine import database
from rightstart.intake.faults import says_unreadable
from rightstart.intake.formats import columns
from rightstart.intake.formats.table import Unreadable

ORGANISATIONS: Final[Mapping[str, Sequence[str]]] = {
    "kind": ("kind",),
    "code": ("code", "centre_code", "hub_code", "site_code", "centre", "hub"),
    "name": ("name", "centre_name", "hub_name", "organisation"),
    "address": ("address", "street"),
    "postcode": ("postcode", "post_code"),
    "telephone": ("telephone", "phone", "telephone_number", "office_number"),
    "hours": ("hours", "opening_hours"),
}
PEOPLE: Final[Mapping[str, Sequence[str]]] = {
    "email": ("email", "e_mail", "email_address", "e_mail_address"),
    "name": ("name", "full_name"),
    "role": ("role",),
    "at": ("at", "works_at", "organisation", "centre", "centre_code"),
    "telephone": ("telephone", "phone", "office_number"),
    "hours": ("hours",),
}
MUST: Final = {"organisations": ("code", "name"), "people": ("email", "name", "role")}
# Without what is mistaken for something else when it is read out: 16 of 30 letters and digits are 78 bits.
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
FORM: Final = (
    "A list of organisations has the columns code and name, and may have kind (blank: a centre of the council), address, "
    "postcode, telephone (of the office) and hours. A list of people has the columns email, name and role, and may have at (code "
    "or whole name of where they work; blank: the council), telephone (of the office) and hours. Two lists can be two sheets of "
    "one workbook."
)
Lists = dict[str, list[Listed]]


@click.command("load", epilog=example("rightstart people load people-and-centres.xlsx --council E08000033", also=FORM))
@click.argument("file", type=click.File("rb"))
@click.option(
    "--council", metavar="GSS", required=True, help="Whose centres and people; it may stand in the list itself."
)
@as_of
@as_json
def load_lists(file: IO[bytes], council: str, at: datetime, as_json: bool) -> None:
    """Enter the centres and people of a spreadsheet (.xlsx or CSV): all of it or nothing.

    Whoever could not sign in before is given a first password, printed once. The same again changes nothing.
    """
    lists = _lists(file)
    database.make_ready()
    answer = load(
        organisations=lists["organisations"],
        people_listed=lists["people"],
        council_code=council,
        first_password=_first_password,
        by=actor(),
        at=at,
    )
    if isinstance(answer, Faulty):
        told = [*_told("organisations", answer.organisations), *_told("people", answer.people)]
        raise click.UsageError("\n".join((f"{file.name} was not entered, none of it:", *told)))
    if as_json:
        document(answer)
        return
    line(f"{answer.organisations} organisations and {answer.people} roles of people stand as the list says.")
    if answer.passwords:
        line("Give each newcomer their first password by telephone. They change it on the page Change your password.")
        table(("e-mail", "first password"), list(answer.passwords.items()))


def _told(which: str, faults: Sequence[Fault]) -> Iterator[str]:
    return (f"  {which}, row {one.row}, {one.column}: {WRONG_IN_LIST[one.wrong]}" for one in faults)


def _lists(file: IO[bytes]) -> Lists:
    """The lists in a file; a workbook may hold both. Raises UsageError."""
    content, lists = file.read(), Lists(organisations=[], people=[])
    first = columns.read(content, PEOPLE)
    sheets: Sequence[str | None] = first.sheets if isinstance(first, Unreadable) and first.sheets else [None]
    for sheet in sheets:
        _take(file.name, content, sheet, lists)
    return lists


def _take(name: str, content: bytes, sheet: str | None, lists: Lists) -> None:
    """Take one sheet as the list that its columns say it is."""
    found = columns.read(content, PEOPLE, sheet)
    which = "people"
    if isinstance(found, columns.Sheet) and "email" not in found.headers:
        which, found = "organisations", columns.read(content, ORGANISATIONS, sheet)
    if isinstance(found, Unreadable):
        raise click.UsageError(f"{name}: {says_unreadable(found.reason, found.row)}")
    if missing := [one for one in MUST[which] if one not in found.headers]:
        raise click.UsageError(f"{name}, a list of {which}, has no column {' and no column '.join(missing)}. {FORM}")
    lists[which] += [Listed(row.number, row.cells) for row in found.rows]


def _first_password() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
