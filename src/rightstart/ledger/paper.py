"""Hides what stands on the paper that proves one act: the act as the ledger has it, its proof, and how anybody checks it.

Once for the page and for the PDF. It holds what the published ledger holds and nothing else: no name, no reference, no salt.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from rightstart.engine.pdf import tagged_pdf
from rightstart.engine.qr import qr_svg
from rightstart.ledger.checkpoint import claimed, signatures
from rightstart.ledger.kept import bodies
from rightstart.ledger.proof_text import proof_parts, proof_text
from rightstart.ledger.prove import NoProof, prove_inclusion

CHECKER = "check_ledger.py"
TITLE = "Proof of one entry in the ledger"
LEAD = (
    "Every act of Right Start that matters is written into a ledger at the moment it happens: each decision, each hand-over,"
    " each call-back. This page proves that the entry below is in it, word for word."
)
SILENT = (
    "The entry names no family. Whom it is about stands in it only as a code (birth), and what was handed over, or why nothing"
    " was, as another (content). Neither can be turned back into what it stands for. Keep this page with the letter that it"
    " came with: whoever gave it to you can show from their own records that the entry is about you."
)
GET_PROGRAM = (
    "Get the program {0} from {1}/{0}, or from anybody who has it. It needs Python and its package cryptography, and nothing"
    " of Right Start. It is short, so that somebody whom you trust can read it."
)
GET_KEY = (
    "Get the public key of the ledger in a second way, such as from the council’s website or by telephone, and see that it is"
    " the one printed here. Who has another key has another ledger."
)
GET_PROOF = (
    "{} with a telephone and save what they say in one text file: proof.txt. Or have the proof sent to you as a file by whoever"
    " gave you this page."
)
RUN_FIRST = "Run the first command below. It prints the entry and ends in “Sound.” when the proof holds."
RUN_SECOND = (
    "Run the second command to see that the whole ledger, as it is published today, still begins with what was signed when this"
    " page was made. If it says that it was rewritten or cut, keep this page and tell the Information Commissioner."
)
MEANINGS = {
    "act": "What was done",
    "at": "When (UTC)",
    "birth": "Whom it is about, as a code",
    "by": "Who or what decided, by number or name of the job",
    "content": "What was handed over, or why nothing was, as a code",
    "items": "The kinds of data let through",
    "outcome": "What was decided",
    "to": "To whom, by code",
    "under": "Under which agreement and version",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One act and its proof, ready to be shown: `facts` are name, meaning and value of each field, `codes` SVG pictures."""

    leaf: str
    position: int
    size: int
    origin: str
    cosigned_by: tuple[str, ...]
    facts: tuple[tuple[str, str, str], ...]
    text: str
    parts: tuple[str, ...]
    codes: tuple[str, ...]
    key: str
    steps: tuple[str, ...]
    commands: tuple[str, ...]


def paper(leaf: bytes, *, directory: Path, key: str, address: str) -> Paper | NoProof:
    """The paper of this leaf (by hash). `key` is the log's public key, `address` where the ledger is published."""
    proof = prove_inclusion(leaf, directory=directory)
    if isinstance(proof, NoProof):
        return proof
    body, head = bodies([leaf])[leaf], claimed(proof.note)
    assert head is not None, "a proof ends in a checkpoint that was read"
    parts = proof_parts(proof, body)
    return Paper(
        leaf=leaf.hex(),
        position=proof.position,
        size=head.size,
        origin=head.origin,
        cosigned_by=tuple(name for name, _ in signatures(proof.note) if name != head.origin),
        facts=tuple((name, MEANINGS.get(name, ""), _plain(value)) for name, value in json.loads(body).items()),
        text=proof_text(proof, body),
        parts=tuple(parts),
        codes=tuple(map(qr_svg, parts)),
        key=key,
        steps=_steps(address, len(parts)),
        commands=_commands(address, key),
    )


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value)


def _steps(address: str, codes: int) -> tuple[str, ...]:
    scan = "Scan the QR code" if codes == 1 else f"Scan all {codes} QR codes, in any order,"
    return (GET_PROGRAM.format(CHECKER, address), GET_KEY, GET_PROOF.format(scan), RUN_FIRST, RUN_SECOND)


def _commands(address: str, key: str) -> tuple[str, ...]:
    return (
        f"python {CHECKER} proof proof.txt --key '{key}'",
        f"python {CHECKER} log {address} --key '{key}' --earlier proof.txt",
    )


def entry_line(one: Paper) -> str:
    """Where the entry is, in words."""
    by = f" Cosigned by {' and '.join(one.cosigned_by)}." if one.cosigned_by else ""
    return f"Entry {one.position:,} of the {one.size:,} that were signed by {one.origin} when this proof was made.{by}"


def as_pdf(one: Paper) -> bytes:
    """Tagged PDF (PDF/UA-1) of two pages or three: the same words as the page."""
    told: dict[str, object] = {"title": TITLE, "lead": LEAD, "silent": SILENT, "where": entry_line(one)}
    told |= {"facts": one.facts, "codes": one.codes, "steps": one.steps, "commands": one.commands}
    told |= {"text": one.text, "leaf": one.leaf, "key": one.key}
    return tagged_pdf("ledger", "paper", told)
