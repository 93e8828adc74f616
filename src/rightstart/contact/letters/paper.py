"""Hides how a sheet becomes a letter or a label: the words of a language, the centre's own, and the paper they are set on."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import quote

from django.conf import settings

from rightstart.contact.letters.batches import Sheet
from rightstart.contact.letters.houses import House, houses
from rightstart.contact.letters.rules import in_groups
from rightstart.contact.letters.withdrawing import name_of
from rightstart.engine.pdf import tagged_pdf
from rightstart.terms import day_in_words

ENGLISH: Final = "en"
# In the place of the code where nothing is to be posted: it is no code, and looks like one.
NO_CODE: Final = "XXXXX-XXXXX-XXXXX"


class Form(StrEnum):
    """What is printed: letters, letters in large print, or labels for envelopes."""

    LETTERS = "letters"
    LARGE = "large"
    LABELS = "labels"


# In points; large print is what the RNIB asks for.
SIZES: Final = {Form.LETTERS: 11, Form.LARGE: 16}


def as_pdf(batch: str, sheets: Sequence[Sheet], form: Form, *, on: date, preview: bool = False) -> bytes:
    """The sheets of a batch as a tagged PDF, in the order of the pile. A preview says across the page that it is one."""
    centres = houses((one.centre for one in sheets), on=on)
    title = f"Letters {batch}"
    if form is Form.LABELS:
        to = words_in(None)["to"]
        letters = [{"number": one.number, "to": (to, *one.address)} for one in sheets]
        return tagged_pdf("contact.letters", "labels", {"title": title, "letters": letters})
    made = [_letter(name_of(batch, one.number), one, centres[one.centre], on) for one in sheets]
    return _set(title, made, SIZES[form], preview=preview)


def one_letter(batch: str, sheet: Sheet, house: House, on: date) -> bytes:
    """One sheet of a batch as a tagged PDF of its own."""
    name = name_of(batch, sheet.number)
    return _set(f"Letter {name}", [_letter(name, sheet, house, on)], SIZES[Form.LETTERS])


def _set(title: str, letters: Sequence[Mapping[str, object]], size: int, *, preview: bool = False) -> bytes:
    told = {"title": title, "size": size, "preview": preview, "watermark": "Do not post", "letters": letters}
    return tagged_pdf("contact.letters", "letter", told)


def _letter(name: str, sheet: Sheet, house: House, on: date) -> dict[str, object]:
    lang = spoken(sheet.language)
    known = {"centre": house.name, "council": house.council, "phone": house.phone, "hours": house.hours}
    known |= {"reference": sheet.reference, "address": short_address("no"), "notice": notice_address(house.code)}
    words = {key: text.format(**known) for key, text in words_in(lang).items()}
    return {
        "name": name,
        "lang": lang,
        "date": day_in_words(on),
        "to": (words["to"], *sheet.address),
        "centre": {"name": house.name, "address": house.address},
        "welcome": house.welcome or (words["welcome"],),
        "services": house.services,
        "reach": " ".join([words["ring"], words["hours"]]) if house.hours else f"{words['ring']}.",
        "words": words,
        "code": in_groups(sheet.code) if sheet.code else NO_CODE,
    }


def short_address(page: str) -> str:
    """Where anybody can type a code or read more: as short as it can be told, and without what a browser adds by itself."""
    return f"{settings.SITE_ADDRESS.split('://')[-1]}/{page}"


def notice_address(centre: str) -> str:
    """Where the full privacy notice of a centre is read: the same in each of its letters."""
    return short_address(f"privacy/{quote(centre, safe='')}")


# -- languages ---------------------------------------------------------------------------------------------------------


def spoken(language: str | None) -> str:
    """The language of a family's letter: its own, where somebody who speaks it has reviewed the words; else English."""
    wanted = (language or ENGLISH).casefold().split("-")[0]
    return wanted if wanted in _reviewed() else ENGLISH


def words_in(language: str | None) -> Mapping[str, str]:
    return _reviewed()[spoken(language)]


@cache
def _reviewed() -> dict[str, Mapping[str, str]]:
    """The words of each language that a person has reviewed."""
    said = [one for one in files("rightstart.contact.letters").iterdir() if one.name.endswith(".toml")]
    read = {one.name.removesuffix(".toml"): tomllib.loads(one.read_text()) for one in said}
    return {name: told["words"] for name, told in read.items() if isinstance(told.get("reviewed_on"), date)}
