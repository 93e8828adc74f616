"""Which consignments have been carried to their end, so that one that was cut short is picked up again."""

from datetime import datetime

from django.db import connection

from rightstart.births.models import Carried
from rightstart.engine.bulk import ask


def is_carried(consignment: int) -> bool:
    return bool(
        ask("SELECT 1 FROM births_carried WHERE consignment_id = %(consignment)s", {"consignment": consignment})
    )


def carried(*, consignment: int, at: datetime) -> None:
    """Note that all of a consignment has been carried onwards."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO births_carried VALUES (%s, %s) ON CONFLICT DO NOTHING", [consignment, at])


def reopened(*, consignment: int) -> None:
    """Note that a consignment has more to carry: a row of it was put right."""
    Carried.objects.filter(pk=consignment).delete()


def not_carried() -> list[int]:
    """Consignments received and not carried to their end, oldest first; held and refused ones too, for their stops."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.id FROM intake_consignment c LEFT JOIN births_carried b ON b.consignment_id = c.id"
            " WHERE b.consignment_id IS NULL ORDER BY c.id"
        )
        return [row[0] for row in cursor.fetchall()]
