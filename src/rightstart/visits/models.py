"""Visit sheets that people of a centre took with them; of a family its number and its centre's reference alone."""

from django.db import models

from rightstart.directory.models import Organisation, Person
from rightstart.engine.constraints import filled_together
from rightstart.visits.rules import Form


class VisitSheet(models.Model):
    """A paper or a file of families that somebody took; what stood on it is not kept. `until_at`: then it must be destroyed."""

    reference = models.TextField(unique=True)
    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    form = models.TextField(choices=[(one.value, one.value) for one in Form])
    families = models.IntegerField()
    at = models.DateTimeField()
    until_at = models.DateTimeField()
    leaf_hash = models.BinaryField()
    destroyed_at = models.DateTimeField(null=True, help_text="as a person has said")
    destroyed_by = models.TextField(null=True)
    destroyed_leaf_hash = models.BinaryField(null=True)

    class Meta:
        constraints = (
            filled_together("a_sheet_is_destroyed_together", "destroyed_at", "destroyed_by", "destroyed_leaf_hash"),
        )
        indexes = (models.Index(name="sheets_out", fields=("centre",), condition=models.Q(destroyed_at__isnull=True)),)


class OnSheet(models.Model):
    """A family on a sheet. `struck_at`: since when it must be struck out; `struck_out_at`: when that was done, as was said."""

    sheet = models.ForeignKey(VisitSheet, on_delete=models.PROTECT, related_name="lines")
    family_id = models.BigIntegerField(db_index=True)
    reference = models.TextField(db_index=True)
    struck_at = models.DateTimeField(null=True)
    struck_out_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="a_family_stands_on_a_sheet_once", fields=("sheet", "family_id")),
            models.CheckConstraint(
                name="only_what_must_be_is_struck_out",
                condition=models.Q(struck_out_at__isnull=True) | models.Q(struck_at__isnull=False),
            ),
        )
