"""Whether canaries fly, and what came of each run. Holds no personal data, for nobody here is anybody."""

from django.db import models
from django.db.models import Q

from rightstart.canaries.rules import Verdict


class Switch(models.Model):
    """Switched on or off: the last one counts, and without any it is off."""

    on = models.BooleanField()
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()


class Run(models.Model):
    """One run, by its number; `asked`: at each stage, what each way out said of each canary. `cleared_at`: withdrawn again."""

    number = models.PositiveIntegerField(unique=True)
    begun_at = models.DateTimeField()
    by = models.TextField()
    ended_at = models.DateTimeField(null=True)
    verdict = models.TextField(null=True, choices=[(one.value, one.value) for one in Verdict])
    asked = models.JSONField(null=True)
    leaf_hash = models.BinaryField(null=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_run_ended_together",
                condition=Q(ended_at__isnull=True, verdict__isnull=True, asked__isnull=True, leaf_hash__isnull=True)
                | Q(ended_at__isnull=False, verdict__isnull=False, asked__isnull=False, leaf_hash__isnull=False),
            ),
        )
