"""Reach areas, each from a date, and placings by hand."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from rightstart.allocation.rules import ClaimKind
from rightstart.births.models import Birth
from rightstart.directory.models import Organisation


class ReachArea(models.Model):
    """A centre serves one postcode or small area during some days; the database lets no two claims of a council overlap."""

    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reach_areas")
    kind = models.TextField(choices=[(ClaimKind.POSTCODE.value,) * 2, (ClaimKind.SMALL_AREA.value,) * 2])
    place = models.TextField()
    during = DateRangeField()

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="reach_areas_never_overlap",
                expressions=(
                    ("council", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("place", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ),
            ),
        )
        indexes = (models.Index(name="reach_area_by_place", fields=("council", "place")),)


class HandPlacing(models.Model):
    """A steward's word that a birth belongs to a centre, with the reason, sealed; the latest counts, until the home changes.

    `home_key` is a fingerprint of the postcode that the word was given about.
    """

    birth = models.ForeignKey(Birth, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    key = models.BigIntegerField(
        help_text="of a notice that spoke of the birth then: destroyed, nothing opens the next"
    )
    sealed = models.BinaryField(null=True, help_text="the reason; none once erased")
    home_key = models.BinaryField()
    from_on = models.DateField()
    by = models.TextField()
    at = models.DateTimeField()
