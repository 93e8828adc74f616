"""The register of places: councils, small areas and postcodes, each from a date; a row holds until the next one begins."""

from django.db import models


class Council(models.Model):
    """An upper-tier council by its GSS code: every one in England, whether or not it uses Right Start."""

    code = models.TextField()
    name = models.TextField()
    from_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(name="a_council_once_a_day", fields=("code", "from_on")),)


class SmallArea(models.Model):
    """A lower layer super output area (2021) and the council it lies in."""

    code = models.TextField()
    name = models.TextField(default="")
    council_code = models.TextField()
    from_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(name="a_small_area_once_a_day", fields=("code", "from_on")),)


class Postcode(models.Model):
    """A postcode with its council and best-fit small area; a terminated one still resolves, letters still arrive there."""

    postcode = models.TextField()
    council_code = models.TextField()
    small_area_code = models.TextField()
    from_on = models.DateField()
    terminated = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(name="a_postcode_once_a_day", fields=("postcode", "from_on")),)
