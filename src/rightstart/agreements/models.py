"""The register of agreements: instruments, their versions, whom they cover, and what happened to them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.directory.models import Organisation


class InstrumentEvent(models.TextChoices):
    SIGNED = "signed"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    ENDED = "ended"


class Agreement(models.Model):
    """One instrument behind one flow; what it says stands in its versions."""

    reference = models.TextField(unique=True)
    hop = models.SmallIntegerField(choices=[(hop.value, hop.name) for hop in Hop])
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in InstrumentKind])
    giver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="given_under")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="kind_fits_hop",
                condition=models.Q(hop=1, kind__in=("data-sharing", "arrivals-sharing"))
                | (models.Q(hop=2) & ~models.Q(kind__in=("data-sharing", "arrivals-sharing")))
                | models.Q(hop=3, kind="arrivals-sharing"),
            ),
        )


class Version(models.Model):
    """What an instrument says from a day on; never edited, a change is the next version."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField()
    giver_task = models.TextField()
    giver_gateway = models.TextField()
    taker_task = models.TextField()
    taker_gateway = models.TextField()
    lawful_basis = models.TextField()
    items = ArrayField(models.TextField())
    attests = ArrayField(models.TextField(), default=list)
    contract = models.TextField(default="1.0")
    frequency = models.TextField(default="weekly")
    tells_back = models.BooleanField(default=False)
    earliest_contact_day = models.PositiveSmallIntegerField()
    visit_opens = models.BooleanField()
    target_day = models.PositiveSmallIntegerField()
    freshness_days = models.PositiveSmallIntegerField()
    exit_clause = models.TextField(default="")
    from_on = models.DateField()
    ends_on = models.DateField()
    review_on = models.DateField()
    recipients = models.ManyToManyField(Organisation, related_name="received_under")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="a_version_once", fields=("agreement", "version")),
            models.CheckConstraint(name="ends_after_it_starts", condition=models.Q(ends_on__gt=models.F("from_on"))),
        )


class Event(models.Model):
    """A signature by one party, a suspension, a resumption or the end of a version; rows are added, never changed."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="events")
    kind = models.TextField(choices=InstrumentEvent.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()
