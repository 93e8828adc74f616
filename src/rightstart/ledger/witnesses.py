"""Hides who cosigns the ledger: witnesses named and ended, each with its leaf, what they are asked, and what is taken from them.

What is taken is checked here: it stands under a checkpoint that this log signed, by a witness that stands now.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from django.db import IntegrityError, transaction

from rightstart.ledger.append import append
from rightstart.ledger.checkpoint import claimed, hash_line
from rightstart.ledger.cosignature import Cosignature, WitnessKey, witness_key
from rightstart.ledger.cosigned import key_of, standing_rows, witnesses
from rightstart.ledger.files import published_note, reader
from rightstart.ledger.models import Checkpoint, Witness
from rightstart.ledger.models import Cosignature as Word
from rightstart.ledger.prove import NoProof, prove_consistency
from rightstart.terms import Actor

LAST_MOMENT = int(datetime.max.replace(tzinfo=UTC).timestamp())


class NotNamed(Enum):
    """Why nobody was named, or ended, as a witness."""

    NOT_A_KEY = "not_a_key"
    """Not the public key of a witness: damaged, or a log's."""
    ALREADY = "already"
    """One of this name or of this key stands already."""
    UNKNOWN = "unknown"
    """No witness of this name stands."""


class NotTaken(Enum):
    """Why nothing was taken from a text that should be a cosigned checkpoint."""

    UNREADABLE = "unreadable"
    NOT_OURS = "not_ours"
    """This log has signed no such checkpoint."""
    NO_WITNESS = "no_witness"
    """No witness that stands has cosigned it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Whose word over the checkpoint of `size` leaves is kept now, also where it was kept before."""

    names: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Request:
    """What a witness is asked (the body of a C2SP tlog-witness add-checkpoint), and from and to which size it goes."""

    text: str
    old: int
    size: int
    note: str


@transaction.atomic
def name_witness(*, key: str, address: str | None, by: Actor, at: datetime) -> WitnessKey | NotNamed:
    """Have another organisation's key cosign from now on. With an address it is asked by HTTP, else by file."""
    named = witness_key(key)
    if named is None:
        return NotNamed.NOT_A_KEY
    if any(one.key.name == named.name or one.key.key == named.key for one in witnesses()):
        return NotNamed.ALREADY
    try:
        with transaction.atomic():
            Witness.objects.create(key=named.published, address=address, named_at=at)
    except IntegrityError:  # named at the same moment by somebody else
        return NotNamed.ALREADY
    append([{"act": "witness-named", "by": str(by), "witness": named.published}], at=at)
    return named


@transaction.atomic
def end_witness(*, name: str, by: Actor, at: datetime) -> WitnessKey | NotNamed:
    """Have a witness cosign no more; what it cosigned is kept, and published no longer."""
    for row in standing_rows().select_for_update(no_key=True, of=("self",)):
        key = key_of(row)
        if key.name == name:
            Witness.objects.filter(pk=row.pk).update(ended_at=at)
            append([{"act": "witness-ended", "by": str(by), "witness": key.published}], at=at)
            return key
    return NotNamed.UNKNOWN


def request(old: int, *, directory: Path, using: str = "default") -> Request | NoProof:
    """What asks a witness that cosigned `old` leaves last (0: none) to cosign the checkpoint published here."""
    note = published_note(reader(directory))
    head = claimed(note) if note else None
    signed = Checkpoint.objects.using(using).filter(size=head.size).first() if head else None
    if head is None or signed is None:
        return NoProof.NOT_PUBLISHED
    proof = prove_consistency(old, head.size, directory=directory)
    if isinstance(proof, NoProof):
        return proof
    lines = "".join(f"{hash_line(one)}\n" for one in proof.path)
    return Request(f"old {old}\n{lines}\n{signed.note}", old, head.size, signed.note)


@transaction.atomic
def take(note: str, *, at: datetime) -> Taken | NotTaken:
    """Keep each cosignature of a standing witness under one of this log's checkpoints. Twice is as once."""
    head = claimed(note)
    if head is None:
        return NotTaken.UNREADABLE
    signed = Checkpoint.objects.filter(size=head.size).first()
    if signed is None or not note.startswith(signed.note):
        return NotTaken.NOT_OURS
    taken = [row for row in standing_rows() if _keep(row, signed, key_of(row).has_cosigned(note), at)]
    return Taken(tuple(sorted(key_of(row).name for row in taken)), head.size) if taken else NotTaken.NO_WITNESS


def _keep(row: Witness, signed: Checkpoint, word: Cosignature | None, at: datetime) -> bool:
    if word is None or word.moment > LAST_MOMENT:
        return False
    told = {"line": word.line, "cosigned_at": datetime.fromtimestamp(word.moment, UTC), "taken_at": at}
    Word.objects.get_or_create(checkpoint=signed, witness=row, defaults=told)
    return True
