"""What was handed over: parcels and their lines, receipts, and call-backs until answered."""

from django.db import models
from django.db.models import Q

from rightstart.directory.models import Organisation
from rightstart.handover.rules import CarrierKind


class Parcel(models.Model):
    """What one pass hands to one centre."""

    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    carrier = models.TextField(choices=[(kind.value, kind.value) for kind in CarrierKind])
    packed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    leaf_hash = models.BinaryField()

    class Meta:
        indexes = (models.Index(name="parcel_unsent", fields=("id",), condition=Q(sent_at__isnull=True)),)


class Line(models.Model):
    """One baby in a parcel: the erasable table of this package, and all that a centre's role may read of anybody.

    There are columns for what an agreement may list and none for the NHS number. A line is replaced by the next one
    about the same birth, and gone from the centre's sight with its call-back, by the database's own rule.
    """

    parcel = models.ForeignKey(Parcel, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="lines")
    centre = models.ForeignKey(Organisation, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    birth_id = models.BigIntegerField()
    family_id = models.BigIntegerField()
    decision_id = models.BigIntegerField()
    reference = models.TextField()
    handed_on = models.DateField()
    due_on = models.DateField()
    arrived = models.BooleanField(db_default=False, help_text="the family has moved in")
    replaced_at = models.DateTimeField(null=True)
    baby_surname = models.TextField(null=True)
    baby_forename = models.TextField(null=True)
    born_on = models.DateField(null=True)
    parent_name = models.TextField(null=True)
    address = models.TextField(null=True, help_text="its lines, parted by line breaks")
    postcode = models.TextField(null=True)
    births_in_confinement = models.SmallIntegerField(null=True)
    hv_seen_on = models.DateField(null=True)
    told_on = models.DateField(null=True)
    language = models.TextField(null=True)
    interpreter = models.BooleanField(null=True)
    phone = models.TextField(null=True)
    email = models.TextField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="one_open_line", fields=("birth_id",), condition=Q(replaced_at__isnull=True)),
            models.UniqueConstraint(
                name="one_open_reference", fields=("reference",), condition=Q(replaced_at__isnull=True)
            ),
        )
        indexes = (
            models.Index(
                name="open_line_by_family", fields=("centre", "family_id"), condition=Q(replaced_at__isnull=True)
            ),
        )


class Receipt(models.Model):
    """The recipient's word that a parcel came: a person of the centre saw it."""

    parcel = models.OneToOneField(Parcel, on_delete=models.PROTECT, related_name="receipt")
    by = models.TextField()
    at = models.DateTimeField()
    leaf_hash = models.BinaryField()


class CallBack(models.Model):
    """The demand to remove what was handed over; open until a person of the centre confirms that copies are destroyed."""

    decision_id = models.BigIntegerField(unique=True)
    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.TextField()
    handed_on = models.DateField()
    demanded_at = models.DateTimeField()
    urgent = models.BooleanField(db_default=False, help_text="harm can come within hours of a copy that stays")
    leaf_hash = models.BinaryField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(null=True)
    answer_leaf_hash = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="call_back_answered_together",
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer_leaf_hash__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False, answer_leaf_hash__isnull=False),
            ),
        )
        indexes = (models.Index(name="call_back_open", fields=("centre",), condition=Q(answered_at__isnull=True)),)
