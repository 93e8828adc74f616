"""Births and families as each council knows them, who each notice says a baby is, and what waits for a person."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import HashIndex
from django.db import models

from rightstart.births.rules import ReviewKind
from rightstart.directory.models import Organisation
from rightstart.engine.constraints import filled_together


class Family(models.Model):
    """The babies of one confinement with the person to write to."""

    council = models.ForeignKey(Organisation, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")


class Birth(models.Model):
    """One baby known to one council, however many notices speak of it."""

    council = models.ForeignKey(Organisation, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    family = models.ForeignKey(Family, models.DO_NOTHING, db_constraint=False, related_name="births")
    reference = models.TextField()
    known_at = models.DateTimeField()

    class Meta:
        # As a constraint, for `unique=True` would keep a second index that serves searches by beginnings.
        constraints = (models.UniqueConstraint(name="a_birth_reference_once", fields=("reference",)),)


class Identity(models.Model):
    """Who a notice says a baby is, as keyed fingerprints: the erasable table of this package. A notice is put to one birth.

    `found_by_*`: by which a council finds the birth that it is asked about; the parent's only where it is another name.
    """

    notice_id = models.BigIntegerField(primary_key=True)
    birth = models.ForeignKey(Birth, models.DO_NOTHING, db_constraint=False, related_name="identities")
    council = models.ForeignKey(Organisation, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    supplier = models.ForeignKey(Organisation, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    as_at = models.DateTimeField()
    record_key = models.BinaryField()
    nhs_key = models.BinaryField(null=True)
    confinement_key = models.BinaryField(null=True)
    home_key = models.BinaryField(null=True)
    found_by_surname = models.BinaryField(null=True)
    found_by_parent = models.BinaryField(null=True)
    born_on = models.DateField()
    birth_order = models.SmallIntegerField(null=True)
    births_in_confinement = models.SmallIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(name="identity_by_day", fields=("council", "born_on")),
            # Hash, not B-tree: fingerprints are random and looked up whole, and half the time of keeping one was theirs.
            HashIndex(name="identity_by_record_key", fields=("record_key",)),
            HashIndex(name="identity_by_confinement_key", fields=("confinement_key",)),
            HashIndex(name="identity_by_nhs_key", fields=("nhs_key",)),
            HashIndex(name="identity_by_home_key", fields=("home_key",)),
            HashIndex(name="identity_by_surname", fields=("found_by_surname",)),
            HashIndex(name="identity_by_parent", fields=("found_by_parent",)),
        )


class Review(models.Model):
    """A question about a match that waits for a person; the birth is held until it is settled.

    What a person answered binds matching by the records on both sides, until it is undone. `compared` is a fingerprint of what
    both sides said then: while it is the same the two are not asked about again.
    """

    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in ReviewKind])
    birth = models.ForeignKey(Birth, on_delete=models.PROTECT, related_name="reviews")
    other = models.ForeignKey(Birth, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.TextField(null=True)
    answer = models.TextField(null=True)
    compared = models.BinaryField(null=True)
    ones = ArrayField(models.BinaryField(), default=list, help_text="the birth's records when it was answered")
    others = ArrayField(models.BinaryField(), default=list, help_text="the other's")
    family_before = models.BigIntegerField(null=True, help_text="the birth's, where an answer changed it")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.TextField(null=True)

    class Meta:
        constraints = (
            filled_together("review_undone_together", "undone_at", "undone_by", needs=("settled_at",)),
            filled_together("review_settled_together", "settled_at", "settled_by", "answer"),
        )


class Carried(models.Model):
    """A consignment whose stops and notices have been carried onwards; one without such a row is picked up again."""

    consignment_id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()


class HandedOn(models.Model):
    """A birth that was handed to another council when its family moved: `key` is the record under which that one knows it."""

    birth = models.ForeignKey(Birth, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    key = models.BinaryField()
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(name="handed_on_once", fields=("birth", "council")),)
