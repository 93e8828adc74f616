"""The log of breaches: its entries, what each is about, and each act; holds no personal data, only references and codes."""

from django.db import models
from django.db.models import Q

from rightstart.breaches.codes import Opened, Sort
from rightstart.breaches.rules import Act
from rightstart.directory.models import Organisation


class Breach(models.Model):
    """One entry of a council's log: a candidate until a person has said what it is. `aware_at`: since when the 72 hours run."""

    reference = models.TextField(unique=True)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    opened = models.TextField(choices=[(one.value, one.value) for one in Opened])
    aware_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    opened_by = models.TextField()
    leaf_hash = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="nobody_is_aware_after_it_is_written_down", condition=Q(aware_at__lte=models.F("opened_at"))
            ),
        )


_OF = ("consignment_id", "call_back_id", "birth_id", "centre", "from_at", "until_at")
_FILLED = {
    Sort.NOT_OURS: ("consignment_id",),
    Sort.CALL_BACK: ("call_back_id", "birth_id"),
    Sort.CONSIGNMENT: ("consignment_id",),
    Sort.CENTRE: ("centre", "from_at", "until_at"),
    Sort.BIRTH: ("birth_id",),
}


def _as_its_sort() -> Q:
    """What an entry is about is filled by its sort, and nothing else is."""
    any_of = Q()
    for sort, filled in _FILLED.items():
        any_of |= Q(sort=sort.value, **{f"{one}__isnull": one not in filled for one in _OF})
    return any_of


class Concern(models.Model):
    """What an entry is about: a file with others' residents, a call-back, a whole file, a centre between two moments, a birth."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="concerns")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sort = models.TextField(choices=[(one.value, one.value) for one in Sort])
    supplier = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="of a file with others’ residents",
    )
    sha256 = models.BinaryField(null=True, help_text="of that file: sent again, it is the same matter")
    consignment_id = models.BigIntegerField(null=True)
    call_back_id = models.BigIntegerField(null=True, unique=True)
    birth_id = models.BigIntegerField(null=True, db_index=True)
    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    from_at = models.DateTimeField(null=True)
    until_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="a_file_with_others_residents_once",
                fields=("council", "supplier", "sha256"),
                condition=Q(sort=Sort.NOT_OURS.value),
            ),
            models.CheckConstraint(name="a_concern_is_filled_by_its_sort", condition=_as_its_sort()),
            models.CheckConstraint(
                name="a_file_with_others_residents_is_known_by_its_bytes",
                condition=Q(sort=Sort.NOT_OURS.value, supplier__isnull=False, sha256__isnull=False)
                | (~Q(sort=Sort.NOT_OURS.value) & Q(supplier__isnull=True, sha256__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_concern_ends_after_it_begins",
                condition=Q(from_at__isnull=True) | Q(until_at__gt=models.F("from_at")),
            ),
        )


ADVISED = "advised"  # beside the acts that lead from state to state


class Step(models.Model):
    """One act: an assessment, a decision, the data protection officer's advice. `codes`: what was said, in codes alone."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="steps")
    act = models.TextField(choices=[(one, one) for one in (*(act.value for act in Act), ADVISED)])
    codes = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.TextField()
    leaf_hash = models.BinaryField()
