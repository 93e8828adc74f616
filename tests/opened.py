"""What lies sealed in the database, opened for tests: each row with its plain columns and what it says of people."""

from types import SimpleNamespace

from msgspec.structs import asdict

from rightstart.handover import sealed as handed
from rightstart.handover.models import Line
from rightstart.intake import sealed as said
from rightstart.intake.models import Notice


def notices(**chosen: object) -> list[SimpleNamespace]:
    """The notices that can be opened and say this, oldest first."""
    rows = [(one, one.key, one.sealed) for one in Notice.objects.order_by("pk")]
    found = [SimpleNamespace(**asdict(told), **_plain(row[0])) for told, row in said.read(rows)]
    return [one for one in found if chosen.items() <= vars(one).items()]


def notice(**chosen: object) -> SimpleNamespace:
    """The one notice that says this."""
    [found] = notices(**chosen)
    return found


def lines() -> list[SimpleNamespace]:
    """The lines that can be opened, oldest first."""
    rows = [(one, one.key, one.sealed) for one in Line.objects.order_by("pk")]
    return [SimpleNamespace(**asdict(told), **_plain(row[0])) for told, row in handed.read(rows)]


def keep(told: said.Private, council: int, **about: object) -> Notice:
    """Keep a notice that says this, with when it was stated and the day of birth, without the file it would have come in."""
    [key], [sealed] = said.seal([told])
    sent = {
        "consignment_id": 0,
        "council_id": council,
        "supplier_id": council,
        "row": 2,
        "action": "new",
        "clearances": [],
    }
    about |= {"record_key": b"key", "content_hash": b"", "address_kind": "usual"}
    return Notice.objects.create(**sent, **about, key=key, sealed=sealed)


def _plain(row: Notice | Line) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
