"""Links by which people choose a password, and when whose roles were looked at. Who it is stands in the directory alone."""

from django.db import models

from rightstart.directory.models import Organisation, Person


class Invitation(models.Model):
    """One link, of which only the SHA-256 of its random part is kept; `ended_at`: used, or replaced by a newer one."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    token_hash = models.BinaryField(unique=True)
    at = models.DateTimeField()
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Look(models.Model):
    """Somebody said that a person still needs their roles at an organisation."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    by = models.TextField()

    class Meta:
        indexes = (models.Index(name="looks_of_a_place", fields=("organisation", "person", "at")),)
