"""What families ask: a no that waits to be carried out, how often anybody tries, who asked and was known, who need not be told."""

from django.db import models

from rightstart.births.models import Birth
from rightstart.directory.models import Organisation
from rightstart.engine.constraints import filled_together
from rightstart.rights.rules import Erased, Exempt
from rightstart.safeguards.rules import ParentKnownBy


class SaidNo(models.Model):
    """A code that somebody typed, right or wrong, until it is carried out within moments; nothing of it stays here."""

    key = models.BinaryField(unique=True)
    at = models.DateTimeField()


class Try(models.Model):
    """How many codes came from one address, or from all, since a moment. The address is not kept: only what stands for it then."""

    bucket = models.BinaryField(unique=True)
    since = models.DateTimeField(db_index=True)
    count = models.IntegerField()


class Asking(models.Model):
    """A parent asked who was told of the family, and was known to be the parent; of what was seen only its code is kept."""

    reference = models.TextField(unique=True)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    birth = models.ForeignKey(Birth, on_delete=models.PROTECT, related_name="+")
    known_by = models.TextField(choices=[(one.value, one.value) for one in ParentKnownBy])
    asked_at = models.DateTimeField()
    asked_by = models.TextField(help_text="who looked at it")
    leaf_hash = models.BinaryField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(null=True)
    answer_leaf_hash = models.BinaryField(null=True)

    class Meta:
        constraints = (filled_together("asking_answered_together", "answered_at", "answered_by", "answer_leaf_hash"),)


class Exemption(models.Model):
    """A person's word that the parents of a birth need not be told that the council holds it, by a coded reason."""

    birth = models.OneToOneField(Birth, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(choices=[(one.value, one.value) for one in Exempt])
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()


class Erasure(models.Model):
    """A birth of which nothing is kept any more but that it was, and what became of it."""

    birth = models.OneToOneField(Birth, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(choices=[(one.value, one.value) for one in Erased])
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()
