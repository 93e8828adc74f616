"""Hides where the outlines of small areas come from: shipped for the demonstration's councils, else loaded from a GeoJSON file.

They are for drawing a map and for nothing else: where a home lies is said by its postcode.
"""

import csv
import gzip
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeAlias

import msgspec
from django.db import transaction

from rightstart.ledger.append import append
from rightstart.places.directories import SHELF
from rightstart.terms import Actor

SHIPPED: Final = "boundaries.csv.gz"
CODE: Final = re.compile(r"[EW]01\d{6}")
PER_DEGREE: Final = 10_000  # a ten-thousandth of a degree is some 7 by 11 metres here
WEST, EAST, SOUTH, NORTH = -9, 3, 49, 61  # degrees: all that a British outline can be

Ring: TypeAlias = tuple[tuple[int, int], ...]
"""Corners in order, longitude and latitude in ten-thousandths of a degree; the last is joined to the first."""
Shape: TypeAlias = tuple[Ring, ...]


class NotRead(StrEnum):
    """Why a file gives no outlines."""

    NO_GEOJSON = "no-geojson"
    NO_CODES = "no-codes"
    NOT_IN_DEGREES = "not-in-degrees"


class _Geometry(msgspec.Struct):
    type: str
    coordinates: list[Any] = []


class _Feature(msgspec.Struct):
    properties: dict[str, Any]
    geometry: _Geometry | None = None


class _File(msgspec.Struct):
    features: list[_Feature]


def read(content: bytes) -> dict[str, Shape] | NotRead:
    """The outline of each small area in a GeoJSON file: by the one of its properties that is such a code, in degrees (WGS84)."""
    try:
        file = msgspec.json.decode(content, type=_File)
        told = {code: one.geometry for one in file.features if (code := _code(one.properties)) and one.geometry}
        shapes = {code: tuple(map(_ring, _rings(geometry))) for code, geometry in told.items()}
    except (msgspec.MsgspecError, TypeError, ValueError, OverflowError):
        return NotRead.NO_GEOJSON
    corners = [corner for shape in shapes.values() for ring in shape for corner in ring]
    if not corners:
        return NotRead.NO_CODES
    if not all(_british(*corner) for corner in corners):
        return NotRead.NOT_IN_DEGREES
    return {code: shape for code, shape in shapes.items() if shape}


def _code(properties: Mapping[str, Any]) -> str | None:
    return next((value for value in properties.values() if isinstance(value, str) and CODE.fullmatch(value)), None)


def _rings(geometry: _Geometry) -> Iterator[list[list[float]]]:
    several = geometry.coordinates if geometry.type == "MultiPolygon" else [geometry.coordinates]
    if geometry.type not in ("Polygon", "MultiPolygon"):
        raise ValueError(geometry.type)
    for polygon in several:
        yield from polygon


def _ring(corners: list[list[float]]) -> Ring:
    """Corners that fall together are one: neighbours share theirs, so they are moved alike and no gap opens between."""
    found: list[tuple[int, int]] = []
    for longitude, latitude, *_ in corners:
        corner = (round(longitude * PER_DEGREE), round(latitude * PER_DEGREE))
        if not found or corner != found[-1]:
            found.append(corner)
    return tuple(found[:-1] if len(found) > 1 and found[0] == found[-1] else found)


def _british(longitude: int, latitude: int) -> bool:
    return WEST <= longitude / PER_DEGREE <= EAST and SOUTH <= latitude / PER_DEGREE <= NORTH


def packed(shapes: Mapping[str, Shape]) -> bytes:
    """The outlines as a file is kept: a row for each small area, rings apart by semicolons, corners by commas."""
    sheet = io.StringIO(newline="")
    rows = csv.writer(sheet, lineterminator="\n")
    rows.writerow(("small_area", "rings"))
    for code in sorted(shapes):
        rows.writerow((code, ";".join(",".join(f"{x} {y}" for x, y in ring) for ring in shapes[code])))
    return gzip.compress(sheet.getvalue().encode(), mtime=0)


def unpacked(content: bytes) -> dict[str, Shape]:
    rows = csv.reader(io.StringIO(gzip.decompress(content).decode(), newline=""))
    next(rows)
    return {code: tuple(map(_unpacked_ring, rings.split(";"))) for code, rings in rows}


def _unpacked_ring(ring: str) -> Ring:
    corners: Iterable[list[str]] = (corner.split(" ") for corner in ring.split(","))
    return tuple((int(x), int(y)) for x, y in corners)


@transaction.atomic
def keep(*, home: Path, council: str, shapes: Mapping[str, Shape], by: Actor, at: datetime) -> None:
    """Keep a council's outlines in place of those that were loaded or shipped before."""
    append([{"act": "boundaries.loaded", "council": council, "areas": len(shapes), "by": str(by)}], at=at)
    _write(_file(home, council), shapes)


def _write(file: Path, shapes: Mapping[str, Shape]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".new")
    beside.write_bytes(packed(shapes))
    beside.replace(file)


def shapes_of(home: Path, council: str, codes: Collection[str]) -> dict[str, Shape]:
    """The outlines of these small areas of a council, as far as there are any."""
    file = _file(home, council)
    found = unpacked(file.read_bytes() if file.exists() else (SHELF / SHIPPED).read_bytes())
    return {code: found[code] for code in codes if code in found}


def _file(home: Path, council: str) -> Path:
    return home / "boundaries" / f"{council}.csv.gz"
