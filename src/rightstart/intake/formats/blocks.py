"""CSV of any length: hides how a large file is read in blocks, so that memory is bounded by the block and not by the file."""

import codecs
import csv as standard
import mmap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Final

from rightstart.intake.formats import csv
from rightstart.intake.formats.csv import LARGEST_BYTES, MOST_ROWS
from rightstart.intake.formats.table import Table, Tables, Unfit, Unreadable, without_instructions

Content = bytes | mmap.mmap

WHOLE: Final = 6 * 2**20  # bytes: a file of up to so many, some 50,000 births, is one table
BLOCK: Final = 2 * 2**20
MARK: Final = codecs.BOM_UTF8


@dataclass(frozen=True, slots=True)
class _Body:
    """Where a large file's rows are: its encoding, the first byte and the spreadsheet row of its header, what parts its cells."""

    raw: Content
    encoding: str
    start: int
    first_row: int
    delimiter: str
    headers: tuple[str, ...]


def read(raw: Content) -> Tables | Unreadable:
    """Bytes, or a file mapped into memory, as tables; or why they can't be read. What is read is as `csv.read` says."""
    if len(raw) > LARGEST_BYTES or _rows(raw) > MOST_ROWS:
        return Unreadable(Unfit.TOO_LARGE)
    if len(raw) <= WHOLE:
        table = csv.read(raw[:])
        return table if isinstance(table, Unreadable) else Tables.one(table)
    body = _begun(raw)
    return body if isinstance(body, Unreadable) else _tables(body)


def _rows(raw: Content) -> int:
    """How many rows at most. A memory map can't count: a slice at a time."""
    return max(sum(part.count(end) for part in _slices(raw)) for end in (b"\n", b"\r"))


def _slices(raw: Content) -> Iterator[bytes]:
    return (raw[start : start + BLOCK] for start in range(0, len(raw), BLOCK))


def _begun(raw: Content) -> _Body | Unreadable:
    """The file up to its header."""
    if raw.find(b"\0") >= 0:
        return Unreadable(Unfit.BINARY)
    encoding = _encoding(raw)
    if encoding is None:
        return Unreadable(Unfit.ENCODING)
    start, row = len(MARK) if raw[: len(MARK)] == MARK else 0, 1
    for block in _blocks(raw, start):
        text = block.decode(encoding)
        skipped, filled = csv.blank_start(text)
        row += skipped
        if filled < len(text):
            return _headed(raw, encoding, start + len(text[:filled].encode(encoding)), row)
        start += len(block)
    return Unreadable(Unfit.EMPTY)


def _headed(raw: Content, encoding: str, start: int, row: int) -> _Body | Unreadable:
    found = csv.headed(raw[start : start + 4 * csv.LONGEST_HEADER].decode(encoding, "ignore"))
    return Unreadable(found, row) if isinstance(found, Unfit) else _Body(raw, encoding, start, row, *found)


def _encoding(raw: Content) -> str | None:
    """As `csv.read` tells it."""
    if _decodes(raw, "utf-8"):
        return "utf-8"
    if raw[: len(MARK)] == MARK or _decodes(raw, "utf-8", "surrogatepass"):
        return None
    return "cp1252" if _decodes(raw, "cp1252") else None


def _decodes(raw: Content, encoding: str, errors: str = "strict") -> bool:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    try:
        for part in _slices(raw):
            decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _blocks(raw: Content, start: int) -> Iterator[bytes]:
    """The rest of the file in blocks of whole lines; a line longer than a block is a block of its own."""
    while start < len(raw):
        end = _line_end(raw, min(start + BLOCK, len(raw)), start)
        yield raw[start:end]
        start = end


def _line_end(raw: Content, near: int, start: int) -> int:
    """The end of the last line before, or else of the first line after."""
    if near == len(raw):
        return near
    last = max(raw.rfind(b"\n", start, near), raw.rfind(b"\r", start, near - 1)) + 1
    if last <= start:
        last = (raw.find(b"\n", near) + 1) or len(raw)
    return last + 1 if raw[last - 1 : last + 1] == b"\r\n" else last


def _tables(body: _Body) -> Tables | Unreadable:
    """The quick way where every line of the file is one well-formed row, the exact way where that is not sure."""
    each: Callable[[], Iterator[Table]] = partial(_by_lines, body)
    try:
        for _ in each():
            pass
    except _NotByLines:
        each = partial(_by_records, body)
        if unread := _unreadable(body):
            return unread
    return Tables(body.headers, True, each)


class _NotByLines(Exception):
    """A line of the file is not a row by itself."""


def _by_lines(body: _Body) -> Iterator[Table]:
    row = body.first_row
    for number, block in enumerate(_blocks(body.raw, body.start)):
        text = block.decode(body.encoding)
        table = csv.by_lines(text, body.delimiter, body.headers, row, header=number == 0)
        if table is None:
            raise _NotByLines
        row += text.count("\n") + (not text.endswith("\n"))
        yield table if number else without_instructions(table)


def _by_records(body: _Body) -> Iterator[Table]:
    chunks = _chunks(body)
    for number, chunk in enumerate(chain([next(chunks, [])], chunks)):
        table = csv.of_chunk(chunk, body.headers)
        assert isinstance(table, Table)
        yield table if number else without_instructions(table)


def _unreadable(body: _Body) -> Unreadable | None:
    """Why one of the records can't be read, with its row."""
    try:
        tried = (csv.of_chunk(chunk, body.headers) for chunk in _chunks(body))
        return next((table for table in tried if isinstance(table, Unreadable)), None)
    except standard.Error:
        return Unreadable(Unfit.QUOTES)


def _chunks(body: _Body) -> Iterator[Sequence[tuple[int, list[str]]]]:
    """Records with their rows, so many at a time; the header is not among them."""
    texts = (block.decode(body.encoding) for block in _blocks(body.raw, body.start))
    lines = (line[0] for text in texts for line in csv.LINE.finditer(text))
    records = enumerate(standard.reader(lines, delimiter=body.delimiter, strict=True), body.first_row)
    next(records)
    while chunk := list(islice(records, csv.CHUNK)):
        yield chunk
