"""Hides what is made good once a backup is put back: the ledger catches up with its files, and who was forgotten stays so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec
from django.db import transaction

from rightstart.engine.bulk import ask
from rightstart.ledger.append import ERASURE, append
from rightstart.ledger.checkpoint import Signer
from rightstart.ledger.kept import batched
from rightstart.ledger.returning import CannotReturn, bring_back
from rightstart.release.records import PROMISED
from rightstart.rights.erase import LEAVES, erase_again
from rightstart.terms import Actor

HELD: Final = "SELECT leaf_hash FROM release_decision WHERE leaf_hash = ANY(%(leaves)s::bytea[])"


@dataclass(frozen=True, slots=True)
class MadeGood:
    """`entries`: of the ledger that came back from its files; `lost`: decisions since the backup whose records are gone;

    `forgotten`: families that the backup had brought back and that are forgotten again.
    """

    entries: int
    lost: int
    forgotten: int


class _Act(msgspec.Struct):
    act: str


def make_good(*, directory: Path, signer: Signer, by: Actor, at: datetime) -> MadeGood | CannotReturn:
    """After a backup is put back and before anything else runs. Run it twice: nothing more happens.

    A decision since the backup is proved by its entry and has no record any more: the ledger says that it was lost.
    """
    with transaction.atomic():
        returned = bring_back(directory=directory, signer=signer, at=at)
        if isinstance(returned, CannotReturn):
            return returned
        lost = list(_lost(returned.leaves))
        told = {"act": ERASURE, "why": "lost-since-the-backup", "by": str(by)}
        append([told | {"of": [leaf.hex() for leaf in part]} for part in batched(lost, LEAVES)], at=at)
        append([{"act": "restored", "entries": len(returned.leaves), "lost": len(lost), "by": str(by)}], at=at)
    return MadeGood(len(returned.leaves), len(lost), erase_again(by=by, at=at))


def _lost(leaves: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
    """The leaves that promise a record which is not here."""
    kind = msgspec.json.Decoder(_Act).decode
    promising = [leaf for leaf, body in leaves if kind(body).act in PROMISED]
    held = {bytes(leaf) for (leaf,) in ask(HELD, {"leaves": promising})} if promising else set()
    yield from (leaf for leaf in promising if leaf not in held)
