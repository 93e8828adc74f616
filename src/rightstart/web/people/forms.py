"""Hides what is asked when somebody is entered, is given a role, or chooses a password."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from rightstart.directory.people import OrganisationRow
from rightstart.directory.posts import ROLES_AT
from rightstart.directory.rules import RoleKind
from rightstart.web.forms import offer
from rightstart.web.people.sentences import POSTS


class RoleForm(forms.Form):
    """A role at one of the places whose people somebody keeps; the place is asked for only where there are several."""

    place = forms.ChoiceField(label="Where do they work?")
    role = forms.ChoiceField(label="Role")

    def __init__(self, *given: Any, places: Mapping[str, OrganisationRow], **more: Any) -> None:
        super().__init__(*given, **more)
        self.own = next(iter(places))
        kinds = {one.kind for one in places.values()}
        fit = [role for role in RoleKind if any(role in ROLES_AT[kind] for kind in kinds)]
        offer(self, "place", [("", "Select one"), *((code, one.name) for code, one in places.items())])
        offer(self, "role", [("", "Select one"), *((role.value, POSTS[role]) for role in fit)])
        if len(places) == 1:
            del self.fields["place"]

    def where(self) -> str:
        return str(self.cleaned_data.get("place", self.own))

    def which(self) -> RoleKind:
        return RoleKind(self.cleaned_data["role"])


class EnterForm(RoleForm):
    name = forms.CharField(label="Full name", max_length=200)
    email = forms.EmailField(
        label="Email address at work",
        help_text="Their own, not shared with others. It is how they sign in.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": "Enter an email address in the correct format, like name@example.org"},
    )

    field_order = ("name", "email", "place", "role")


class ChooseForm(forms.Form):
    """A new password, typed twice."""

    password = forms.CharField(
        label="Password",
        help_text="At least 12 characters. Three words that do not belong together are easy to keep in mind.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    again = forms.CharField(
        label="Password again", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False
    )

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "password" in said and "again" in said and said["password"] != said["again"]:
            self.add_error("again", "Enter the same password twice")
        return said
