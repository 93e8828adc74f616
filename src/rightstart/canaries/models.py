"""Whether canaries fly, and what came of each run. Holds no personal data, for nobody here is anybody."""

from django.db import models

from rightstart.canaries.rules import Verdict
from rightstart.engine.constraints import filled_together


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
        constraints = (filled_together("a_run_ended_together", "ended_at", "verdict", "asked", "leaf_hash"),)
