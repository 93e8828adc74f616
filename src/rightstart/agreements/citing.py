"""Which legal gateways the words of a party cite, and whether a flow of births for first contact can stand on them; pure.

The table knows what it has read. A text that it does not hold is the party's own, and stands on the party's word.
"""

import re
from datetime import date
from enum import StrEnum
from typing import Final

from rightstart.agreements.gateways import GATEWAYS, Gateway, Purpose, Use, gateway


class Unfounded(StrEnum):
    """Why a flow cannot stand on what a party cites."""

    STATISTICS_ONLY = "statistics-only"
    ONLY_BOUNDS = "only-bounds"
    NOT_COMMENCED = "not-commenced"
    HEALTH_SERVICE_ONLY = "health-service-only"
    NOT_FOR_COUNCILS = "not-for-councils"


_SPELT: Final = (
    ("[\u2010-\u2015]", "-"),
    (r"\s+", " "),
    ("national health service", "nhs"),
    (r"\barticle\b|\bart\.", "art"),
    (r"\bsections? ", "s."),
    (r"\b(ss?)\. ?", r"\1."),
)


def _spell(text: str) -> str:
    """One spelling of what is written in several ways."""
    text = text.casefold()
    for written, spelt in _SPELT:
        text = re.sub(written, spelt, text)
    return text.strip()


# A row of two points of one article is cited by either.
_ALSO: Final = {"uk-gdpr-9-2-g-h": ("UK GDPR Article 9(2)(g)", "UK GDPR Article 9(2)(h)")}


def _cited_as(row: Gateway) -> re.Pattern[str]:
    """By its code, by its whole name, by the name without what explains it, or by one point of it."""
    short = re.split(r" \(|[,;]| and the ", row.name)[0].removesuffix(" and")
    words = sorted(map(_spell, {row.code, row.name, short, *_ALSO.get(row.code, ())}), key=len, reverse=True)
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, words))})(?![a-z0-9])")


_CITED_AS: Final = {row.code: _cited_as(row) for row in GATEWAYS}


def _read(text: str) -> tuple[dict[str, Gateway], bool]:
    """The rows that a text cites, and whether something else stands in it too, with a semicolon or a line of its own."""
    spelt = _spell(text.replace("\n", ";"))
    found: dict[str, Gateway] = {}
    for row in GATEWAYS:
        spelt, times = _CITED_AS[row.code].subn("\0", spelt)
        if times:
            found[row.code] = row
    return found, any(part.strip() and "\0" not in part for part in spelt.split(";"))


def cited(*texts: str) -> tuple[Gateway, ...]:
    """The rows of the table that these texts cite, each once, in the table's order."""
    found = {code for text in texts for code in _read(text)[0]}
    return tuple(row for row in GATEWAYS if row.code in found)


def unfounded(text: str, *, council: bool, from_on: date) -> Unfounded | None:
    """Why a flow that begins on a day cannot stand on what a party (a council, or another) cites; None where it may be drafted.

    One ground that holds is enough, whatever bounds are named beside it; statistics files are for no contact at all.
    """
    rows, others = _read(text)
    if any(row.only_for is Purpose.STATISTICS for row in rows.values()):
        return Unfounded.STATISTICS_ONLY
    if others or not rows:
        return None
    weak = [_weak(row, council, from_on) for row in rows.values() if row.use is Use.GROUND]
    if not weak:
        return Unfounded.ONLY_BOUNDS
    return None if None in weak else weak[0]


def _weak(row: Gateway, council: bool, from_on: date) -> Unfounded | None:
    """Why one ground carries no such flow by itself."""
    if not row.commenced or (row.begins_on is not None and from_on < row.begins_on):
        return Unfounded.NOT_COMMENCED
    if row.only_for is Purpose.HEALTH_SERVICE:
        return Unfounded.HEALTH_SERVICE_ONLY
    return Unfounded.NOT_FOR_COUNCILS if council and not row.open_to_councils else None


def in_names(words: str) -> str:
    """What a party cites, with the name of each gateway that it gives by its code; several stand apart by semicolons."""
    parts = [part.strip() for part in words.split(";")]
    return "; ".join(one.name if (one := gateway(part)) else part for part in parts if part)
