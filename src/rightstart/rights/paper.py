"""Hides how an account is put into plain words, once for the page and for the paper that the parent is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rightstart.engine.pdf import tagged_pdf
from rightstart.rights.account import Account, Ground, Other, Told
from rightstart.terms import Item, day_in_words

ITEMS: Final[Mapping[Item, str]] = {
    Item.BABY_SURNAME: "the baby’s surname",
    Item.BABY_FORENAME: "the baby’s first name",
    Item.BORN_ON: "the day of birth",
    Item.PARENT_NAME: "a parent’s name",
    Item.ADDRESS: "the address",
    Item.POSTCODE: "the postcode",
    Item.CONFINEMENT: "whether it was one baby, twins or more",
    Item.NHS_NUMBER: "the baby’s NHS number",
    Item.HV_SEEN_ON: "the day of the health visitor’s first visit",
    Item.TOLD_ON: "the day on which the parents were told of this sharing",
    Item.LANGUAGE: "the language to write in",
    Item.INTERPRETER: "whether an interpreter is needed",
    Item.PHONE: "a telephone number",
    Item.EMAIL: "an e-mail address",
}
OTHERS: Final = {
    "supplier": "was told that a detail of its own record should be put right",
    "council": "was told, for the family had moved there",
    "centre": "saw the family’s details, in the place of its own centre",
    "system": "was told to send the family nothing more",
}
NOBODY: Final = "Nobody."


@dataclass(frozen=True, slots=True)
class Entry:
    """One time that somebody was told: a heading, what there is to say, and where the law can be read."""

    heading: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    entries: tuple[Entry, ...]


def parts(found: Account, council: str) -> list[Part]:
    """The account in plain words."""
    return [
        Part(f"Who told {council}", tuple(_entry(one) for one in found.came)),
        Part(f"Whom {council} told", tuple(_entry(one) for one in found.went)),
        Part("Who else was told something", tuple(_other(one) for one in found.others)),
    ]


def _entry(one: Told) -> Entry:
    rows = [("What", tuple(ITEMS[item] for item in one.items))]
    rows += _ground(one.ground) if one.ground else [("Under which agreement", ("none is on record",))]
    if one.called_back_on:
        back = [f"asked for on {day_in_words(one.called_back_on)}"]
        done = (
            f"destroyed on {day_in_words(one.destroyed_on)}" if one.destroyed_on else "not confirmed as destroyed yet"
        )
        rows.append(("Called back", (*back, done)))
    if one.entry is not None:
        rows.append(("Proof", (f"entry {one.entry} of the public ledger",)))
    links = one.ground.links if one.ground else ()
    return Entry(f"{one.organisation}, {day_in_words(one.on)}", tuple(rows), links)


def _ground(one: Ground) -> list[tuple[str, tuple[str, ...]]]:
    return [
        ("Under which agreement", (f"{one.agreement}, version {one.version}",)),
        ("For which task", (one.task,)),
        ("By which law", (one.gateway,)),
        ("Lawful basis", (one.lawful_basis,)),
    ]


def _other(one: Other) -> Entry:
    rows: list[tuple[str, tuple[str, ...]]] = [("What", (OTHERS[one.sort],))]
    if one.columns:
        rows.append(("Which details", tuple(column.replace("_", " ") for column in one.columns)))
    return Entry(f"{one.name}, {day_in_words(one.on)}", tuple(rows))


def as_pdf(found: Account, council: str, *, on: date, reference: str) -> bytes:
    """Tagged PDF (PDF/UA-1), with the asking's reference and nobody's name."""
    told: dict[str, object] = {
        "title": "Who was told about your family",
        "lead": [
            f"Drawn up by {council} on {day_in_words(on)}. Reference {reference}.",
            "It says which organisations were told, when, what, and by which law. It holds no names and no address.",
        ],
        "parts": [printed(one) for one in parts(found, council)],
        "next": "What you can do",
        "rights": RIGHTS,
    }
    return tagged_pdf("rights", "account", told)


RIGHTS: Final[Sequence[str]] = (
    "You can ask the council to put wrong details right, to remove them, or to tell nobody any more.",
    "You can say no at any time. It changes nothing about any other help that you get.",
    "You can complain to the council, and to the Information Commissioner: ico.org.uk, telephone 0303 123 1113.",
)


def printed(part: Part, empty: str = NOBODY) -> dict[str, object]:
    entries = [
        {
            "heading": one.heading,
            "rows": [{"key": key, "lines": lines} for key, lines in one.rows],
            "links": [{"name": name, "address": address} for name, address in one.links],
        }
        for one in part.entries
    ]
    return {"title": part.title, "nobody": empty, "entries": entries}
