"""Which consignments have been carried to their end, so that one that was cut short is picked up again."""

from datetime import datetime

from django.db import connection

from rightstart.births.models import Carried


def is_carried(consignment: int) -> bool:
    return Carried.objects.filter(pk=consignment).exists()


def carried(*, consignment: int, at: datetime) -> None:
    """Note that all of a consignment has been carried onwards."""
    Carried.objects.get_or_create(consignment_id=consignment, defaults={"at": at})


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
