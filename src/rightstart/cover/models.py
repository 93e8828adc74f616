"""Who is away and who stands in for whom, people and centres; holds nothing about any family."""

from django.db import models

from rightstart.cover.rules import LEAST_DAYS, MOST_DAYS, NoCover, Over, Why
from rightstart.directory.models import Organisation, Person
from rightstart.engine.constraints import filled_together


class Away(models.Model):
    """Somebody of a centre is away, from a day until they are back on another; `cover`: to whom their due families go."""

    reference = models.TextField(unique=True)
    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    cover = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    why = models.TextField(choices=[(one.value, one.value) for one in Why])
    from_on = models.DateField()
    back_on = models.DateField(null=True, help_text="absent where nobody knows")
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()
    ended_at = models.DateTimeField(null=True, help_text="back earlier than was said, or at work again")
    ended_by = models.TextField(null=True)
    end_leaf_hash = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="nobody_is_back_before_they_are_away",
                condition=models.Q(back_on__isnull=True) | models.Q(back_on__gt=models.F("from_on")),
            ),
            filled_together("an_absence_ends_together", "ended_at", "ended_by", "end_leaf_hash"),
        )


class StandIn(models.Model):
    """Who takes over at a centre where nobody is named; the latest word counts (`person` absent: nobody, so everybody)."""

    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()


class NamedCover(models.Model):
    """Which centre covers another one of its council, should that fall silent, from a day (`cover` absent: none).

    On a day the word counts that is from the latest day, and of two the later one.
    """

    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    cover = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_on = models.DateField()
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()


class SilenceLimit(models.Model):
    """After how many days without a step a centre of a council, or one of its people, is silent; the latest word counts."""

    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    days = models.IntegerField()
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="silence_has_its_limits", condition=models.Q(days__gte=LEAST_DAYS, days__lte=MOST_DAYS)
            ),
        )


class Silence(models.Model):
    """Families waited at a centre and nobody of it took a step: since when it was silent, and who covers, or why nobody does.

    `families`: how many stood on its list when that was found. `version_id`: of the agreement under which it is covered.
    """

    reference = models.TextField(unique=True)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    cover = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    version_id = models.BigIntegerField(null=True)
    hinders = models.TextField(null=True, choices=[(one.value, one.value) for one in NoCover])
    since = models.DateTimeField()
    families = models.IntegerField()
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()
    over = models.TextField(null=True, choices=[(one.value, one.value) for one in Over])
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(null=True)
    end_leaf_hash = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="a_centre_is_silent_once", fields=("centre",), condition=models.Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="a_silence_is_covered_or_says_why_not",
                condition=models.Q(cover__isnull=False, version_id__isnull=False, hinders__isnull=True)
                | models.Q(cover__isnull=True, version_id__isnull=True, hinders__isnull=False),
            ),
            filled_together("a_silence_ends_together", "over", "ended_at", "ended_by", "end_leaf_hash"),
        )
