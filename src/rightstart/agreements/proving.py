"""Hides how what was signed leaves as files that anyone can check offline: acts and their proofs, documents, entries, a checker."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from rightstart.agreements.entries import entries
from rightstart.agreements.models import Document, Event, Version
from rightstart.agreements.stating import statement
from rightstart.agreements.wording import Statement, columns
from rightstart.engine.isolation import Viewer, seen_by
from rightstart.ledger.kept import bodies
from rightstart.ledger.prove import Inclusion, NoProof, prove_inclusion

CHECKER: Final = "verify_agreement.py"
README: Final = """\
This archive shows what was agreed, and by whom it was signed.

documents/   the exact bytes that were put to signature
entries/     what the register holds of each version, by which data may or may not move
acts.json    what happened, each act as the ledger keeps it, with the proof that it is in there
{checker}   checks all of it on any computer with Python and the library cryptography:

    python {checker}

It says "Everything fits", or exactly what does not. Compare the key that it prints with the one on the ledger's public page.
Nobody's name is in the ledger: an act says which organisation, in which role, and when. That it fits does not say that what was
agreed is lawful; for that, ask a data protection officer.
"""


@dataclass(frozen=True, slots=True)
class Proved:
    """Files by path, ready for an archive."""

    files: Mapping[str, bytes]


def proof_of(viewer: Viewer, reference: str, *, key: str, published: Path) -> Proved | NoProof | None:
    """All that shows what was signed under an agreement that the viewer is a party to, as files; None where it is not one.

    `key`: the ledger's public key as signed-note tools take it; `published`: where the ledger's files are. What is not yet
    in there has no proof: seal and publish first.
    """
    with seen_by(viewer) as using:
        found = entries(Version.objects.using(using).filter(agreement__reference=reference), using)
        events = Event.objects.using(using).filter(version__in=[one.version.pk for one in found]).order_by("at", "id")
        leaves = [(bytes(one.leaf_hash), one.document) for one in events]
        kept = list(Document.objects.using(using).filter(sha256__in={name for _, name in leaves if name}))
    if not found:
        return None
    acts = acts_with_proofs([leaf for leaf, _ in leaves], key=key, published=published)
    if isinstance(acts, NoProof):
        return acts
    told = {f"entries/version-{one.version}.json": _entry(one) for one in map(statement, found)}
    papers = {f"documents/{_name(one)}": bytes(one.content) for one in kept}
    checker = files("rightstart.agreements.offline").joinpath(CHECKER).read_bytes()
    readme = README.format(checker=CHECKER).encode()
    return Proved({"README.txt": readme, "acts.json": acts, **papers, **told, CHECKER: checker})


def acts_with_proofs(leaves: Sequence[bytes], *, key: str, published: Path) -> bytes | NoProof:
    """These acts (by leaf hash) as the ledger keeps them, each with its proof against one checkpoint, as JSON."""
    proofs = [prove_inclusion(leaf, directory=published) for leaf in leaves]
    if missing := next((one for one in proofs if isinstance(one, NoProof)), None):
        return missing
    return _told([one for one in proofs if isinstance(one, Inclusion)], bodies(leaves), key)


def _told(proofs: Sequence[Inclusion], kept: Mapping[bytes, bytes], key: str) -> bytes:
    acts = [
        {"body": kept[one.leaf].decode(), "position": one.position, "path": [each.hex() for each in one.path]}
        for one in proofs
    ]
    note = proofs[0].note if proofs else ""
    return json.dumps({"key": key, "checkpoint": note, "acts": acts}, indent=1, ensure_ascii=False).encode()


def _entry(one: Statement) -> bytes:
    parties: dict[str, object] = {"giver": one.giver.code, "council": one.council.code, "takers": _codes(one)}
    told = {"reference": one.reference, "version": one.version, "kind": one.kind.value, **parties}
    return json.dumps(told | {"terms": columns(one.terms)}, indent=1, default=str, ensure_ascii=False).encode()


def _codes(one: Statement) -> list[str]:
    return [taker.code for taker in one.takers]


def _name(one: Document) -> str:
    return f"{one.sha256}.{'pdf' if bytes(one.content[:5]) == b'%PDF-' else 'json'}"
