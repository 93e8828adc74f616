"""Safeguard facts as rows: clearances by notice, markers by keyed fingerprint, lifts by two people."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rightstart.births.models import Birth
from rightstart.directory.models import Organisation
from rightstart.engine.constraints import filled_together


class Clearance(models.Model):
    """The clearances that one notice gives its birth, from its as-at time until a later statement says otherwise."""

    notice_id = models.BigIntegerField(primary_key=True)
    birth = models.ForeignKey(Birth, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    kinds = ArrayField(models.TextField())
    source = models.TextField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)


class Marker(models.Model):
    """A safeguard fact about whoever bears the key: a supplier's record, an NHS number, a confinement, or one birth.

    It may come before its birth and waits for it; it crosses councils, for the key does not name one.
    """

    key = models.BinaryField(db_index=True)
    kind = models.TextField()
    source = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    stated_at = models.DateTimeField()
    marked_at = models.DateTimeField()
    by = models.TextField()
    salt = models.BinaryField()
    leaf_hash = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(name="a_statement_once", fields=("key", "kind", "source", "stated_at")),)


class Suppression(models.Model):
    """A fingerprint by which a suppressed child is known again when its record is gone: `trait` says of which facts, `marker` for

    what the child was withheld, `under` by which key. It points at nobody, and stands beside no other of the same child.
    """

    key = models.BinaryField()
    trait = models.TextField()
    marker = models.TextField()
    under = models.TextField()
    until_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(name="a_fingerprint_once", fields=("key", "marker")),)
        indexes = (models.Index(name="suppression_ends", fields=("until_on",)),)


class SocialCareAsking(models.Model):
    """From when until when a council's social care team is asked about every birth that comes."""

    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    by = models.TextField()
    leaf_hash = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="a_council_asks_once", fields=("council",), condition=models.Q(ended_at__isnull=True)
            ),
        )


class SocialCareAnswer(models.Model):
    """What a social care team said of one birth. The ledger holds it as a commitment under this salt."""

    birth = models.OneToOneField(Birth, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField()
    answered_at = models.DateTimeField()
    answered_by = models.TextField()
    salt = models.BinaryField()
    leaf_hash = models.BinaryField()


class FamilyStop(models.Model):
    """A stop of whoever some telephoned details may mean; what was said is sealed under a key of its own until it is closed."""

    reference = models.TextField(unique=True)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    what = models.TextField()
    caller = models.TextField()
    sealed = models.BinaryField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.TextField()
    until_on = models.DateField()
    leaf_hash = models.BinaryField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(null=True)
    closed_how = models.TextField(null=True)

    class Meta:
        constraints = (
            filled_together(
                "stop_closed_together_and_its_details_gone", "closed_at", "closed_by", "closed_how", ends=("sealed",)
            ),
        )
        indexes = (models.Index(name="stop_open", fields=("council",), condition=models.Q(closed_at__isnull=True)),)


class StopMatch(models.Model):
    """A birth that a stop froze, and a person's word on whether it is the family."""

    stop = models.ForeignKey(FamilyStop, on_delete=models.PROTECT, related_name="matches")
    birth = models.ForeignKey(Birth, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()
    answer = models.TextField(null=True)
    answered_by = models.TextField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="a_birth_frozen_once_by_a_stop", fields=("stop", "birth")),
            filled_together("stop_answered_together", "answer", "answered_by", "answered_at"),
        )


class Lift(models.Model):
    """Two people's word that a kind of marker no longer holds one birth; a later statement stands again."""

    birth = models.ForeignKey(Birth, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()
    reason = models.TextField()
    known_by = models.TextField(default="", help_text="how the parent was known, where it is the parent's word")
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    confirmed_by = models.TextField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    leaf_hash = models.BinaryField(null=True)

    class Meta:
        constraints = (
            filled_together("lift_confirmed_together", "confirmed_by", "confirmed_at", "leaf_hash"),
            models.CheckConstraint(
                name="two_people_lift",
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("asked_by")),
            ),
            models.UniqueConstraint(
                name="one_open_lift", fields=("birth", "kind"), condition=models.Q(confirmed_at__isnull=True)
            ),
        )
