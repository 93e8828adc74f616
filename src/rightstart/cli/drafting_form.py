"""Hides the file in which an agreement is drafted for the command line."""

import tomllib
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import IO, Any, Final

import click
import msgspec

from rightstart.agreements.completing import ENFORCED
from rightstart.agreements.rules import ExitRule, Hop, InstrumentKind
from rightstart.agreements.wording import Confidentiality, Informer, Terms
from rightstart.terms import Item

FORM: Final = "\n".join((
    "\b",
    "FILE is TOML or JSON:",
    '  reference = "CALD-INT-1"',
    f"  hop = 2                        # {', '.join(f'{hop.value}: {hop.name.lower()}' for hop in Hop)}".replace("_", " "),
    f'  kind = "internal-instruction"  # {", ".join(InstrumentKind)}',
    '  giver = "E08000033"            # the supplier on hop 1, the council on hop 2, another council on hop 3',
    '  council = "E08000033"',
    '  recipients = ["CALD01"]        # the centres on hop 2',
    '  paper = "signed.pdf"           # where it is signed by hand already: the entry stands beside it',
    "  [terms]",
    '  giver_task = "…"               # and all other terms: see below',
    '  items = ["postcode"]           # see below',
    "  from_on = 2026-11-01           # and ends_on, review_on",
    "  [[terms.contacts]]             # an office of a party, by its role; never a person",
    '  party = "E08000033"            # and role, email, telephone',
))  # fmt: skip
ITEMS: Final = (
    f"Terms: {', '.join(field.name for field in fields(Terms))}. Beside a paper what the gate enforces is enough: "
    f"{', '.join(ENFORCED)}.\n\n"
    f"Codes: *_confidentiality {', '.join(Confidentiality)}; informed_by {', '.join(Informer)}; "
    f"exit_rule {', '.join(ExitRule)}.\n\n"
    f"Gateways: codes or names of `rightstart agreement gateways`, parted by semicolons.\n\nItems: {', '.join(Item)}."
)


class Drafting(msgspec.Struct, forbid_unknown_fields=True):
    """A file that says what an instrument is to say."""

    reference: str
    hop: Hop
    kind: InstrumentKind
    giver: str
    council: str
    terms: dict[str, Any]
    recipients: list[str] = []
    paper: str = ""


def drafting(file: IO[bytes]) -> tuple[Drafting, Terms, bytes | None]:
    """What a file asks for, with the paper that it names. Raises UsageError with the place where it cannot be read."""
    content = file.read()
    try:
        told = msgspec.json.decode(content) if content.lstrip()[:1] == b"{" else tomllib.loads(content.decode())
        asked = msgspec.convert(told, Drafting)
        if strange := asked.terms.keys() - {field.name for field in fields(Terms)}:
            raise click.UsageError(f"{file.name}: no terms are called {', '.join(sorted(strange))}.")
        paper = (Path(file.name).parent / asked.paper).read_bytes() if asked.paper else None
        return asked, msgspec.convert(asked.terms, Terms, builtin_types=(date,)), paper
    except (OSError, ValueError, tomllib.TOMLDecodeError) as error:
        raise click.UsageError(f"{file.name}: {error}") from None
