"""Hides how files are put into one archive: the same files always give the same bytes."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first day that a zip archive knows


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of these files by their paths, in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path, EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def streamed(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The same piece by piece, as each file comes: none of it is kept here. Lightly packed, for what is so inside already."""
    out = _Passing()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path, content in files:
            archive.writestr(zipfile.ZipInfo(path, EPOCH), content, zipfile.ZIP_DEFLATED)
            yield out.taken()
    yield out.taken()


class _Passing(io.RawIOBase):
    """What is written can be taken once; nobody goes back in it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: object, /) -> int:
        content = bytes(piece)  # type: ignore[call-overload]
        self._pieces.append(content)
        return len(content)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
