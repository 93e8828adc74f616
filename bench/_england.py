"""A country of the size of England, drawn from a seed: councils, small areas, postcodes, centres, agreements and births."""

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise, product
from pathlib import Path

import polars as pl
from django.db import connections, transaction

from rightstart.agreements.models import Agreement, Event, InstrumentEvent, Version
from rightstart.agreements.rules import ExitRule
from rightstart.allocation.models import ReachArea
from rightstart.directory.models import Organisation
from rightstart.engine.bulk import copy_frame
from rightstart.intake.contract import Attestation
from rightstart.terms import Item, Period, nhs_check_digit

SEED = 20140716
COUNCILS, AREAS, POSTCODES, CENTRES = 153, 33_755, 1_500_000, 2_500
FIRST_DAY = date(2025, 1, 1)
LONG_AGO = date(2013, 1, 1)
NUMBERS = 900_000  # the test range has room for 909,091 valid NHS numbers and no more
SUPPLIER = "BENCH1"
PAPER = "00" * 32  # the SHA-256 of a signed PDF that would say what the entry leaves out
LEAST = 300  # rows of one month's file: for fewer births the year is shorter, not the files


@dataclass(frozen=True)
class Parcelled:
    """One month's file for one council, on disk, with the day it comes in."""

    council: str
    period: Period
    received_at: datetime
    path: Path


def months(year: int = FIRST_DAY.year) -> list[Period]:
    firsts = [date(year, month, 1) for month in range(1, 13)] + [date(year + 1, 1, 1)]
    return [Period(start, end) for start, end in pairwise(firsts)]


def postcodes(count: int) -> list[str]:
    """So many well-formed postcodes, none of them a pseudo-postcode."""
    firsts = [a + b for a, b in product("ABCDEFGHKLMNPRSTW", "ADEHLNORSTUY") if a + b not in {"BF", "GY", "JE"}]
    lasts = [a + b for a, b in product("ABDEFGHJLNPQRSTUWXYZ", repeat=2)]
    spelt = (f"{first}{d} {n}{last}" for first in firsts for d in range(1, 10) for n in range(10) for last in lasts)
    return [code for code, _ in zip(spelt, range(count), strict=False)]


def file_name(council: str, period: Period) -> str:
    return f"{council}-{period.start_on:%Y-%m}.csv"


def received_at(period: Period) -> datetime:
    """Twenty days after the month's end at six: every birth of it is old enough to be told of."""
    return datetime.combine(period.end_on + timedelta(days=19), datetime.min.time(), UTC) + timedelta(hours=6)


class England:
    """Where everything lies: area of each postcode, council and centre of each area."""

    def __init__(self) -> None:
        self.councils = [f"E06{number:06d}" for number in range(1, COUNCILS + 1)]
        self.areas = [f"E01{number:06d}" for number in range(1, AREAS + 1)]
        self.postcodes = postcodes(POSTCODES)
        self.council_of = [self.councils[number * COUNCILS // AREAS] for number in range(AREAS)]
        self.centre_of = [f"C{number * CENTRES // AREAS:05d}" for number in range(AREAS)]
        self.area_of = [number * AREAS // POSTCODES for number in range(POSTCODES)]

    def postcodes_of(self, council: str) -> list[str]:
        return [
            self.postcodes[number] for number in range(POSTCODES) if self.council_of[self.area_of[number]] == council
        ]

    def settle(self) -> None:
        """Write the country into the database: places, organisations, reach areas and agreements in force."""
        with transaction.atomic():
            self._places()
            organisations = self._organisations()
            self._reach_areas(organisations)
            for council in self.councils:
                _agree(organisations, council, sorted({self.centre_of[n] for n in self._areas_of(council)}))
        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE")

    def _areas_of(self, council: str) -> list[int]:
        return [number for number in range(AREAS) if self.council_of[number] == council]

    def _places(self) -> None:
        since = pl.lit(LONG_AGO).alias("from_on")
        copy_frame("places_council", pl.DataFrame({"code": self.councils, "name": self.councils}).with_columns(since))
        areas = pl.DataFrame({"code": self.areas, "name": self.areas, "council_code": self.council_of})
        copy_frame("places_smallarea", areas.with_columns(since))
        codes = {
            "postcode": self.postcodes,
            "council_code": [self.council_of[area] for area in self.area_of],
            "small_area_code": [self.areas[area] for area in self.area_of],
        }
        terminated = pl.lit(False).alias("terminated")
        copy_frame("places_postcode", pl.DataFrame(codes).with_columns(since, terminated))

    def _organisations(self) -> dict[str, int]:
        Organisation.objects.create(kind="supplier", code=SUPPLIER, name="Benchmark supplier")
        Organisation.objects.bulk_create(
            [Organisation(kind="council", code=code, name=f"Council {code}") for code in self.councils]
        )
        ids = dict(Organisation.objects.values_list("code", "pk"))
        centres = dict(zip(self.centre_of, self.council_of, strict=True))
        Organisation.objects.bulk_create(
            [
                Organisation(kind="centre", code=code, name=f"Centre {code}", council_id=ids[council])
                for code, council in centres.items()
            ]
        )
        return dict(Organisation.objects.values_list("code", "pk"))

    def _reach_areas(self, ids: dict[str, int]) -> None:
        ReachArea.objects.bulk_create(
            [
                ReachArea(
                    council_id=ids[self.council_of[number]],
                    centre_id=ids[self.centre_of[number]],
                    kind="small-area",
                    place=self.areas[number],
                    during=(LONG_AGO, None),
                )
                for number in range(AREAS)
            ],
            batch_size=5_000,
        )


def _agree(ids: dict[str, int], council: str, centres: list[str]) -> None:
    """Two instruments in force for one council: from the supplier, and to its own centres."""
    for hop, kind, giver, takers in (
        (1, "data-sharing", SUPPLIER, [council]),
        (2, "internal-instruction", council, centres),
    ):
        agreement = Agreement.objects.create(
            reference=f"B{hop}-{council}", hop=hop, kind=kind, giver_id=ids[giver], council_id=ids[council]
        )
        items = [item.value for item in Item if hop == 1 or item is not Item.NHS_NUMBER]
        version = Version.objects.create(
            agreement=agreement,
            version=1,
            giver_task="task",
            giver_gateway="gateway",
            taker_task="task",
            taker_gateway="gateway",
            lawful_basis="UK GDPR Art 6(1)(e)",
            items=items,
            attests=[attestation.value for attestation in Attestation],
            earliest_contact_day=15,
            visit_opens=False,
            target_day=42,
            freshness_days=40,
            exit_rule=ExitRule.FINISH_CONTACTS.value,
            paper=PAPER,
            from_on=LONG_AGO,
            ends_on=date(2040, 1, 1),
            review_on=date(2039, 1, 1),
        )
        version.recipients.set([ids[code] for code in takers])
        for party in {giver, council}:
            Event.objects.create(
                version=version,
                kind=InstrumentEvent.SIGNED,
                organisation_id=ids[party],
                on=LONG_AGO,
                at=datetime(2013, 1, 1, tzinfo=UTC),
                by="job:bench",
                leaf_hash=bytes(32),
            )


def write_feeds(england: England, births: int, folder: Path) -> list[Parcelled]:
    """Every council's twelve monthly files on disk, in the order in which they come in."""
    dice = random.Random(SEED)
    numbers = _nhs_numbers()
    homes = {council: england.postcodes_of(council) for council in england.councils}
    feeds, serial = [], 0
    periods = months()[: max(1, min(12, births // (COUNCILS * LEAST)))]
    each = births // (COUNCILS * len(periods))
    for period in periods:
        for council in england.councils:
            rows = list(_rows(dice, homes[council], period, each, serial, numbers))
            serial += each
            path = folder / file_name(council, period)
            pl.DataFrame(rows, schema=COLUMNS, orient="row").write_csv(path)
            feeds.append(Parcelled(council, period, received_at(period), path))
    return feeds


def written(homes: list[str], period: Period, rows: int) -> bytes:
    """One file of so many births of a period, in these postcodes; the same each time."""
    drawn = _rows(random.Random(SEED), homes, period, rows, 0, _nhs_numbers(rows))
    return pl.DataFrame(list(drawn), schema=COLUMNS, orient="row").write_csv().encode()


COLUMNS = [
    *("record_id", "baby_surname", "baby_forename", "born_on", "address_line_1", "address_line_2", "postcode"),
    *(
        "contact",
        "outcome",
        "parent_name",
        "birth_order",
        "births_in_confinement",
        "nhs_number",
        "told_on",
        "objection",
    ),
    "language",
]


def _nhs_numbers(count: int = NUMBERS) -> list[str]:
    nine = (str(number) for number in range(999_000_000, 1_000_000_000))
    made = ((first, nhs_check_digit(first)) for first in nine)
    return [first + check for first, check in islice(((f, c) for f, c in made if c is not None), count)]


def _rows(
    dice: random.Random, homes: list[str], period: Period, count: int, serial: int, numbers: list[str]
) -> Iterator[tuple[str, ...]]:
    """A month's births: one confinement in sixty-five has twins, one row in a hundred is held, one in a hundred faulty."""
    days = (period.end_on - period.start_on).days
    twin: tuple[str, ...] | None = None
    for offset in range(count):
        record = f"R{serial + offset:08d}"
        number = numbers[serial + offset] if serial + offset < len(numbers) else ""
        if twin is not None:
            yield (record, *twin[1:10], "2", "2", number, *twin[13:])
            twin = None
            continue
        chance = dice.random()
        twins = chance < 1 / 65 and offset + 1 < count
        day = period.start_on + timedelta(days=dice.randrange(days))
        born_on = "31/02/2025" if 0.98 < chance < 0.99 else day.isoformat()
        row = (
            *(record, _name(dice), _name(dice), born_on, f"{dice.randrange(1, 200)} {_name(dice)} Street", "Anytown"),
            *(dice.choice(homes), "hold" if chance > 0.99 else "", "live", f"{_name(dice)} {_name(dice)}"),
            *("1" if twins else "", "2" if twins else "", number, day.isoformat(), "no", "en"),
        )
        twin = row if twins else None
        yield row


_ENDS = [a + b + c for a, b, c in product("bdlmnrst", "aeiou", string.ascii_lowercase)]


def _name(dice: random.Random) -> str:
    return (dice.choice(_ENDS) + dice.choice(_ENDS)).capitalize()
