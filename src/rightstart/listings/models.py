"""The services directory: what each centre offers families, in its own words."""

from django.db import models

from rightstart.directory.models import Organisation
from rightstart.listings.rules import ListingKind


class Listing(models.Model):
    """One service of a centre: what, when, where and how to come. Anybody may read it; it says nothing of any family."""

    reference = models.TextField(unique=True)
    centre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in ListingKind])
    title = models.TextField()
    times = models.TextField(help_text="days and times, in words")
    place = models.TextField(help_text="where, if not at the centre")
    booking = models.TextField(help_text="how to come, if one cannot just come")
    in_letters = models.BooleanField(help_text="stands in the centre's first letters")
    from_on = models.DateField()
    until_on = models.DateField(null=True, help_text="the first day on which it is not offered any more")

    class Meta:
        constraints = (models.CheckConstraint(name="a_listing_has_a_title", condition=~models.Q(title="")),)
