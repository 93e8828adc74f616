"""Draws small areas as one SVG: a path for each, filled by colour and pattern, with a number on each filling; pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import Final, TypeAlias

from django.utils.html import escape
from django.utils.safestring import SafeString

from rightstart.places.boundaries import PER_DEGREE, Ring, Shape

LONGER_SIDE: Final = 800  # units of the drawing
COLOURS: Final = ("#5694ca", "#ffdd00", "#85994b", "#f499be", "#28a197", "#f47738", "#9c86c8", "#b58840")
MARKS: Final = (
    "",
    '<path d="M0 12L12 0" stroke="#0b0c0c" stroke-width="1.5"/>',
    '<circle cx="6" cy="6" r="2" fill="#0b0c0c"/>',
    '<path d="M0 6H12" stroke="#0b0c0c" stroke-width="1.5"/>',
)
SHARED: Final = ("#ffffff", '<path d="M0 12L12 0M0 0L12 12" stroke="#0b0c0c" stroke-width="1.5"/>')
NOBODYS: Final = ("#ffffff", "")
PATTERN: Final = (
    '<pattern id="{}" width="12" height="12" patternUnits="userSpaceOnUse">'
    '<rect width="12" height="12" fill="{}"/>{}</pattern>'
)
Outline: TypeAlias = tuple[tuple[tuple[int, int], ...], ...]
"""Rings of corners in units of the drawing, from its upper left."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A small area on the map: with which filling, what is told of it, and whether it stands out."""

    code: str
    filling: str
    told: str
    stands_out: bool = False


def fillings(how_many: int) -> SafeString:
    """The patterns of a page: one for each centre by its number, "f1" and on; what is shared, and what is nobody's."""
    kinds = {
        f"f{one + 1}": (COLOURS[one % len(COLOURS)], MARKS[(one + one // len(COLOURS)) % len(MARKS)])
        for one in range(how_many)
    }
    drawn = (PATTERN.format(name, *kind) for name, kind in (kinds | {"shared": SHARED, "nobodys": NOBODYS}).items())
    return SafeString("".join(drawn))


def swatch(filling: str) -> SafeString:
    """A small square of one filling, beside its words."""
    return SafeString(
        '<svg width="26" height="26" aria-hidden="true" focusable="false" class="app-map__swatch">'
        f'<rect x="1" y="1" width="24" height="24" fill="url(#{filling})" stroke="#0b0c0c"/></svg>'
    )


def outlines(shapes: Mapping[str, Shape]) -> dict[str, Outline]:
    """The shapes laid flat, north up, the longer side LONGER_SIDE units; what has no width there is left out."""
    corners = [corner for shape in shapes.values() for ring in shape for corner in ring]
    if not corners:
        return {}
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    squeezed = cos(radians((south + north) / 2 / PER_DEGREE))  # a degree of longitude is shorter than one of latitude
    scale = LONGER_SIDE / max((east - west) * squeezed, north - south, 1)

    def flat(ring: Ring) -> tuple[tuple[int, int], ...]:
        return _plain([(round((x - west) * squeezed * scale), round((north - y) * scale)) for x, y in ring])

    found = {code: tuple(ring for ring in map(flat, shape) if len(ring) > 2) for code, shape in shapes.items()}
    return {code: rings for code, rings in found.items() if rings}


def _plain(ring: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Without corners that fall on the one before, or on the straight line between their neighbours: nothing moves by it."""
    apart = [corner for number, corner in enumerate(ring) if corner != ring[number - 1]]
    return tuple(one for at, one in enumerate(apart) if _turns(apart[at - 1], one, apart[(at + 1) % len(apart)]))


def _turns(before: tuple[int, int], at: tuple[int, int], after: tuple[int, int]) -> bool:
    return (at[0] - before[0]) * (after[1] - at[1]) != (at[1] - before[1]) * (after[0] - at[0])


def definitions(found: Mapping[str, Outline], how_many: int) -> SafeString:
    """What all maps of a page share: each outline once, and the fillings."""
    paths = (f'<path id="{code}" d="{"".join(map(_path, rings))}"/>' for code, rings in found.items())
    return SafeString(
        '<svg width="0" height="0" aria-hidden="true" focusable="false" class="app-map__parts"><defs>'
        f"{fillings(how_many)}{''.join(paths)}</defs></svg>"
    )


def _path(ring: Sequence[tuple[int, int]]) -> str:
    """From corner to corner by the way between them, as short as SVG allows."""
    steps = (f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(ring))
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps).replace(' -', '-')}z"


def drawing(found: Mapping[str, Outline], painted: Sequence[Painted], name: str, told: str) -> SafeString:
    """One map: its name and what it shows in words, each area in its filling, those that stand out on top, then the numbers."""
    width, height = (
        max(corner[side] for rings in found.values() for ring in rings for corner in ring) for side in (0, 1)
    )
    areas = sorted((one for one in painted if one.code in found), key=lambda one: one.stands_out)
    uses = "".join(map(_use, areas))
    return SafeString(
        f'<svg class="app-map" viewBox="-4 -4 {width + 8} {height + 8}" role="img" aria-label="{escape(name)}. {escape(told)}">'
        f'<g stroke="#0b0c0c" stroke-linejoin="round">{uses}</g>'
        f'<g font-size="30" font-weight="700" text-anchor="middle" fill="#0b0c0c" stroke="#fff" stroke-width="7" '
        f'paint-order="stroke">{"".join(_numbers(found, areas))}</g></svg>'
    )


def _use(one: Painted) -> str:
    wide = 4 if one.stands_out else 1
    return f'<use href="#{one.code}" fill="url(#{one.filling})" stroke-width="{wide}"><title>{escape(one.told)}</title></use>'


def _numbers(found: Mapping[str, Outline], areas: Iterable[Painted]) -> Iterator[str]:
    """Each centre's number, in the area of its that lies nearest to the middle of all of them."""
    middles: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in areas:
        if one.filling.startswith("f"):
            middles[one.filling].append(_middle(found[one.code][0]))
    for filling, several in middles.items():
        mean_x, mean_y = _middle(several)
        x, y = min(several, key=lambda at: (at[0] - mean_x) ** 2 + (at[1] - mean_y) ** 2)
        yield f'<text x="{x:.0f}" y="{y + 10:.0f}">{filling[1:]}</text>'


def _middle(corners: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)
