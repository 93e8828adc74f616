"""Hides how all that shows what was agreed and what was done becomes one archive, with a page that explains it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from html import escape
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from string import Template
from typing import Any, Final

from rightstart.agreements.differences import differences, told
from rightstart.agreements.fields import in_words
from rightstart.agreements.proving import CHECKER, proof_of
from rightstart.agreements.refused import RefusalRow, refusals
from rightstart.agreements.register import AgreementRow, register
from rightstart.agreements.rules import Hop
from rightstart.agreements.stating import statements
from rightstart.agreements.wording import Statement
from rightstart.engine.archive import zipped
from rightstart.engine.exports import csv_bytes
from rightstart.engine.isolation import Viewer
from rightstart.ledger.prove import NoProof
from rightstart.reach.flowed import Came, Entered, Went, came, entered, went
from rightstart.terms import day_in_words, moment_in_words

PAGE: Final = Template(files("rightstart.reach").joinpath("evidence.html").read_text(encoding="utf-8"))
REFUSED: Final = ("decided by", "from", "to", "why", "since", "review by", "stands")
Papers = Callable[[Statement], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The archive's name and bytes."""

    name: str
    content: bytes


def evidence(
    viewer: Viewer, reference: str, *, key: str, published: Path, papers: Papers, at: datetime
) -> Evidence | NoProof | None:
    """One archive about an agreement that the viewer is a party to; None where it is not one.

    `key`, `published`: see `proof_of`. `papers`: draws the papers of a version (name and bytes of each). The counts are exact:
    they are the parties' own, who know whom they show them to.
    """
    row = next((one for one in register(viewer, at=at) if one.reference == reference), None)
    if row is None:
        return None
    proof = proof_of(viewer, reference, key=key, published=published)
    if proof is None or isinstance(proof, NoProof):
        return proof
    said, refused = statements(viewer, reference), [one for one in refusals(viewer, at=at) if _same_flow(one, row)]
    flowed: Sequence[Came | Went] = went(reference) if row.hop is Hop.COUNCIL_TO_CENTRE else came(reference)
    drawn = {f"papers/{name}": content for name, content in papers(said[-1]).items()}
    content = {
        "index.html": _page(row, said, flowed, refused, drawn, at).encode(),
        **{f"signed/{path}": one for path, one in proof.files.items()},
        **drawn,
        "flow.csv": _csv(Went if row.hop is Hop.COUNCIL_TO_CENTRE else Came, flowed),
        "ledger-entries.csv": _csv(Entered, entered(reference)),
        "refusals.csv": csv_bytes(REFUSED, [_refused(one) for one in refused]),
    }
    return Evidence(f"evidence-{reference}.zip", zipped(content))


def _same_flow(one: RefusalRow, row: AgreementRow) -> bool:
    return one.giver_code == row.giver_code and one.taker_code in row.recipient_codes


def _page(
    row: AgreementRow,
    said: Sequence[Statement],
    flowed: Sequence[Came | Went],
    refused: Sequence[RefusalRow],
    drawn: Mapping[str, bytes],
    at: datetime,
) -> str:
    papers = (
        f"<li><code>papers/</code>: {len(drawn)} papers drawn from the newest version, for review</li>" if drawn else ""
    )
    return PAGE.substitute(
        reference=escape(row.reference),
        parties=escape(f"From {row.giver} to {', '.join(row.recipients)}"),
        made=moment_in_words(at),
        checker=CHECKER,
        papers=papers,
        versions=_table("Versions", ("version", "first day", "first day without it", "items"), map(_version, said)),
        flow=_table("By version and month", _names(flowed[0]), map(_cells, flowed))
        if flowed
        else _none("Nothing has flowed."),
        changes="".join(map(_changes, pairwise(said))) or _none("There is one version alone."),
        refusals=_table("Decisions", REFUSED, map(_refused, refused)) if refused else _none("There is none."),
    )


def _version(one: Statement) -> tuple[str, ...]:
    terms = one.terms
    return (str(one.version), day_in_words(terms.from_on), day_in_words(terms.ends_on), in_words("items", terms.items))


def _changes(pair: tuple[Statement, Statement]) -> str:
    before, after = pair
    found = "".join(f"<li>{escape(told(one))}</li>" for one in differences(before, after))
    return f"<h3>Version {after.version}</h3><ul>{found or '<li>Nothing: the same words again.</li>'}</ul>"


def _refused(one: RefusalRow) -> tuple[str, ...]:
    stands = "yes" if one.stands else "no"
    why = "; ".join(barrier.value for barrier in one.barriers)
    return (one.party, one.giver, one.taker, why, str(one.from_on), str(one.review_on), stands)


def _names(row: Came | Went | Entered | type[Any]) -> tuple[str, ...]:
    return tuple(field.name.replace("_", " ") for field in fields(row))


def _cells(row: Came | Went | Entered) -> tuple[str, ...]:
    return tuple("" if cell is None else str(cell) for cell in astuple(row))


def _csv(kind: type[Any], rows: Iterable[Came | Went | Entered]) -> bytes:
    return csv_bytes(_names(kind), map(_cells, rows))


def _table(caption: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(cell: str) -> str:
    return f'<td class="number">{cell}</td>' if cell.isdecimal() else f"<td>{escape(cell)}</td>"


def _none(words: str) -> str:
    return f"<p>{words}</p>"
