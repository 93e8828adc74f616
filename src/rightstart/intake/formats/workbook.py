"""Hides the XML inside a workbook: which sheets there are, how far their cells reach, and which cells have no value."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from rightstart.intake.formats.table import Unfit

TEXT_SURE: Final = 500_000_000  # bytes of text that need no closer look
LARGEST_PLAN: Final = 4_000_000  # bytes of the list of sheets, or of its relations
WORKSHEET: Final = "/worksheet"
SPREADSHEET: Final = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# What a plain sheet has not: declarations, references to characters, error cells, formulas.
_ODD: Final = (b"<!", b"&", b"'e'", b'"e"', b"<f")
_CELL: Final = re.compile(rb"<(?:[\w.-]+:)?c[\s>/]")
_PLACED: Final = re.compile(rb'<c r="([A-Z]{1,3})[0-9]{1,7}"')
_NUMBERED: Final = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,7})"')
_POINTS: Final = re.compile(rb"<(?:[\w.-]+:)?v>([0-9]{1,9})</")
_FORMULA: Final = re.compile(rb"<(?:[\w.-]+:)?f[\s>/]")

Attributes = dict[str, str]


class Unsafe(Exception):
    """The workbook is not read any further, for a reason that can be told."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the filled cells of a sheet reach, and the rows (from 1) of cells without a value, by column (from 0)."""

    rows: int
    first_column: int
    last_column: int
    without_value: Mapping[int, list[int]]

    @property
    def columns(self) -> int:
        return self.last_column - self.first_column + 1


def sheets(parts: Mapping[str, bytes]) -> list[Sheet]:
    """The worksheets in the order of their tabs; Unsafe where the plan of the workbook makes no sense."""
    relations: dict[str, str] = {}
    found: list[tuple[str, bool, str]] = []

    def relation(name: str, told: Attributes) -> None:
        if name == "Relationship" and told.get("Type", "").endswith(WORKSHEET):
            target = told.get("Target", "")
            relations[told.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")

    def sheet(name: str, told: Attributes) -> None:
        if name == "sheet":
            linked = next((value for key, value in told.items() if key.rpartition(":")[2] == "id" and ":" in key), "")
            found.append((told.get("name", ""), told.get("state", "visible") != "visible", linked))

    _parse(_plan(parts, "xl/_rels/workbook.xml.rels"), relation)
    _parse(_plan(parts, "xl/workbook.xml"), sheet)
    listed = [Sheet(name, relations[link], hidden) for name, hidden, link in found if link in relations]
    if any(one.part not in parts for one in listed):
        raise Unsafe(Unfit.BROKEN)
    return listed


def _plan(parts: Mapping[str, bytes], name: str) -> bytes:
    plan = parts.get(name)
    if plan is None or len(plan) > LARGEST_PLAN:
        raise Unsafe(Unfit.BROKEN)
    return plan


def has_cells(part: bytes) -> bool:
    return _CELL.search(part) is not None


def spread(part: bytes) -> Spread:
    """Measure a sheet by its cells, for what it declares of its size may be wrong."""
    return _at_a_glance(part) or _cell_by_cell(part)


def text_bytes(part: bytes, strings: bytes) -> int:
    """At most how many bytes of text a sheet's cells come to: one long text may be pointed at from every cell."""
    lengths = [len(one) for one in strings.split(b"</si>")] if strings else []
    cells = part.count(b"<c") + part.count(b":c")  # and some more
    if cells * max(lengths, default=0) <= TEXT_SURE:
        return len(part)
    pointed = (int(index) for index in _POINTS.findall(part))
    return len(part) + sum(lengths[index] for index in pointed if index < len(lengths))


def _at_a_glance(part: bytes) -> Spread | None:
    """The quick way, for a sheet of nothing but cells that say where they are and have values; None where that is not sure."""
    if not part.rstrip().endswith(b"</worksheet>") or part.count(SPREADSHEET) != 1 or any(odd in part for odd in _ODD):
        return None
    letters = _PLACED.findall(part)
    if not letters or len(letters) != part.count(b"<c") - part.count(b"<col"):  # every cell says where it is
        return None
    rows = set(_NUMBERED.findall(part))
    places = [_place(one.decode()) for one in set(letters)]
    return Spread(max(map(int, rows)), min(places), max(places), {})


def _cell_by_cell(part: bytes) -> Spread:
    walk = _Walk(formulas=_FORMULA.search(part) is not None)
    _parse(part, walk.start, walk.end if walk.formulas else None, walk.text if walk.formulas else None)
    return Spread(walk.rows, min(walk.columns, default=0), max(walk.columns, default=0), walk.without_value)


class _Walk:
    """Goes through a sheet's cells once. Values are looked at only where there are formulas: it is half the time."""

    def __init__(self, *, formulas: bool) -> None:
        self.formulas = formulas
        self.rows = self._row = self._column = 0
        self.columns: set[int] = set()
        self.without_value: dict[int, list[int]] = defaultdict(list)
        self._places: dict[str, int] = {}
        self._formula = self._string = self._value = self._in_value = False

    def start(self, name: str, told: Attributes) -> None:
        if name == "c":
            self._cell(told)
        elif name == "row":
            self._row, self._column = int(told.get("r", self._row + 1)), -1
        elif name == "f":
            self._formula = True
        elif name == "v":
            self._in_value = True

    def _cell(self, told: Attributes) -> None:
        """A cell says where it is, or is the next one of its row."""
        if place := told.get("r"):
            letters = place.rstrip("0123456789")
            self._row, self._column = int(place[len(letters) :]), self._place(letters)
        else:
            self._column += 1
        self.rows = max(self.rows, self._row)
        self.columns.add(self._column)
        kind = told.get("t")
        if kind == "e":
            self.without_value[self._column].append(self._row)
        self._formula = self._value = self._in_value = False
        self._string = kind in ("str", "e")

    def _place(self, letters: str) -> int:
        if letters not in self._places:
            self._places[letters] = _place(letters)
        return self._places[letters]

    def text(self, _: str) -> None:
        self._value |= self._in_value

    def end(self, name: str) -> None:
        if name == "v":
            self._in_value = False
        elif name == "c" and self._formula and not self._value and not self._string:
            self.without_value[self._column].append(self._row)


def _place(letters: str) -> int:
    """A column's place from 0 by its letters; Unsafe where they are none of a spreadsheet's."""
    if not re.fullmatch("[A-Z]{1,3}", letters):
        raise Unsafe(Unfit.BROKEN)
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _parse(
    content: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Walk through a part; one that declares anything of its own (a document type, an entity) is not read."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, told: start(name.rpartition(":")[2] if ":" in name else name, told)
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _declared
    parser.EntityDeclHandler = _declared
    parser.Parse(content, True)


def _declared(*_: object) -> None:
    raise Unsafe(Unfit.DECLARES)
