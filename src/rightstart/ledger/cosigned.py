"""Hides which cosignatures are kept of which checkpoint, and how they stand under the log's own signature."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from rightstart.ledger.cosignature import WitnessKey, witness_key
from rightstart.ledger.models import Checkpoint, Cosignature, Witness


@dataclass(frozen=True, slots=True)
class Standing:
    """A witness that stands now: its key, where it is asked, and the last checkpoint it cosigned (0: none yet) and when."""

    key: WitnessKey
    address: str | None
    size: int
    cosigned_at: datetime | None


def standing_rows(*, using: str = "default") -> QuerySet[Witness]:
    """The witnesses that have not ended."""
    return Witness.objects.using(using).filter(ended_at=None).order_by("id")


def key_of(row: Witness) -> WitnessKey:
    """The key of a witness as it is kept."""
    key = witness_key(row.key)
    assert key is not None, "only a key that reads is ever kept"
    return key


def witnesses(*, using: str = "default") -> list[Standing]:
    """Every witness that stands now, by name."""
    found = [
        Standing(key_of(row), row.address, last.checkpoint_id if last else 0, last.cosigned_at if last else None)
        for row, last in _last(None, using)
    ]
    return sorted(found, key=lambda one: one.key.name)


def cosigned(signed: Checkpoint, *, using: str = "default") -> str:
    """A checkpoint with the cosignature of each standing witness that has one under the log's own."""
    words = Cosignature.objects.using(using).filter(checkpoint=signed, witness__ended_at=None)
    return signed.note + "".join(words.order_by("witness_id").values_list("line", flat=True))


def last_cosigned(size: int, *, using: str = "default") -> dict[bytes, str]:
    """By the id of each standing witness's key: the largest checkpoint up to `size` that it cosigned, with its word alone."""
    return {key_of(row).id: last.checkpoint.note + last.line for row, last in _last(size, using) if last}


def most_cosigned(position: int, size: int, *, using: str = "default") -> str | None:
    """Of the checkpoints up to `size` that hold the leaf at `position` and are some witness's last: that of most witnesses."""
    signed = {last.checkpoint_id: last.checkpoint for _, last in _last(size, using) if last}
    notes = [cosigned(signed[at], using=using) for at in sorted(signed) if at > position]
    return max(reversed(notes), key=lambda note: note.count("\n"), default=None)


def _last(size: int | None, using: str) -> Iterator[tuple[Witness, Cosignature | None]]:
    """Each standing witness with the last of its cosignatures, up to a size where one is named."""
    for row in standing_rows(using=using):
        words = Cosignature.objects.using(using).filter(witness=row).select_related("checkpoint")
        upto = words if size is None else words.filter(checkpoint_id__lte=size)
        yield row, upto.order_by("-checkpoint_id").first()
