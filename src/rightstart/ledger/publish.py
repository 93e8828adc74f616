"""Hides how the log becomes files that anyone can check: checkpoint, tiles, entry bundles (C2SP tlog-tiles)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import assert_never

from django.db import connections, transaction

from rightstart.ledger.checkpoint import claimed
from rightstart.ledger.cosigned import cosigned, last_cosigned
from rightstart.ledger.files import CHECKPOINT, COSIGNED, Writer, cosigned_path, published_note, reader
from rightstart.ledger.kept import batched, entries_between, latest
from rightstart.ledger.merkle import leaf_hash
from rightstart.ledger.models import Checkpoint
from rightstart.ledger.tiles import WIDTH, Tiling, bundle_path, bundled, outgrown, resumed

LOCK_PUBLISHING = "SELECT pg_advisory_xact_lock(hashtext('rightstart.ledger.publish'))"


@dataclass(frozen=True, slots=True)
class Published:
    """The files now hold the first `size` leaves, `new` of them since the last time."""

    size: int
    new: int


@dataclass(frozen=True, slots=True)
class NothingToPublish:
    """The files hold all that is signed: `size` leaves."""

    size: int


class Why(Enum):
    """Why nothing is published."""

    FOREIGN = "foreign"
    """The directory holds a checkpoint that is not among those signed here."""
    DAMAGED = "damaged"
    """The published files are not what their checkpoint says."""
    ALTERED = "altered"
    """The rows kept here are no longer what was signed."""


@dataclass(frozen=True, slots=True)
class Unpublishable:
    """The checkpoint in the directory stays as it was. `position` is the first leaf that could not be published."""

    why: Why
    position: int


def publish(*, directory: Path, using: str = "default") -> Published | NothingToPublish | Unpublishable:
    """Brings the published files up to the last signed checkpoint; the checkpoint is replaced last.

    What witnesses have cosigned stands under it, and the last that each has cosigned stands in a file of its own.

    May be run again after any crash. Two at once wait for each other. Files already there are checked at their edge
    only; to have them all written anew, empty the directory.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(LOCK_PUBLISHING)
        last = latest(using=using)
        if last is None:
            return NothingToPublish(0)
        answer = _brought_up(directory, last, using)
        if not isinstance(answer, Unpublishable):
            _publish_cosignatures(directory, last, using)
        return answer


@contextmanager
def standing_still() -> Iterator[None]:
    """While somebody copies the published files, none of them is written or dropped."""
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute(LOCK_PUBLISHING)
        yield


def _brought_up(directory: Path, last: Checkpoint, using: str) -> Published | NothingToPublish | Unpublishable:
    match _begun(directory, last, using):
        case Unpublishable() | NothingToPublish() as answer:
            return answer
        case int() as start, Tiling() as tiling:
            return _grown(Writer(directory), start, tiling, last, using)
        case never:
            assert_never(never)


def _begun(directory: Path, last: Checkpoint, using: str) -> tuple[int, Tiling] | NothingToPublish | Unpublishable:
    """How many leaves the files hold already, and the tiling at their edge, if they are ours and whole."""
    read = reader(directory)
    note = published_note(read)
    if note is None:
        return 0, Tiling()
    head = claimed(note)
    signed = Checkpoint.objects.using(using).filter(size=head.size).first() if head else None
    if head is None or signed is None or not note.startswith(signed.note):
        return Unpublishable(Why.FOREIGN, 0)
    tiling = resumed(read, head.size)
    if tiling is None or tiling.root != head.root:
        return Unpublishable(Why.DAMAGED, head.size)
    return NothingToPublish(head.size) if head.size == last.size else (head.size, tiling)


def _grown(writer: Writer, start: int, tiling: Tiling, last: Checkpoint, using: str) -> Published | Unpublishable:
    """Writes what is new, from the beginning of the bundle that was not full, and then the checkpoint."""
    first = start - start % WIDTH
    if tiling.rows:
        tiling.rows[0] = []
    position = first
    for batch in entries_between(first, last.size, using=using):
        for bundle in batched(batch, WIDTH):
            wrong = _first_wrong(bundle, position)
            if wrong is not None:
                return Unpublishable(Why.ALTERED, wrong)
            _write_bundle(writer, tiling, bundle)
            position += len(bundle)
    if tiling.root != bytes(last.root):
        return Unpublishable(Why.ALTERED, first)
    for tile in tiling.unfilled():
        writer.write(tile.path, tile.content)
    _promise(writer, start, last)
    return Published(last.size, last.size - start)


def _first_wrong(bundle: list[tuple[int, bytes, bytes]], position: int) -> int | None:
    """The first place in a bundle that is missing, or whose body is not what its hash says."""
    for expected, (place, leaf, body) in enumerate(bundle, position):
        if place != expected or leaf_hash(body) != leaf:
            return expected
    return None


def _write_bundle(writer: Writer, tiling: Tiling, bundle: list[tuple[int, bytes, bytes]]) -> None:
    """Writes the bodies of up to 256 entries, and every tile that their hashes fill."""
    writer.write(bundle_path(bundle[0][0] // WIDTH, len(bundle)), bundled(body for _, _, body in bundle))
    for tile in tiling.add(leaf for _, leaf, _ in bundle):
        writer.write(tile.path, tile.content)


def _promise(writer: Writer, start: int, last: Checkpoint) -> None:
    """Replaces the checkpoint once all it promises is on the disk, then drops partial files that have grown full."""
    writer.settle()
    writer.write(CHECKPOINT, last.note.encode())
    writer.settle()
    for path in outgrown(start, last.size):
        writer.drop(path)


def _publish_cosignatures(directory: Path, last: Checkpoint, using: str) -> None:
    """Writes what is new of the witnesses' words, and drops the file of a witness that has ended."""
    writer, read = Writer(directory), reader(directory)
    told = {cosigned_path(key): note.encode() for key, note in last_cosigned(last.size, using=using).items()}
    for path, content in {CHECKPOINT: cosigned(last, using=using).encode(), **told}.items():
        if read(path) != content:
            writer.write(path, content)
    writer.settle()
    for kept in (directory / COSIGNED).glob("*"):
        if f"{COSIGNED}/{kept.name}" not in told:
            kept.unlink()
