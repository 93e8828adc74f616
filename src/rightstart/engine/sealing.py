"""Hides how a kind of thing is kept sealed, each row under a key of the key store, and read again as long as its key is there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final, Generic, TypeVar

import msgspec

from rightstart.engine import keystore
from rightstart.engine.bulk import Row
from rightstart.engine.looking import opened_slot

T = TypeVar("T", bound=msgspec.Struct)
MOST_REMEMBERED: Final = 5_000  # a large consignment is opened each time anew, so that memory stays bounded


class Sealing(Generic[T]):
    """How one kind of thing becomes bytes and back. `about` is bound to them, so that one kind cannot stand for another.

    A row that is read this way ends with the slot of its key and its sealed bytes.
    """

    def __init__(self, kind: type[T], *, room: str, about: str) -> None:
        self._room: Final = room
        self._about: Final = about.encode()
        self._encode: Final = msgspec.msgpack.Encoder().encode
        self._decode: Final = msgspec.msgpack.Decoder(kind).decode
        self._opened: Final[ContextVar[dict[Row, T] | None]] = ContextVar(about, default=None)

    @contextmanager
    def remembering(self) -> Iterator[None]:
        """Within this block what was sealed or opened once is not opened again; its key is asked for each time all the same."""
        token = self._opened.set({} if (known := self._opened.get()) is None else known)
        try:
            yield
        finally:
            self._opened.reset(token)

    def seal_new(self, home: Path, things: Sequence[T]) -> tuple[list[int], list[bytes]]:
        """Each under a new key of its own: their slots, and their sealed bytes."""
        keys = keystore.take(home, self._room, len(things)) if things else {}
        sealed = [self.seal(key, one) for key, one in zip(keys.values(), things, strict=True)]
        if (known := self._opened.get()) is not None:
            self._remember(known, zip(keys, sealed, strict=True), things)
        return list(keys), sealed

    def seal(self, key: bytes, thing: T) -> bytes:
        return keystore.sealed(key, self._encode(thing), about=self._about)

    def seal_under(self, home: Path, slots: Sequence[int], things: Sequence[T]) -> list[bytes | None]:
        """Each under the key in its slot; None where that is destroyed, for then nothing more is kept of it."""
        keys = keystore.keys_of(home, self._room, slots)
        return [self.seal(keys[slot], one) if slot in keys else None for slot, one in zip(slots, things, strict=True)]

    def read(self, home: Path, rows: Iterable[Row], *, weighed: bool = False) -> Iterator[tuple[T, Row]]:
        """What each row holds, and the rest of the row. A row is left out whose key is destroyed, or that was erased.

        `weighed`: opened to be compared or judged, and shown to nobody.
        """
        kept = [row for row in rows if row[-1] is not None]
        keys = keystore.keys_of(home, self._room, (row[-2] for row in kept))
        known = self._opened.get()
        for row in kept:
            if row[-2] in keys:
                if not weighed:
                    opened_slot(self._room, row[-2])
                yield self._open(keys, row) if known is None else self._open_once(known, keys, row), row[:-2]

    def _open_once(self, known: dict[Row, T], keys: Mapping[int, bytes], row: Row) -> T:
        thing = known.get(row[-2:])
        if thing is None:
            thing = self._open(keys, row)
            self._remember(known, [row[-2:]], [thing])
        return thing

    def _remember(self, known: dict[Row, T], sealed: Iterable[Row], things: Sequence[T]) -> None:
        if len(known) + len(things) <= MOST_REMEMBERED:
            known.update(zip(sealed, things, strict=True))

    def _open(self, keys: Mapping[int, bytes], row: Row) -> T:
        return self._decode(keystore.opened(keys, row[-2], row[-1], about=self._about))
