"""Who is away and who stands in for whom; holds nothing about any family."""

from django.db import models

from rightstart.cover.rules import Why
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
