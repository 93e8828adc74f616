"""Which consignments have been carried to their end, so that one that was cut short is picked up again."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from rightstart.births.models import Carried
from rightstart.engine.bulk import ask

CARRIED = "SELECT consignment_id FROM births_carried WHERE consignment_id = ANY(%(consignments)s::bigint[])"


def to_carry(consignments: Sequence[int]) -> list[int]:
    """Those of some consignments that have not been carried to their end, each once, in the order given."""
    done = {row[0] for row in ask(CARRIED, {"consignments": list(consignments)})}
    return [one for one in dict.fromkeys(consignments) if one not in done]


def carried(*, consignments: Sequence[int], at: datetime) -> None:
    """Note that all of these consignments has been carried onwards."""
    with connection.cursor() as cursor:
        query = "INSERT INTO births_carried SELECT unnest(%s::bigint[]), %s ON CONFLICT DO NOTHING"
        cursor.execute(query, [list(consignments), at])


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
