"""Hides how the register of places is kept: loaded set by set, one row for each change, and looked up as of a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db import connections, transaction
from psycopg import sql

from rightstart.engine.bulk import Question, ask
from rightstart.ledger.append import append
from rightstart.places.directories import Council, PostcodeRow, PostcodeStatus, SmallArea
from rightstart.terms import Actor

DEFAULT: Final = "default"


@dataclass(frozen=True, slots=True)
class Count:
    """Of the rows handed in: `added`, `unchanged`, and `differing` from what was loaded for that very day.

    For a day the first word stands: a differing row is not taken. Load it under a later day.
    """

    added: int = 0
    unchanged: int = 0
    differing: int = 0


@dataclass(frozen=True, slots=True)
class Loaded:
    councils: Count
    small_areas: Count
    postcodes: Count


class Located(NamedTuple):
    """Where a postcode lies. `area_council` can be another council: such a postcode straddles a border.

    It is None where the register does not know the small area.
    """

    council: str
    small_area: str
    area_council: str | None


class _Table(NamedTuple):
    """A table of the register: what names a row, and what the row says."""

    name: str
    key: str
    says: Mapping[str, str]


_COUNCILS: Final = _Table("places_council", "code", {"name": "text"})
_SMALL_AREAS: Final = _Table("places_smallarea", "code", {"name": "text", "council_code": "text"})
_POSTCODES: Final = _Table(
    "places_postcode", "postcode", {"council_code": "text", "small_area_code": "text", "terminated": "boolean"}
)


@transaction.atomic
def load(
    *,
    councils: Iterable[Council],
    small_areas: Iterable[SmallArea],
    postcodes: Iterable[PostcodeRow],
    from_on: date,
    by: Actor,
    at: datetime,
) -> Loaded:
    """Take in public directories as they stand from a day on. Only what changed is added; the same again adds nothing.

    A row that the directories no longer list stays: a postcode is ended by being listed as ended.
    """
    loaded = Loaded(
        councils=_take(_COUNCILS, ((one.council, one.name) for one in councils), from_on),
        small_areas=_take(_SMALL_AREAS, ((one.small_area, one.name, one.council) for one in small_areas), from_on),
        postcodes=_take(
            _POSTCODES,
            ((row.postcode, row.council, row.small_area, row.status is PostcodeStatus.ENDED) for row in postcodes),
            from_on,
        ),
    )
    added = {
        "councils": loaded.councils.added,
        "small_areas": loaded.small_areas.added,
        "postcodes": loaded.postcodes.added,
    }
    if any(added.values()):
        append([{"act": "places.loaded", "from": str(from_on), **added, "by": str(by)}], at=at)
    return loaded


# A stage of this transaction's own, without a row twice; of the register only the row that holds on the day matters.
_STAGE: Final = "CREATE TEMP TABLE {stage} ({columns}) ON COMMIT DROP"
_JUDGED: Final = """
CREATE TEMP TABLE {judged} ON COMMIT DROP AS
SELECT DISTINCT ON (s.{key}) s.*, CASE
    WHEN known.from_on IS NULL THEN 'added'
    WHEN ({known_says}) IS NOT DISTINCT FROM ({says}) THEN 'unchanged'
    WHEN known.from_on < %(on)s THEN 'added'
    ELSE 'differing'
END AS fate
FROM {stage} s LEFT JOIN LATERAL (
    SELECT r.* FROM {table} r WHERE r.{key} = s.{key} AND r.from_on <= %(on)s ORDER BY r.from_on DESC LIMIT 1
) known ON true
ORDER BY s.{key}
"""
_ADD: Final = """
INSERT INTO {table} ({key}, {plain_says}, from_on)
SELECT {key}, {plain_says}, %(on)s FROM {judged} WHERE fate = 'added' ORDER BY {key}
"""
_LOCK: Final = "LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE"


def _take(table: _Table, rows: Iterable[Sequence[object]], on: date) -> Count:
    """Stage the rows by COPY, judge them against the register in one statement, add what is new in another."""
    named = _named(table)
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(sql.SQL(_LOCK).format(**named))
        cursor.execute(sql.SQL(_STAGE).format(**named))
        with cursor.copy(sql.SQL("COPY {stage} FROM STDIN").format(**named)) as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(sql.SQL(_JUDGED).format(**named), {"on": on})
        cursor.execute(sql.SQL(_ADD).format(**named), {"on": on})
        cursor.execute(sql.SQL("SELECT fate, count(*) FROM {judged} GROUP BY fate").format(**named))
        counted: dict[str, int] = dict(cursor.fetchall())
        cursor.execute(sql.SQL("DROP TABLE {stage}, {judged}").format(**named))
    return Count(**counted)


def _named(table: _Table) -> dict[str, sql.Composable]:
    """The parts of the statements above for one table."""
    words = {table.key: "text", **table.says}
    return {
        "table": sql.Identifier(table.name),
        "stage": sql.Identifier(f"stage_{table.name}"),
        "judged": sql.Identifier(f"judged_{table.name}"),
        "key": sql.Identifier(table.key),
        "columns": _listed(sql.SQL("{} " + kind).format(sql.Identifier(column)) for column, kind in words.items()),
        "plain_says": _listed(map(sql.Identifier, table.says)),
        "says": _listed(sql.Identifier("s", column) for column in table.says),
        "known_says": _listed(sql.Identifier("known", column) for column in table.says),
    }


def _listed(parts: Iterable[sql.Composable]) -> sql.Composed:
    return sql.SQL(", ").join(parts)


_HOMES: Final = """
SELECT DISTINCT ON (postcode) postcode, council_code FROM places_postcode
WHERE postcode = ANY(%(postcodes)s::text[]) AND from_on <= %(on)s::date ORDER BY postcode, from_on DESC
"""

_LOCATED: Final = """
SELECT DISTINCT ON (p.postcode) p.postcode, p.council_code, p.small_area_code, (
    SELECT a.council_code FROM places_smallarea a WHERE a.code = p.small_area_code AND a.from_on <= %(on)s::date
    ORDER BY a.from_on DESC LIMIT 1
) FROM places_postcode p
WHERE p.postcode = ANY(%(postcodes)s::text[]) AND p.from_on <= %(on)s::date ORDER BY p.postcode, p.from_on DESC
"""

_NAMED: Final = """
SELECT DISTINCT ON (code) code, name FROM places_council WHERE code = ANY(%(codes)s::text[]) AND from_on <= %(on)s::date
ORDER BY code, from_on DESC
"""

_WITHIN: Final = """
SELECT postcode, small_area_code FROM (
    SELECT DISTINCT ON (postcode) postcode, small_area_code, council_code, terminated FROM places_postcode
    WHERE postcode IN (SELECT postcode FROM places_postcode WHERE council_code = %(council)s::text) AND from_on <= %(on)s::date
    ORDER BY postcode, from_on DESC
) latest WHERE council_code = %(council)s::text AND NOT terminated ORDER BY postcode
"""

_AREAS: Final = """
SELECT code, name FROM (
    SELECT DISTINCT ON (code) code, name, council_code FROM places_smallarea
    WHERE from_on <= %(on)s::date ORDER BY code, from_on DESC
) latest WHERE council_code = %(council)s::text ORDER BY name, code
"""

_KNOWN: Final = """
SELECT postcode FROM places_postcode WHERE postcode = ANY(%(places)s)
UNION SELECT code FROM places_smallarea WHERE code = ANY(%(places)s)
"""


def homes(postcodes: Sequence[str], on: date, using: str = DEFAULT) -> dict[str, str]:
    """The council of each known postcode on a day; an ended one still resolves. Postcodes in their one spelling."""
    return dict(ask(_HOMES, {"postcodes": list(postcodes), "on": on}, using=using))


def located(postcodes: Sequence[str], on: date, using: str = DEFAULT) -> dict[str, Located]:
    """Council and small area of each known postcode on a day; an ended one still resolves."""
    return found(ask(*locating(postcodes, on), using=using))


def locating(postcodes: Sequence[str], on: date) -> Question:
    """The same as a question to be asked together with others; `found` reads its rows."""
    return Question(_LOCATED, {"postcodes": list(postcodes), "on": on})


def found(rows: Iterable[tuple[Any, ...]]) -> dict[str, Located]:
    return {postcode: Located(*rest) for postcode, *rest in rows}


def council_names(codes: Sequence[str], on: date) -> dict[str, str]:
    """What councils with these codes are called on a day; those that the register knows."""
    return dict(ask(_NAMED, {"codes": list(codes), "on": on}))


def known(places: Iterable[str]) -> frozenset[str]:
    """Which of these postcodes and small areas the register has ever known."""
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute(_KNOWN, {"places": list(places)})
        return frozenset(row[0] for row in cursor.fetchall())


def within(council: str, on: date) -> list[tuple[str, str]]:
    """The postcodes of a council that letters are delivered to on a day, each with its small area."""
    return [(postcode, area) for postcode, area in ask(_WITHIN, {"council": council, "on": on})]


def small_areas_of(council: str, on: date) -> dict[str, str]:
    """The small areas of a council on a day, by code, with their names."""
    return dict(ask(_AREAS, {"council": council, "on": on}))
