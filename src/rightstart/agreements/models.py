"""The register of agreements: instruments, their versions, whom they cover, and what happened to them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rightstart.agreements.barriers import EndReason
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.agreements.states import Advice
from rightstart.directory.models import Organisation
from rightstart.directory.rules import RoleKind
from rightstart.engine.constraints import filled_together


class InstrumentEvent(models.TextChoices):
    PROPOSED = "proposed"
    APPROVED = "approved"
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
    purpose = models.TextField(default="")
    giver_task = models.TextField()
    giver_gateway = models.TextField()
    giver_confidentiality = models.TextField(default="")
    giver_operator = models.TextField(default="")
    taker_task = models.TextField()
    taker_gateway = models.TextField()
    taker_confidentiality = models.TextField(default="")
    taker_operator = models.TextField(default="")
    lawful_basis = models.TextField()
    special_category = models.TextField(default="")
    dpa_condition = models.TextField(default="")
    items = ArrayField(models.TextField())
    attests = ArrayField(models.TextField(), default=list)
    contract = models.TextField(default="1.0")
    frequency = models.TextField(default="weekly")
    tells_back = models.BooleanField(default=False)
    earliest_contact_day = models.PositiveSmallIntegerField()
    visit_opens = models.BooleanField()
    target_day = models.PositiveSmallIntegerField()
    freshness_days = models.PositiveSmallIntegerField()
    first_contact = models.TextField(
        default="",
        help_text="by which channels a centre may go out; empty from before there was the clause: a letter first",
    )
    exclusions = models.TextField(default="")
    informed_by = models.TextField(default="")
    informed_how = models.TextField(default="")
    objections = models.TextField(default="")
    retention_months = models.PositiveSmallIntegerField(default=12)
    retention = models.TextField(default="")
    security = models.TextField(default="")
    exit_rule = models.TextField(default="")
    exit_clause = models.TextField(default="")
    dpia_reference = models.TextField(default="")
    dpia_on = models.DateField(null=True)
    contacts = models.JSONField(default=list, help_text="offices by party and role, never a person")
    paper = models.TextField(default="", help_text="SHA-256 of a signed PDF that says the rest")
    from_on = models.DateField()
    ends_on = models.DateField()
    review_on = models.DateField()
    recipients = models.ManyToManyField(Organisation, related_name="received_under")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="a_version_once", fields=("agreement", "version")),
            models.CheckConstraint(name="ends_after_it_starts", condition=models.Q(ends_on__gt=models.F("from_on"))),
        )


class Document(models.Model):
    """The exact bytes that are put to signature, by their SHA-256 in hex: drawn from the entry, or a PDF signed elsewhere."""

    sha256 = models.TextField(primary_key=True)
    content = models.BinaryField()
    made_at = models.DateTimeField()


class Event(models.Model):
    """A proposal, approval, signature, suspension, resumption or end of a version by one party; rows are added, never changed."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="events")
    kind = models.TextField(choices=InstrumentEvent.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    by = models.TextField()
    reason = models.TextField(default="", help_text="why a party suspends, as a code")
    role = models.TextField(default="", help_text="by which a person approves or signs")
    document = models.TextField(default="", help_text="SHA-256 of the bytes proposed, approved or signed")
    on_paper = models.BooleanField(db_default=False, help_text="signed by hand elsewhere, and entered here")
    leaf_hash = models.BinaryField()


class Remark(models.Model):
    """A word about one version for both sides: a comment, or a data protection officer's advice, which decides nothing."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="remarks")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", help_text="whose word it is"
    )
    role = models.TextField(default="", help_text="whose advice it is; empty for a comment")
    advice = models.TextField(null=True, choices=[(one.value, one.value) for one in Advice])
    words = models.TextField(help_text="nothing about anybody")
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()


class Invitation(models.Model):
    """A link to one version's document for a party that has no account: sent to one address of an office, for some days."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="invitations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", help_text="who is invited"
    )
    role = models.TextField(choices=[(kind.value, kind.value) for kind in RoleKind])
    email = models.EmailField(help_text="of an office, as the contacts of the version give it")
    token_hash = models.BinaryField(unique=True)
    at = models.DateTimeField()
    by = models.TextField()
    until_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    code_hash = models.BinaryField(null=True, help_text="of the code sent to the same address before it signs")
    code_until_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    codes = models.PositiveSmallIntegerField(default=0, help_text="how many codes were sent so far")
    leaf_hash = models.BinaryField()

    class Meta:
        constraints = (filled_together("a_code_has_its_end", "code_hash", "code_until_at"),)


class Unfinished(models.Model):
    """A draft that a council is still working at: its answers so far, by question; gone once it is drafted or dropped.

    `paper` is a PDF signed elsewhere that waits, with its short entry, for the person who may confirm its signatures.
    """

    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", help_text="who drafts")
    key = models.TextField(unique=True)
    next_of = models.TextField(default="", help_text="reference of the agreement whose next version it is to be")
    answers = models.JSONField(default=dict, help_text="nothing about anybody")
    paper = models.BinaryField(null=True)
    started_at = models.DateTimeField()
    started_by = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.TextField()
    changed_role = models.TextField(choices=[(kind.value, kind.value) for kind in RoleKind])

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="a_next_version_is_worked_at_once", fields=("council", "next_of"), condition=~models.Q(next_of="")
            ),
        )


class Refusal(models.Model):
    """A party's decision not to share over one flow, from a day until it is ended. It is no agreement and opens nothing."""

    reference = models.TextField(unique=True)
    giver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", help_text="who decided it")
    role = models.TextField(choices=[(kind.value, kind.value) for kind in RoleKind], help_text="that decided it")
    barriers = ArrayField(models.TextField())
    words = models.TextField(default="", help_text="more on why; nothing about anybody")
    would_change = models.TextField(help_text="what would change the decision; nothing about anybody")
    from_on = models.DateField()
    review_on = models.DateField(help_text="the first review; later ones stand in their own rows")
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()
    end_reason = models.TextField(null=True, choices=[(one.value, one.value) for one in EndReason])
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(null=True)
    end_leaf_hash = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="a_refusal_stands_once",
                fields=("giver", "taker", "party"),
                condition=models.Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_party_refuses",
                condition=models.Q(party=models.F("giver")) | models.Q(party=models.F("taker")),
            ),
            models.CheckConstraint(name="it_says_why", condition=models.Q(barriers__len__gt=0)),
            filled_together("an_end_has_its_reason", "end_reason", "ended_at", "ended_by", "end_leaf_hash"),
        )


class RefusalReview(models.Model):
    """A refusal was looked at again and stays, with the day of its next review."""

    refusal = models.ForeignKey(Refusal, on_delete=models.PROTECT, related_name="reviews")
    role = models.TextField(choices=[(kind.value, kind.value) for kind in RoleKind])
    review_on = models.DateField()
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()
