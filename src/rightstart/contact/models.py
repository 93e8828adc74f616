"""Attempts at first contact; what a worker writes about one stands apart, so that it can be erased and the fact stays."""

from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rightstart.contact.letters.rules import Answer, Sender
from rightstart.contact.rules import AttemptOutcome, Change, Channel, Interpreter, Referrer, Trace
from rightstart.directory.models import Organisation, Person
from rightstart.engine.constraints import filled_together


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
    once = models.BinaryField(
        null=True, unique=True, help_text="of the form and what stood in it: sent twice, it is recorded once"
    )
    language = models.TextField(null=True, help_text="that the family speaks, a tag; gone with the family")
    interpreter = models.TextField(
        null=True, choices=[(one.value, one.value) for one in Interpreter], help_text="gone with the family"
    )


class AttemptNote(models.Model):
    """A worker's words about an attempt, sealed: the erasable table of this package."""

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, related_name="note")
    key = models.BigIntegerField(
        help_text="of what the centre was handed of the family: destroyed, nothing opens the next"
    )
    sealed = models.BinaryField()


class Assignment(models.Model):
    """Who of a centre takes care of a family, from a moment until a moment; one person at a time. Gone with the family."""

    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    family_id = models.BigIntegerField(db_index=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    covers_for = models.ForeignKey(
        Person,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="while that one is away",
    )
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(null=True)
    end_leaf_hash = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_takes_care_of_a_family",
                fields=("centre", "family_id"),
                condition=models.Q(ended_at__isnull=True),
            ),
            filled_together("an_assignment_ends_together", "ended_at", "ended_by", "end_leaf_hash"),
        )


class Referral(models.Model):
    """Somebody asked a centre to see a family. Gone with the family."""

    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    family_id = models.BigIntegerField(db_index=True)
    by_whom = models.TextField(choices=[(one.value, one.value) for one in Referrer])
    referred_on = models.DateField()
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="referred_once_by_each_on_a_day", fields=("centre", "family_id", "by_whom", "referred_on")
            ),
        )


class ImportantNotice(models.Model):
    """What one person is told of a family's change, by its centre's reference alone and never why; opened, then cleared by them.

    `organisation`: where this person works, the centre itself or its council. Whatever changes again is a row of its own.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    family_id = models.BigIntegerField()
    birth_id = models.BigIntegerField(db_index=True)
    reference = models.TextField()
    change = models.TextField(choices=[(one.value, one.value) for one in Change])
    at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="told_once_of_a_change", fields=("person", "organisation", "birth_id", "change", "at")
            ),
            models.CheckConstraint(
                name="a_notice_is_opened_and_then_cleared",
                condition=models.Q(cleared_at__isnull=True) | models.Q(opened_at__isnull=False),
            ),
        )


class Retrace(models.Model):
    """A letter that came back, and what became of the question where the family lives. `supplier`: who was asked, if any was.

    `home`: a fingerprint of the address that was wrong; `record_key`: of the supplier's record that said it.
    """

    reference = models.TextField(unique=True)
    family_id = models.BigIntegerField()
    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    record_key = models.BinaryField()
    home = models.BinaryField()
    returned_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.TextField()
    leaf_hash = models.BinaryField()
    answer = models.TextField(null=True, choices=[(one.value, one.value) for one in Trace])
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(null=True)
    answer_leaf_hash = models.BinaryField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_open_retrace", fields=("family_id",), condition=models.Q(answer__isnull=True)
            ),
            models.CheckConstraint(
                name="retrace_answered_together",
                condition=models.Q(
                    answer__isnull=True,
                    answered_at__isnull=True,
                    answered_by__isnull=True,
                    answer_leaf_hash__isnull=True,
                    closed_at__isnull=True,
                )
                | models.Q(
                    answer__isnull=False,
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                    answer_leaf_hash__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="retrace_closed_together",
                condition=models.Q(closed_at__isnull=True, closed_by__isnull=True)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False, answer="not-found"),
            ),
        )
        indexes = (models.Index(name="retrace_of_family", fields=("family_id",)),)


class LetterSender(models.Model):
    """Who sends a council's first letters; without a row the council does."""

    council = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    sender = models.TextField(choices=[(one.value, one.value) for one in Sender])


class CentreWords(models.Model):
    """What a centre says of itself in its first letters: a welcome in its own words. Its services stand in its directory."""

    centre = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    welcome = models.TextField()


class LetterBatch(models.Model):
    """Letters that are printed and posted together by one sender, a council or a centre. Says nothing of anybody."""

    reference = models.TextField(unique=True)
    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.TextField()
    leaf_hash = models.BinaryField()
    wanted = models.IntegerField(default=0, help_text="letters, as it looked when the batch was begun")
    passed_over = models.IntegerField(default=0, help_text="families that the gate hid while it was made")
    carried_at = models.DateTimeField(null=True, help_text="letters were added last")
    broke_at = models.DateTimeField(null=True, help_text="making it broke off, and has not gone on")
    whole_at = models.DateTimeField(null=True, help_text="every letter of it is there")
    printed_at = models.DateTimeField(null=True, help_text="last")
    posted_at = models.DateTimeField(null=True)
    posted_by = models.TextField(null=True)
    posted_leaf_hash = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_batch_is_printed_once_whole",
                condition=models.Q(printed_at__isnull=True) | models.Q(whole_at__isnull=False),
            ),
            filled_together(
                "a_batch_is_posted_once_printed", "posted_at", "posted_by", "posted_leaf_hash", needs=("printed_at",)
            ),
        )


# Letters on paper that must not go out and that nobody has accounted for.
TO_ANSWER: Final = models.Q(withdrawn_at__isnull=False, printed_at__isnull=False, answer__isnull=True)


class Letter(models.Model):
    """One family's first letter, by its centre's reference; what stands on it is read anew each time that it is printed.

    `home`: a fingerprint of the address on the paper. `withdrawn_at`: since when it must not go out.
    """

    batch = models.ForeignKey(LetterBatch, on_delete=models.PROTECT, related_name="letters")
    number = models.IntegerField()
    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    family_id = models.BigIntegerField(db_index=True)
    reference = models.TextField(db_index=True)
    printed_at = models.DateTimeField(null=True)
    home = models.BinaryField(null=True)
    posted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    answer = models.TextField(null=True, choices=[(one.value, one.value) for one in Answer])
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(null=True)
    answer_leaf_hash = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="a_letter_has_its_number", fields=("batch", "number")),
            filled_together(
                "a_letter_is_answered_together",
                "answer",
                "answered_at",
                "answered_by",
                "answer_leaf_hash",
                needs=("withdrawn_at",),
            ),
        )
        indexes = (
            models.Index(
                name="letters_to_answer",
                fields=("batch",),
                condition=TO_ANSWER,
            ),
        )


class WorklistCheck(models.Model):
    """A council's data steward has looked at what its centres were given: who, when, and how many births then stood where."""

    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on_a_worklist = models.IntegerField(help_text="births")
    not_on_one = models.IntegerField(help_text="births that are held, wait, or have no centre")
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()


class LetterCode(models.Model):
    """A code that stands on somebody's letter, as a keyed fingerprint, with those of the records that its family was known by."""

    key = models.BinaryField(unique=True)
    records = ArrayField(models.BinaryField())
    at = models.DateTimeField()
