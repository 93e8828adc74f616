"""Who joined a centre and came to it: facts without a name, under the family's number, that stay when it is forgotten."""

from django.db import models

from rightstart.directory.models import Organisation
from rightstart.joining.rules import How, Whom
from rightstart.listings.rules import ListingKind

KINDS = [(kind.value, kind.value) for kind in ListingKind]


class Joining(models.Model):
    """A family joined a centre on a day. `through`: the kind of service that it came by; gone once the family is forgotten."""

    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    family_id = models.BigIntegerField(db_index=True)
    joined_on = models.DateField()
    how = models.TextField(choices=[(how.value, how.value) for how in How])
    through = models.TextField(null=True, choices=KINDS)
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(name="a_family_joins_a_centre_once", fields=("centre", "family_id")),)


class Attendance(models.Model):
    """A family came to a kind of service on a day; the kind is gone once the family is forgotten, the day stays for the counts."""

    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    family_id = models.BigIntegerField(db_index=True)
    attended_on = models.DateField()
    kind = models.TextField(null=True, choices=KINDS)
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="attended_once_a_day_and_kind", fields=("centre", "family_id", "attended_on", "kind")
            ),
        )


class Export(models.Model):
    """A file of families that a person of a centre took for its own system; says how many, and nothing of anybody."""

    reference = models.TextField(unique=True)
    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    whom = models.TextField(choices=[(whom.value, whom.value) for whom in Whom])
    families = models.IntegerField()
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()


class Sustaining(models.Model):
    """From which days on a family of a council counts as one that keeps coming; without a row the usual threshold holds."""

    council = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    times = models.IntegerField(help_text="days on which it came, at least")
    days = models.IntegerField(help_text="within so many")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_threshold_can_be_met",
                condition=models.Q(times__gte=2, days__gte=models.F("times")),
            ),
        )
