"""What was handed over: parcels and their lines, receipts, call-backs until answered; and who else must stop."""

from django.db import models
from django.db.models import Q

from rightstart.directory.models import Organisation
from rightstart.engine.constraints import filled_together
from rightstart.handover.rules import CarrierKind, Way


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

    There is room for what an agreement may list and none for the NHS number. A line is replaced by the next one
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
    born_on = models.DateField(null=True)
    births_in_confinement = models.SmallIntegerField(null=True)
    hv_seen_on = models.DateField(null=True)
    told_on = models.DateField(null=True)
    language = models.TextField(null=True)
    interpreter = models.BooleanField(null=True)
    key = models.BigIntegerField(help_text="of the notice that it was drawn from: destroyed, nothing opens the next")
    sealed = models.BinaryField(
        null=True, help_text="who and where, as far as the agreement lists it; none once erased"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(name="one_open_line", fields=("birth_id",), condition=Q(replaced_at__isnull=True)),
            models.UniqueConstraint(
                name="one_open_reference", fields=("reference",), condition=Q(replaced_at__isnull=True)
            ),
        )
        indexes = (
            models.Index(name="line_by_birth", fields=("birth_id",)),
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
            filled_together("call_back_answered_together", "answered_at", "answered_by", "answer_leaf_hash"),
        )
        indexes = (models.Index(name="call_back_open", fields=("centre",), condition=Q(answered_at__isnull=True)),)


class DownstreamSystem(models.Model):
    """Another system from which a council writes to families, with the office that runs it, from a day until a day."""

    reference = models.TextField(unique=True)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    office = models.TextField(help_text="the role or office that runs it, never a person")
    way = models.TextField(choices=[(way.value, way.value) for way in Way], help_text="how it is told")
    phone = models.TextField(help_text="of the office, for the escalation")
    email = models.TextField(null=True, help_text="of the office")
    ring = models.TextField(null=True, help_text="whom at the council the office rings, by role and number")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    leaf_hash = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_system_of_a_name_at_a_time", fields=("council", "name"), condition=Q(until_on__isnull=True)
            ),
            models.CheckConstraint(
                name="told_by_email_has_an_address_and_whom_to_ring",
                condition=~Q(way="email") | Q(email__isnull=False, ring__isnull=False),
            ),
            models.CheckConstraint(
                name="a_system_ends_after_it_begins",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
            ),
        )


class DownstreamStop(models.Model):
    """The demand that one other system stops for one child; open until a person answers. Holds no personal data.

    The reference is random for each system, so that two of them cannot join their lists by it.
    """

    reference = models.TextField(unique=True)
    system = models.ForeignKey(DownstreamSystem, on_delete=models.PROTECT, related_name="stops")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    birth_id = models.BigIntegerField()
    urgent = models.BooleanField(help_text="harm can come within hours of a letter that still goes")
    opened_at = models.DateTimeField()
    salt = models.BinaryField()
    leaf_hash = models.BinaryField()
    tried_at = models.DateTimeField(null=True, help_text="when its e-mail was last tried")
    told_at = models.DateTimeField(null=True)
    told_how = models.TextField(null=True)
    told_by = models.TextField(null=True)
    told_leaf_hash = models.BinaryField(null=True)
    answer = models.TextField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(null=True)
    answer_leaf_hash = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_open_stop_of_a_birth_at_a_system",
                fields=("birth_id", "system"),
                condition=Q(answered_at__isnull=True),
            ),
            filled_together("downstream_told_together", "told_at", "told_how", "told_by", "told_leaf_hash"),
            filled_together("downstream_answered_together", "answer", "answered_at", "answered_by", "answer_leaf_hash"),
        )
        indexes = (
            models.Index(name="downstream_by_birth", fields=("birth_id",)),
            models.Index(name="downstream_open", fields=("council",), condition=Q(answered_at__isnull=True)),
        )
