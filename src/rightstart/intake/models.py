"""What intake keeps: consignments, the notices found fit, the stops they carried, and what waits in quarantine."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rightstart.directory.models import Organisation
from rightstart.engine.constraints import filled_together
from rightstart.intake.contract import Kind, Stop


class ConsignmentStatus(models.TextChoices):
    ACCEPTED = "accepted"
    HELD = "held"
    REFUSED = "refused"


class Consignment(models.Model):
    """One hand-over from one supplier to one council, with its receipt. Holds no personal data: it outlives every erasure."""

    reference = models.TextField(unique=True)
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in Kind])
    contract = models.TextField()
    agreement_version = models.BigIntegerField(null=True)
    start_on = models.DateField()
    end_on = models.DateField()
    as_at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.TextField()
    sha256 = models.BinaryField()
    nil = models.BooleanField()
    confirms = models.BooleanField(
        db_default=True, help_text="the supplier looked as agreed, so that its word on all it sent before stands anew"
    )
    single = models.BooleanField(
        default=False, help_text="one record put right by hand: it confirms nobody else's status"
    )
    status = models.TextField(choices=ConsignmentStatus.choices)
    receipt = models.JSONField()
    said = models.JSONField(
        default=dict,
        help_text="a file that was read, in counts: rows, stops, columns filled, weeks since birth, faults",
    )
    leaf_hash = models.BinaryField()

    class Meta:
        constraints = (
            # The same hand-over again finds its first receipt; a held or refused one may be tried again at any time.
            models.UniqueConstraint(
                name="a_hand_over_once",
                fields=("supplier", "council", "kind", "start_on", "end_on", "sha256", "contract", "agreement_version"),
                condition=models.Q(status="accepted"),
                nulls_distinct=False,
            ),
        )
        indexes = (
            models.Index(name="consignment_freshness", fields=("council", "supplier", "as_at")),
            # Few: a file with others' residents is looked for every few minutes.
            models.Index(
                name="consignment_of_others", fields=("council",), condition=models.Q(receipt__not_ours_by_area__gt={})
            ),
        )


class Notice(models.Model):
    """A birth or a correction found fit: the erasable table of this package, one row for each notice.

    What it says of people is sealed under a key of its own; in plain are days, the order of birth and what helps to talk.
    """

    consignment = models.ForeignKey(
        Consignment, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    council = models.ForeignKey(Organisation, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    supplier = models.ForeignKey(Organisation, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    row = models.IntegerField()
    record_key = models.BinaryField()
    content_hash = models.BinaryField()
    action = models.TextField()
    as_at = models.DateTimeField()
    clearances = ArrayField(models.TextField())
    born_on = models.DateField()
    birth_order = models.SmallIntegerField(null=True)
    births_in_confinement = models.SmallIntegerField(null=True)
    address_kind = models.TextField()
    address_until = models.DateField(null=True)
    hv_seen_on = models.DateField(null=True)
    told_on = models.DateField(null=True)
    language = models.TextField(null=True)
    interpreter = models.BooleanField(null=True)
    arrived = models.BooleanField(db_default=False, help_text="it came as a family that has moved in")
    key = models.BigIntegerField(
        help_text="where its own key lies, outside the database: destroyed, nothing opens the next"
    )
    sealed = models.BinaryField(null=True, help_text="who and where: names, home, numbers, record id; none once erased")

    class Meta:
        indexes = (
            models.Index(name="notice_by_record", fields=("record_key", "council")),
            models.Index(name="notice_by_consignment", fields=("consignment",)),
        )


class FoundStop(models.Model):
    """A hold, death, objection, withdrawal, move or protected address found in a row, whatever else became of the row.

    Known by a keyed fingerprint only (a row for each that the row gives), so that it can wait for a birth and never names one.
    """

    consignment = models.ForeignKey(Consignment, on_delete=models.PROTECT, related_name="stops")
    row = models.IntegerField()
    kind = models.TextField(choices=[(stop.value, stop.value) for stop in Stop])
    key = models.BinaryField()
    as_at = models.DateTimeField()


class Quarantined(models.Model):
    """A row that waits for a person: its faults in codes, the row itself encrypted under the consignment's own key."""

    consignment = models.ForeignKey(Consignment, on_delete=models.PROTECT, related_name="quarantined")
    row = models.IntegerField()
    faults = models.JSONField()
    sealed = models.BinaryField(null=True)
    placed = models.BooleanField(default=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.TextField(null=True)
    settled_how = models.TextField(null=True)
    reason = models.TextField(default="")
    sent_back_for = models.TextField(default="", help_text="the coded reason of a row sent back to its supplier")
    record_key = models.BinaryField(null=True, help_text="of a row sent back: by which it is known when it comes again")
    taken_up_at = models.DateTimeField(
        null=True, help_text="when a row sent back came again, or its supplier said it is done"
    )

    class Meta:
        indexes = (
            models.Index(
                name="sent_back",
                fields=("record_key",),
                condition=models.Q(settled_how="rejected", taken_up_at__isnull=True),
            ),
        )
        constraints = (filled_together("quarantine_settled_together", "settled_at", "settled_by", "settled_how"),)


class Offer(models.Model):
    """What a council learnt about a supplier's record and offers to it, sealed under a key of its own until it is answered.

    `columns`: which of the contract's cells are offered; none where the family is said to have moved, nobody knows where to.
    """

    reference = models.TextField(unique=True)
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    record_key = models.BinaryField()
    columns = ArrayField(models.TextField())
    sealed = models.BinaryField(null=True)
    offered_at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()
    answer = models.TextField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(null=True)

    class Meta:
        constraints = (
            filled_together(
                "offer_answered_together_and_its_values_gone", "answer", "answered_at", "answered_by", ends=("sealed",)
            ),
        )
        indexes = (models.Index(name="offer_open", fields=("record_key",), condition=models.Q(answer__isnull=True)),)


class KeptBytes(models.Model):
    """A piece of what was handed over, encrypted under the consignment's own key, outside the database and destroyed in time."""

    consignment = models.ForeignKey(Consignment, on_delete=models.PROTECT, related_name="kept")
    piece = models.IntegerField(default=0)
    sealed = models.BinaryField()
    destroy_on = models.DateField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(name="a_piece_once", fields=("consignment", "piece")),)
