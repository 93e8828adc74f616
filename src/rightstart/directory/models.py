"""Organisations, the numbers of their offices, people and the roles that people hold at them."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from rightstart.directory.rules import OrganisationKind, RoleKind


class Organisation(models.Model):
    """A supplier (ODS code), a council (GSS code), a centre or a monitor. A centre belongs to its council.

    `canary`: made up to try the gate. It is in no list of organisations, and the database lets nobody hold a role there.
    """

    kind = models.TextField(choices=[(kind.value, kind.value) for kind in OrganisationKind])
    code = models.TextField(unique=True)
    name = models.TextField()
    council = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="centres")
    address = models.TextField(default="")
    postcode = models.TextField(default="")
    illustrative = models.BooleanField(default=False)
    registrar = models.BooleanField(
        db_default=False, help_text="a registration service: no health body, no Caldicott Guardian"
    )
    canary = models.BooleanField(db_default=False, help_text="made up to try the gate; nobody can hold a role there")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_centre_has_its_council",
                condition=models.Q(kind="centre", council__isnull=False)
                | (~models.Q(kind="centre") & models.Q(council__isnull=True)),
            ),
        )


class Telephone(models.Model):
    """Where a role at an organisation is rung: a number of an office, never a person's own, with its hours in words."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    role = models.TextField(choices=[(kind.value, kind.value) for kind in RoleKind])
    number = models.TextField()
    hours = models.TextField(help_text="when somebody answers, in words")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="one_number_for_a_role", fields=("organisation", "role")),)


class Person(AbstractBaseUser):
    """Somebody who signs in; what they may do stands in their roles alone."""

    email = models.EmailField(unique=True)
    name = models.TextField()
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = BaseUserManager["Person"]()


class SignIn(models.Model):
    """One sign-in of a person, for their own eyes: when, how, in what kind of browser. No network address is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    how = models.TextField()
    browser = models.TextField(help_text="its kind, such as `chrome`")
    system = models.TextField(help_text="its kind, such as `windows`")
    session = models.TextField(null=True, help_text="the key of its session; absent once that was ended")

    class Meta:
        indexes = (models.Index(name="own_sign_ins", fields=("person", "-at")),)


class Role(models.Model):
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roles")
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in RoleKind])
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_role_of_a_kind_at_a_time",
                fields=("person", "organisation", "kind"),
                condition=models.Q(until_on__isnull=True),
            ),
        )
