"""Decisions: rows added, never edited; superseding one is the only change, and one at most is current for a birth."""

from django.db import models
from django.db.models import Q

from rightstart.births.models import Birth
from rightstart.directory.models import Organisation
from rightstart.release.rules import OutcomeKind


class Decision(models.Model):
    """Where a birth might go on a day, or the first reason why not, with its ledger leaf. Holds no personal data:

    what was handed over is bound in as a salted commitment.
    """

    birth = models.ForeignKey(Birth, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    council = models.ForeignKey(Organisation, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    notice_id = models.BigIntegerField()
    outcome = models.TextField(choices=[(kind.value, kind.value) for kind in OutcomeKind])
    reason = models.TextField()
    until_on = models.DateField(null=True)
    marked = models.BooleanField()
    recipient = models.ForeignKey(
        Organisation, models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )
    version_id = models.BigIntegerField(null=True)
    salt = models.BinaryField()
    payload = models.BinaryField(null=True)
    leaf_hash = models.BinaryField()
    decided_on = models.DateField()
    decided_at = models.DateTimeField()
    by = models.TextField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_current_decision", fields=("birth",), condition=Q(superseded_at__isnull=True)
            ),
            models.CheckConstraint(
                name="a_disclosure_has_its_agreement_recipient_and_proof",
                condition=Q(
                    outcome="disclose",
                    recipient__isnull=False,
                    version_id__isnull=False,
                    payload__isnull=False,
                )
                | (~Q(outcome="disclose") & Q(recipient__isnull=True, version_id__isnull=True, payload__isnull=True)),
            ),
        )
        indexes = (models.Index(name="decision_by_birth", fields=("birth",), condition=Q(superseded_at__isnull=False)),)


class QuestionKind(models.TextChoices):
    """Why a person is asked about a birth whose decision stays as it is."""

    UNPLACED_NOW = "ask"
    MARKER_ENDED = "review"
    DEATH_REMOVED = "removed"
    CORRECTED = "corrected"


class Question(models.Model):
    """A birth whose new outcome changes nothing until a person has looked: open until it no longer arises."""

    birth = models.ForeignKey(Birth, on_delete=models.PROTECT, related_name="questions")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=QuestionKind.choices)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_open_question", fields=("birth", "kind"), condition=Q(closed_at__isnull=True)
            ),
        )


class Halt(models.Model):
    """A council has stopped everything: nothing goes out until two people have said that it may again."""

    reference = models.TextField(unique=True)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    stopped_at = models.DateTimeField()
    stopped_by = models.TextField()
    leaf_hash = models.BinaryField()
    asked_at = models.DateTimeField(null=True)
    asked_by = models.TextField(null=True)
    resumed_at = models.DateTimeField(null=True)
    resumed_by = models.TextField(null=True)
    resume_leaf_hash = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="one_open_halt", fields=("council",), condition=Q(resumed_at__isnull=True)),
            models.CheckConstraint(
                name="two_people_resume",
                condition=Q(resumed_at__isnull=True, resumed_by__isnull=True, resume_leaf_hash__isnull=True)
                | (
                    Q(resumed_at__isnull=False, resume_leaf_hash__isnull=False, asked_at__isnull=False)
                    & ~Q(resumed_by=models.F("asked_by"))
                ),
            ),
        )


class Sight(models.Model):
    """Somebody saw a family on a page: once an hour for each page, by the key of the notice that the family's words came with.

    Once that key is destroyed it tells of nobody, and goes with it. `row_number`: of quarantine, which is nobody's birth yet.
    """

    person_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField(help_text="for whom the person worked")
    council_id = models.BigIntegerField(null=True, help_text="that council itself, or the council of that centre")
    page = models.TextField()
    key = models.BigIntegerField(null=True)
    row_number = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    hour = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_sight_an_hour",
                fields=("key", "row_number", "person_id", "organisation_id", "page", "hour"),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_sight_is_of_a_family_or_a_row",
                condition=Q(key__isnull=False, row_number__isnull=True) | Q(key__isnull=True, row_number__isnull=False),
            ),
        )
        indexes = (models.Index(name="sights_at_a_place", fields=("organisation_id", "at")),)


class BrokenGlass(models.Model):
    """A family of one centre was opened at another of the same council, once and for a reason. Names nobody of the family."""

    reference = models.TextField(unique=True)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    of_centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    birth_id = models.BigIntegerField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()


class HoldReview(models.Model):
    """A person has looked at why a birth is withheld, and it stays so: the next look is due by what holds it."""

    birth = models.ForeignKey(Birth, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()

    class Meta:
        indexes = (models.Index(name="hold_review_latest", fields=("birth", "-at")),)
