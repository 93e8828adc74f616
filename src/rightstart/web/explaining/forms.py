"""Hides how a birth is asked for by its reference or looked for by a name, and how it is marked."""

from collections.abc import Iterable
from typing import Any

from django import forms

from rightstart.directory.people import OrganisationRow
from rightstart.release.searching import Asked
from rightstart.safeguards.rules import NEVER_BY_HAND, MarkerKind
from rightstart.web.forms import DayField, choices, offer
from rightstart.web.sentences import MARKERS

BY_HAND = {kind: words for kind, words in MARKERS.items() if kind not in NEVER_BY_HAND}


class FindForm(forms.Form):
    reference = forms.RegexField(
        label="Reference of the birth",
        regex=r"^[A-Za-z0-9_-]{1,64}$",
        help_text="Letters and figures, as on a question, a request to lift or your own notes. Not a name, not an NHS number.",
        error_messages={"invalid": "Enter the reference only: letters, figures and dashes"},
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )


class SearchForm(forms.Form):
    surname = forms.CharField(
        label="Surname", max_length=80, required=False, help_text="Whole, of the baby or of a parent"
    )
    postcode = forms.CharField(
        label="Postcode",
        max_length=10,
        required=False,
        help_text="Whole, as in HX1 1UJ",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    born_on = DayField(label="Day of birth", required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not (told.get("surname") or told.get("postcode")):
            self.add_error("surname", "Enter a surname or a postcode")
        return told

    def asked(self) -> Asked:
        return Asked(**self.cleaned_data)


class PlaceForm(forms.Form):
    centre = forms.ChoiceField(label="Which centre serves this home?", widget=forms.Select)
    reason = forms.CharField(label="Why?", max_length=200, help_text="For the record. Name no person and no address.")

    def __init__(self, *given: Any, centres: Iterable[OrganisationRow], **more: Any) -> None:
        super().__init__(*given, **more)
        offer(self, "centre", [("", "Select a centre"), *((one.code, one.name) for one in centres)])


class MarkForm(forms.Form):
    kind = forms.ChoiceField(label="What is known?", choices=choices(BY_HAND), widget=forms.RadioSelect)
    sure = forms.BooleanField(label="I understand that contact stops at once, and that ending this takes two people")

    def marker(self) -> MarkerKind:
        return MarkerKind(self.cleaned_data["kind"])
