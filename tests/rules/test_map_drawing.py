"""Truths about the map of small areas: what is read, what is kept, and what is drawn of it."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.places import boundaries, directories
from rightstart.places.boundaries import NotRead
from rightstart.web.areas import drawing
from rightstart.web.areas.drawing import LONGER_SIDE, Painted

corners = st.tuples(st.integers(-20_000, -15_000), st.integers(536_000, 538_000))
rings = st.lists(corners, min_size=3, max_size=12, unique=True).map(tuple)
shapes = st.dictionaries(st.sampled_from([f"E0101{n:04}" for n in range(5)]), st.tuples(rings), min_size=1)
LARGEST = "E08000034"


def geojson(coordinates: Any, kind: str = "Polygon", **properties: str) -> bytes:
    feature = {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


SQUARE = [[-1.8, 53.7], [-1.7, 53.7], [-1.7, 53.8], [-1.8, 53.8], [-1.8, 53.7]]


@given(shapes)
def test_outlines_come_back_from_their_file_as_they_went(found: Any) -> None:
    assert boundaries.unpacked(boundaries.packed(found)) == found


@given(shapes)
def test_a_drawing_lies_in_its_frame_north_up_and_its_paths_are_its_rings(found: Any) -> None:
    drawn = drawing.outlines(found)
    for rings_ in drawn.values():
        for ring in rings_:
            assert all(0 <= x <= LONGER_SIDE and 0 <= y <= LONGER_SIDE for x, y in ring)
            assert walked(drawing._path(ring)) == ring


def walked(path: str) -> tuple[tuple[int, int], ...]:
    """The corners that a path leads to."""
    start, way = re.fullmatch(r"M(\d+ \d+)l([-\d ]+)z", path).groups()  # type: ignore[union-attr]
    steps = list(map(int, re.findall(r"-?\d+", way)))
    at = [tuple(map(int, start.split()))]
    for x, y in zip(steps[::2], steps[1::2], strict=True):
        at.append((at[-1][0] + x, at[-1][1] + y))
    return tuple(at)  # type: ignore[arg-type]


def test_neighbours_have_no_gap_between_them() -> None:
    left = ((-18_000, 537_000), (-17_503, 537_007), (-17_497, 537_301), (-18_000, 537_400))
    right = ((-17_503, 537_007), (-17_000, 537_000), (-17_000, 537_400), (-17_497, 537_301))
    drawn = drawing.outlines({"E01010001": (left,), "E01010002": (right,)})
    assert len({*drawn["E01010001"][0]} & {*drawn["E01010002"][0]}) == 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff\xfe", NotRead.NO_GEOJSON),
        (b'{"type": "Point"}', NotRead.NO_GEOJSON),
        (geojson([SQUARE], "LineString", lsoa="E01010875"), NotRead.NO_GEOJSON),
        (geojson([["a"]], lsoa="E01010875"), NotRead.NO_GEOJSON),
        (geojson([[[1e999, 2]]], lsoa="E01010875"), NotRead.NO_GEOJSON),
        (geojson([SQUARE], name="Calderdale 019A"), NotRead.NO_CODES),
        (
            geojson([[[409_000, 425_000], [410_000, 425_000], [410_000, 426_000]]], lsoa="E01010875"),
            NotRead.NOT_IN_DEGREES,
        ),
    ],
)
def test_a_file_that_gives_no_outlines_is_refused_with_why(content: bytes, why: NotRead) -> None:
    assert boundaries.read(content) is why


def test_an_area_of_several_parts_is_read_and_a_council_of_ones_own_comes_before_what_is_shipped(
    tmp_path: Path,
) -> None:
    found = boundaries.read(geojson([[SQUARE], [SQUARE]], "MultiPolygon", LSOA21CD="E01010875"))
    assert isinstance(found, dict)
    assert found["E01010875"] == (((-18_000, 537_000), (-17_000, 537_000), (-17_000, 538_000), (-18_000, 538_000)),) * 2
    boundaries._write(boundaries._file(tmp_path, LARGEST), found)
    assert boundaries.shapes_of(tmp_path, LARGEST, ["E01010875", "E01010876"]) == found
    assert set(boundaries.shapes_of(tmp_path, "E08000033", ["E01010875", "E01010876"])) == {"E01010875", "E01010876"}


def test_every_small_area_of_the_demonstration_has_its_outline_and_two_maps_are_light(tmp_path: Path) -> None:
    for council in ("E08000033", LARGEST):
        own = [one for one in directories.small_areas() if one.council == council]
        found = drawing.outlines(boundaries.shapes_of(tmp_path, council, [one.small_area for one in own]))
        assert found.keys() == {one.small_area for one in own}
        painted = [Painted(one.small_area, f"f{n % 12 + 1}", f"{one.name}: A centre") for n, one in enumerate(own)]
        maps = [drawing.drawing(found, painted, "The map", "In words") for _ in range(2)]
        page = "".join((drawing.definitions(found, 12), *maps))
        assert len(gzip.compress(page.encode())) <= 60_000
