"""Hides what is made good once a backup is put back: the ledger catches up, who was forgotten stays so, and nothing goes out yet.

What parents and colleagues said since the backup is lost: a no on a letter, a death told by telephone. No supplier sends that
again, so every council is stopped until two of its people have seen to it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec
from django.db import transaction

from rightstart.directory.people import organisations
from rightstart.directory.rules import OrganisationKind
from rightstart.engine.bulk import ask
from rightstart.ledger.append import ERASURE, append
from rightstart.ledger.checkpoint import Signer
from rightstart.ledger.kept import batched
from rightstart.ledger.returning import CannotReturn, bring_back
from rightstart.release.halt import Reason, stop_everything
from rightstart.release.records import PROMISED
from rightstart.rights.erase import LEAVES, erase_again, erase_family
from rightstart.rights.rules import Erased
from rightstart.terms import Actor, FamilyId

# Acts by which somebody is protected: each that was made since the backup has to be asked after.
PROTECTING: Final = frozenset({"marked", "family.stopped"})
# Families with a decision whose record the ledger says is gone, and that still is as it was made.
BROUGHT_BACK: Final = """
SELECT DISTINCT b.family_id FROM release_decision d JOIN births_birth b ON b.id = d.birth_id
WHERE d.leaf_hash = ANY(%(leaves)s::bytea[]) AND d.salt <> ''::bytea ORDER BY b.family_id
"""
WHYS: Final = frozenset(one.value for one in Erased)
HELD: Final = "SELECT leaf_hash FROM release_decision WHERE leaf_hash = ANY(%(leaves)s::bytea[])"


@dataclass(frozen=True, slots=True)
class MadeGood:
    """`entries`: of the ledger that came back from its files; `lost`: decisions since the backup whose records are gone;

    `protections`: markers and stops of families since then, as gone; `forgotten`: families that the backup had brought back
    and that are forgotten again; `stopped`: councils for which nothing goes out until two people say so.
    """

    entries: int
    lost: int
    protections: int
    forgotten: int
    stopped: int


class _Act(msgspec.Struct):
    act: str
    why: str = ""
    of: list[str] = []


_kind = msgspec.json.Decoder(_Act).decode


def make_good(*, directory: Path, signer: Signer, by: Actor, at: datetime) -> MadeGood | CannotReturn:
    """After a backup is put back and before anything else runs. Cut short, it is to be run again: it goes on.

    Everything is stopped first and stays so, whatever comes of the rest. A decision since the backup is proved by its entry
    and has no record any more: the ledger says that it was lost.
    """
    councils = organisations(OrganisationKind.COUNCIL)
    for council in councils:
        stop_everything(council=council.id, reason=Reason.RESTORED, by=by, at=at)
    with transaction.atomic():
        returned = bring_back(directory=directory, signer=signer, at=at)
        if isinstance(returned, CannotReturn):
            return returned
        lost = list(_lost(returned.leaves))
        protections = sum(_kind(body).act in PROTECTING for _, body in returned.leaves)
        told = {"act": ERASURE, "why": "lost-since-the-backup", "by": str(by)}
        append([told | {"of": [leaf.hex() for leaf in part]} for part in batched(lost, LEAVES)], at=at)
        append([{"act": "restored", "entries": len(returned.leaves), "lost": len(lost), "by": str(by)}], at=at)
        forgotten = _forgotten(returned.leaves, by, at)
    return MadeGood(len(returned.leaves), len(lost), protections, forgotten + erase_again(by=by, at=at), len(councils))


def _forgotten(leaves: Iterable[tuple[bytes, bytes]], by: Actor, at: datetime) -> int:
    """Forget whom the ledger says was forgotten since the backup: the keys may have come from a mirror that is older than that."""
    acts = [act for _, body in leaves if (act := _kind(body)).act == ERASURE and act.why in WHYS]
    gone = [bytes.fromhex(leaf) for act in acts for leaf in act.of]
    families = ask(BROUGHT_BACK, {"leaves": gone}) if gone else []
    for (family,) in families:
        erase_family(family=FamilyId(family), why=Erased.RESTORED, by=by, at=at)
    return len(families)


def _lost(leaves: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
    """The leaves that promise a record which is not here."""
    promising = [leaf for leaf, body in leaves if _kind(body).act in PROMISED]
    held = {bytes(leaf) for (leaf,) in ask(HELD, {"leaves": promising})} if promising else set()
    yield from (leaf for leaf in promising if leaf not in held)
