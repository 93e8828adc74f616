"""Hides how a new map is tried out: a year's births placed under the map as it stands and under the new one."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rightstart.allocation import redraw
from rightstart.allocation.homes import home_key
from rightstart.allocation.redraw import Drawn, NotDrawn
from rightstart.allocation.rules import Claim, ClaimKind, Claims, Home, Placed, home_of, place
from rightstart.directory import people
from rightstart.engine.bulk import ask
from rightstart.intake.sealed import weigh
from rightstart.places import register
from rightstart.terms import OrganisationId

YEAR: Final = timedelta(days=365)

# The latest notice of each birth says where it lives; a placing by hand stays while that is its home.
_COUNTED: Final = """
SELECT placed.centre_id, placed.home_key, latest.key, latest.sealed
FROM births_birth b
JOIN LATERAL (
    SELECT i.born_on, n.key, n.sealed FROM births_identity i JOIN intake_notice n ON n.id = i.notice_id WHERE i.birth_id = b.id
    ORDER BY i.as_at DESC, i.notice_id DESC LIMIT 1
) latest ON true
LEFT JOIN LATERAL (
    SELECT h.centre_id, h.home_key FROM allocation_handplacing h WHERE h.birth_id = b.id ORDER BY h.at DESC, h.id DESC LIMIT 1
) placed ON true
WHERE b.council_id = %(council)s AND latest.born_on >= %(since)s AND latest.born_on < %(until)s
"""


@dataclass(frozen=True, slots=True)
class Strange:
    """Of a map's postcodes those that no register knows, and those that lie in another council. No home of ours is there."""

    unknown: tuple[str, ...]
    elsewhere: tuple[str, ...]


_Homes = Mapping[tuple[str, int | None], int]
_Map = Mapping[str, Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class CentreChange:
    """A centre with its births of the last year as the map stands, and under the new one."""

    centre: OrganisationId
    code: str
    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a map would change. `unplaced_*`: births with no centre; `moved`: births whose centre would be another."""

    centres: tuple[CentreChange, ...]
    unplaced_before: int
    unplaced_after: int
    moved: int


def dry_run(*, council_id: int, claims: Iterable[Drawn], from_on: date) -> DryRun | NotDrawn:
    """Births of the year before a day by centre, before and after a redraw from that day. Changes nothing."""
    drawn = {(str(kind), where, int(centre)) for kind, where, centre in claims}
    if (fault := redraw.unfit(council_id, drawn)) is not None:
        return fault
    counted = _counted(council_id, from_on)
    home = _homes_from(council_id, {postcode for postcode, _ in counted}, from_on)
    stands = _mapped((one.kind, one.place, one.centre) for one in redraw.areas(council_id, on=from_on))
    before, after = (_placed(counted, home, each, from_on) for each in (stands, _mapped(drawn)))
    return _told(council_id, counted, before, after)


def strange(*, council_id: int, claims: Iterable[Drawn], on: date) -> Strange:
    """What of a map can never place a birth of this council: a slip of the keys, or a neighbour's postcode."""
    code = people.named([council_id])[OrganisationId(council_id)].code
    places = sorted({where for _, where, _ in claims})
    known, located = register.known(places), register.located(places, on)
    elsewhere = (where for where in places if where in located and located[where].council != code)
    return Strange(tuple(where for where in places if where not in known), tuple(elsewhere))


def _counted(council_id: int, until: date) -> _Homes:
    asked = {"council": council_id, "since": until - YEAR, "until": until}
    return Counter(
        (said.postcode, by_hand if about == home_key(said.postcode) else None)
        for said, (by_hand, about) in weigh(ask(_COUNTED, asked))
    )


def _mapped(drawn: Iterable[tuple[str, str, int]]) -> _Map:
    found: dict[str, list[Claim]] = defaultdict(list)
    for kind, where, centre in drawn:
        found[where].append(Claim(ClaimKind(kind), OrganisationId(centre), date.min))
    return found


def _homes_from(council_id: int, postcodes: set[str], on: date) -> Callable[[str], tuple[Home, str]]:
    """What the register says of a postcode, seen from the council, and the small area it lies in."""
    code = people.named([council_id])[OrganisationId(council_id)].code
    located = register.located(sorted(postcodes), on)

    def home(postcode: str) -> tuple[Home, str]:
        found = located.get(postcode)
        lies_in, small_area, area_lies_in = found or (None, "", None)
        return home_of(postcode, code, lies_in, area_lies_in), small_area

    return home


def _placed(
    counted: _Homes, home: Callable[[str], tuple[Home, str]], drawn: _Map, on: date
) -> dict[tuple[str, int | None], int | None]:
    """The centre of each home under a map; None where it has none."""
    found: dict[tuple[str, int | None], int | None] = {}
    for postcode, by_hand in counted:
        seen, small_area = home(postcode)
        claims = [*drawn.get(postcode, ()), *drawn.get(small_area, ())]
        if by_hand is not None:
            claims.append(Claim(ClaimKind.BY_HAND, OrganisationId(by_hand), date.min))
        placing = place(Claims(seen, claims), on)
        found[postcode, by_hand] = placing.centre if isinstance(placing, Placed) else None
    return found


def _told(
    council_id: int,
    counted: _Homes,
    before: Mapping[tuple[str, int | None], int | None],
    after: Mapping[tuple[str, int | None], int | None],
) -> DryRun:
    was, will = Counter[int | None](), Counter[int | None]()
    for home, number in counted.items():
        was[before[home]] += number
        will[after[home]] += number
    return DryRun(
        centres=tuple(
            CentreChange(one.id, one.code, one.name, was[one.id], will[one.id])
            for one in people.organisations(council=OrganisationId(council_id))
        ),
        unplaced_before=was[None],
        unplaced_after=will[None],
        moved=sum(number for home, number in counted.items() if before[home] != after[home]),
    )
