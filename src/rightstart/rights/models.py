"""What families ask: a no that waits to be carried out, how often anybody tries, who asked and was known, who need not be told."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rightstart.births.models import Birth
from rightstart.directory.models import Organisation, Person
from rightstart.engine.constraints import filled_together
from rightstart.rights.requests.rules import Asker, Ground, Outcome, RequestKind, Step
from rightstart.rights.rules import Erased, Exempt
from rightstart.safeguards.rules import ParentKnownBy


class SaidNo(models.Model):
    """A code that somebody typed, right or wrong, until it is carried out within moments; nothing of it stays here."""

    key = models.BinaryField(unique=True)
    at = models.DateTimeField()


class Try(models.Model):
    """How often one address, or everybody, used a page that is open to all, since a moment.

    The address is not kept: only what stands for it then.
    """

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


class Request(models.Model):
    """What a family has requested: access, a correction or a complaint.

    `known_by`, `asker`: how it was known who asks, and who that is; empty while it is asked for. `detail`: what a correction is
    about. `changed`: what a complaint led to. What was said stands apart.
    """

    reference = models.TextField(unique=True)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    birth = models.ForeignKey(Birth, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=[(one.value, one.value) for one in RequestKind])
    known_by = models.TextField(null=True, choices=[(one.value, one.value) for one in ParentKnownBy])
    asker = models.TextField(null=True, choices=[(one.value, one.value) for one in Asker])
    detail = models.TextField()
    received_on = models.DateField()
    opened_at = models.DateTimeField()
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    outcome = models.TextField(null=True, choices=[(one.value, one.value) for one in Outcome])
    ground = models.TextField(null=True, choices=[(one.value, one.value) for one in Ground])
    changed = ArrayField(models.TextField(), default=list)

    class Meta:
        constraints = (
            filled_together("request_closed_together", "closed_at", "outcome"),
            filled_together("request_known_together", "known_by", "asker"),
        )
        indexes = (models.Index(name="request_of_birth", fields=("birth",)),)


class RequestStep(models.Model):
    """What was done about a request: rows are added. `left_out`: of a pack, how many things of each part, by why."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="steps")
    step = models.TextField(choices=[(one.value, one.value) for one in Step])
    why = models.TextField(help_text="its reason, as a code")
    left_out = models.JSONField(default=dict)
    salt = models.BinaryField()
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()


class RequestWords(models.Model):
    """What the family said, sealed: the erasable table of this package."""

    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="words")
    key = models.BigIntegerField(help_text="of the family's own notice: destroyed, nothing opens the next")
    sealed = models.BinaryField()
