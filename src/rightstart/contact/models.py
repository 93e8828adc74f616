"""Attempts at first contact; what a worker writes about one stands apart, so that it can be erased and the fact stays."""

from django.db import models

from rightstart.contact.rules import AttemptOutcome, Channel
from rightstart.directory.models import Organisation


class Attempt(models.Model):
    """One try at first contact with a family by a centre. Rows are added; where contact stands is derived."""

    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    family_id = models.BigIntegerField(db_index=True)
    channel = models.TextField(choices=[(channel.value, channel.value) for channel in Channel])
    outcome = models.TextField(choices=[(outcome.value, outcome.value) for outcome in AttemptOutcome])
    made_on = models.DateField()
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()


class AttemptNote(models.Model):
    """A worker's words about an attempt: the erasable table of this package."""

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, related_name="note")
    text = models.TextField()
