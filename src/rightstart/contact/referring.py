"""Hides how a centre notes that somebody asked it to see a family: then nobody need wait for a letter or a reply."""

from datetime import date, datetime

from django.db import transaction

from rightstart.contact.follow_up import NoSuchFamily
from rightstart.contact.models import Referral as Kept
from rightstart.contact.rules import Referral, Referrer
from rightstart.contact.worklist import family
from rightstart.engine.isolation import Viewer
from rightstart.ledger.append import append
from rightstart.terms import Actor


@transaction.atomic
def refer(
    *, viewer: Viewer, reference: str, by_whom: Referrer, referred_on: date, by: Actor, at: datetime
) -> Referral | NoSuchFamily:
    """Note a referral of a family of the viewer's centre; the same again changes nothing."""
    found = family(viewer, reference, at=at)
    if found is None:
        return NoSuchFamily()
    kept = {
        "centre_id": viewer.organisation,
        "family_id": found.family,
        "by_whom": by_whom.value,
        "referred_on": referred_on,
    }
    if not Kept.objects.filter(**kept).exists():
        [leaf] = append([{"act": "family.referred", "by_whom": by_whom.value, "by": str(by)}], at=at)
        Kept.objects.create(**kept, at=at, by=str(by), leaf_hash=leaf)
    return Referral(by_whom, referred_on)
