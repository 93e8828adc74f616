"""What a web developer writes on the first day: csv.DictReader, a check for each cell, one object a row, bulk_create."""

import csv
import io
from datetime import UTC, date, datetime

from django.db import connections, models, transaction

from rightstart.directory.models import Organisation
from rightstart.places.models import Postcode
from rightstart.terms import NHSNumberFault, nhs_number, postcode

AT = datetime(2025, 11, 20, 6, tzinfo=UTC)


class Plain(models.Model):
    """A row as such a program would keep it: everything readable, in the database, and found by what identifies it."""

    council_id = models.BigIntegerField()
    supplier_id = models.BigIntegerField()
    row = models.IntegerField()
    record_id = models.TextField(db_index=True)
    as_at = models.DateTimeField()
    baby_surname = models.TextField()
    baby_forename = models.TextField(null=True)
    born_on = models.DateField()
    address = models.TextField()
    postcode = models.TextField()
    parent_name = models.TextField(null=True)
    birth_order = models.SmallIntegerField(null=True)
    births_in_confinement = models.SmallIntegerField(null=True)
    nhs_number = models.TextField(null=True)
    told_on = models.DateField(null=True)
    language = models.TextField(null=True)

    class Meta:
        app_label = "bench"


def make_room() -> None:
    """The table, which is no part of the product."""
    with connections["owner"].schema_editor() as editor:
        editor.create_model(Plain)


@transaction.atomic
def import_plainly(content: bytes) -> int:
    """Births taken: checked one by one, the council of each looked up, known records left out. No matching, no ledger."""
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    spelt = [postcode(row["postcode"]) for row in rows]
    council_of = dict(Postcode.objects.filter(postcode__in=set(spelt)).values_list("postcode", "council_code"))
    councils = dict(Organisation.objects.filter(kind="council").values_list("code", "pk"))
    supplier = Organisation.objects.get(kind="supplier").pk
    known = set(
        Plain.objects.filter(record_id__in=[row["record_id"] for row in rows]).values_list("record_id", "council_id")
    )
    taken = []
    for number, (row, home) in enumerate(zip(rows, spelt, strict=True), 2):
        council = councils.get(council_of.get(home, ""))
        if council is None or (row["record_id"], council) in known or not _fit(row):
            continue
        taken.append(_notice(number, row, home, council, supplier))
    Plain.objects.bulk_create(taken, batch_size=5_000)
    return len(taken)


def _fit(row: dict[str, str]) -> bool:
    try:
        born_on = date.fromisoformat(row["born_on"])
    except ValueError:
        return False
    number_is_good = not row["nhs_number"] or not isinstance(nhs_number(row["nhs_number"]), NHSNumberFault)
    needed = all(row[name] for name in ("record_id", "baby_surname", "address_line_1", "postcode"))
    return needed and number_is_good and born_on <= AT.date() and row["contact"] == "" and row["outcome"] == "live"


def _notice(number: int, row: dict[str, str], home: str, council: int, supplier: int) -> Plain:
    return Plain(
        council_id=council,
        supplier_id=supplier,
        row=number,
        record_id=row["record_id"],
        as_at=AT,
        baby_surname=row["baby_surname"],
        baby_forename=row["baby_forename"],
        born_on=row["born_on"],
        address=f"{row['address_line_1']}\n{row['address_line_2']}",
        postcode=home,
        parent_name=row["parent_name"],
        birth_order=row["birth_order"] or None,
        births_in_confinement=row["births_in_confinement"] or None,
        nhs_number=row["nhs_number"] or None,
        told_on=row["told_on"],
        language=row["language"],
    )
