"""A supplier, two councils and what stands between them, for the tests of intake; every name in it is made up."""

import csv
import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from django.conf import settings

from rightstart.agreements.models import Agreement, Event, Version
from rightstart.directory.models import Organisation
from rightstart.engine.isolation import Viewer, open_viewing
from rightstart.intake.contract import Attestation, Kind
from rightstart.intake.contracts.v1_0 import V1_0
from rightstart.intake.door import HandedIn
from rightstart.intake.receive import Received, receive
from rightstart.places.models import Postcode
from rightstart.terms import Actor, Item, OrganisationId, Period
from tests.said import said

BY = Actor.job("test")
AT = datetime(2026, 10, 20, 9, tzinfo=UTC)
OURS, THEIRS = "E08000033", "E08000034"
HERE, ALSO_HERE, THERE = "HX1 1UJ", "HX2 6AA", "HD1 2TT"
FIRST = date(2013, 1, 1)
ROW = {
    "record_id": "R-1",
    "baby_surname": "Smith",
    "born_on": "2026-10-05",
    "address_line_1": "12 Example Street",
    "postcode": HERE,
    "outcome": "live",
    "told_on": "2026-10-06",
    "objection": "no",
    "parent_name": "Alex Smith",
}


def settle_down() -> None:
    """Two councils, their postcodes, and a supplier with an agreement to the first."""
    for kind, code in (("council", OURS), ("council", THEIRS), ("supplier", "CHIS01")):
        Organisation.objects.create(kind=kind, code=code, name=f"The {kind} {code}")
    for postcode, council in ((HERE, OURS), (ALSO_HERE, OURS), (THERE, THEIRS)):
        Postcode.objects.create(postcode=postcode, council_code=council, small_area_code="E01010933", from_on=FIRST)
    agree()


def agree(
    version: int = 1, items: frozenset[Item] = frozenset(Item), council: str = OURS, contract: str = "1.0"
) -> Version:
    """A data sharing agreement from the supplier to a council, signed by both."""
    supplier, taker = Organisation.objects.get(code="CHIS01"), Organisation.objects.get(code=council)
    agreement, _ = Agreement.objects.get_or_create(
        reference=f"DSA-{council}", defaults={"hop": 1, "kind": "data-sharing", "giver": supplier, "council": taker}
    )
    made = Version.objects.create(
        agreement=agreement,
        version=version,
        giver_task="Tell of births",
        giver_gateway="Children Act 2004 s.10",
        taker_task="Offer early help",
        taker_gateway="Childcare Act 2006 s.3",
        lawful_basis="UK GDPR Art 6(1)(e)",
        **columns_said(council),
        items=sorted(items),
        attests=sorted(Attestation),
        contract=contract,
        earliest_contact_day=15,
        visit_opens=False,
        target_day=42,
        freshness_days=7,
        from_on=FIRST,
        ends_on=date(2040, 1, 1),
        review_on=date(2039, 1, 1),
    )
    made.recipients.add(taker)
    for party in (supplier, taker):
        happen(made, "signed", party, FIRST)
    return made


def columns_said(party: str) -> dict[str, Any]:
    told = said(party)
    return told | {"contacts": [msgspec.to_builtins(one) for one in told["contacts"]]}


def happen(version: Version, kind: str, party: Organisation, on: date) -> None:
    at = datetime(on.year, on.month, on.day, tzinfo=UTC)
    Event.objects.create(
        version=version, kind=kind, organisation=party, on=on, at=at, by="job:test", leaf_hash=bytes(32)
    )


def row(number: int = 1, **cells: str) -> dict[str, str]:
    """A full, fit row of its own record."""
    return ROW | {"record_id": f"R-{number}"} | cells


def rows(count: int, start: int = 100) -> list[dict[str, str]]:
    """So many fit rows beside those that a test is about."""
    return [row(number, baby_surname=f"Example{number}") for number in range(start, start + count)]


def file_of(*given: Mapping[str, str], columns: tuple[str, ...] = V1_0.names) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(given)
    return out.getvalue().encode()


def handed(*given: Mapping[str, str], content: bytes | None = None, **more: Any) -> HandedIn:
    """These rows as the supplier hands them in for a week of October, everything attested."""
    what = {"supplier": "CHIS01", "council": OURS, "attests": frozenset(Attestation)} | more
    what.setdefault("period", Period(date(2026, 10, 12), date(2026, 10, 19)))
    return HandedIn(content=file_of(*given) if content is None else content, **what)


def take(*given: Mapping[str, str], at: datetime = AT, **more: Any) -> Received:
    """Receive these rows; fails where there is not even a receipt."""
    answer = receive(handed(*given, **more), by=BY, at=at)
    assert isinstance(answer, Received), answer
    return answer


def change(*given: Mapping[str, str], at: datetime = AT + timedelta(days=1)) -> Received:
    """Receive a status file of these rows."""
    return take(*given, at=at, kind=Kind.STATUS)


def totals(answer: Received) -> dict[str, int]:
    """The totals that are not nought, without their sum."""
    return {name: count for name, count in answer.receipt["totals"].items() if count and name != "records"}


def viewer(kind: str = "council", code: str = OURS) -> Viewer:
    organisation = OrganisationId(Organisation.objects.get(code=code).pk)
    return open_viewing(kind, organisation, until=datetime.now(UTC) + timedelta(hours=1))


def everything_kept(dsn: str) -> str:
    """The text of every row of every table, as somebody reads who has got hold of the whole database."""
    with psycopg.connect(dsn) as connection:
        tables = connection.execute("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                                    " WHERE schemaname !~ '^(pg_|information_schema)'").fetchall()  # fmt: skip
        found = [connection.execute(f"SELECT t::text FROM {table} t").fetchall() for (table,) in tables]
    texts = [text for table in found for (text,) in table]
    return "\n".join([*texts, *(bytes.fromhex(part).decode("latin-1") for text in texts for part in _binary(text))])


def _binary(text: str) -> list[str]:
    """What stands in a row as bytes, in hex: a text kept as bytes is kept all the same."""
    parts = [part.split('"')[0].split(",")[0].rstrip(")") for part in text.split("\\\\x")[1:]]
    return [part for part in parts if len(part) % 2 == 0]


def key_file(room: str, reference: str) -> Path:
    return Path(settings.HOME) / "keys" / room / f"{reference}.key"
