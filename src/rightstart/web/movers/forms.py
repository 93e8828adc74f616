"""Hides what is asked of whoever hands a family to its new council."""

from collections.abc import Iterable
from typing import Any

from django import forms

from rightstart.directory.people import OrganisationRow
from rightstart.movers.rules import ADDRESS, NewHome
from rightstart.web.forms import offer


class HandOnForm(forms.Form):
    """Where the family lives now. What is said of it there comes from its notices, not from this form."""

    council = forms.ChoiceField(label="New council", widget=forms.Select)
    address_line_1 = forms.CharField(label="First line of the new address", max_length=200)
    address_line_2 = forms.CharField(label="Second line", max_length=200, required=False)
    address_line_3 = forms.CharField(label="Third line", max_length=200, required=False)
    address_line_4 = forms.CharField(label="Fourth line", max_length=200, required=False)
    postcode = forms.CharField(
        label="New postcode",
        max_length=10,
        help_text="For example, HX1 1UJ. It must lie in the area of the new council.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    sure = forms.BooleanField(label="The family, or the health service, gave us this address")

    def __init__(self, *given: Any, councils: Iterable[OrganisationRow], **more: Any) -> None:
        super().__init__(*given, **more)
        offer(self, "council", [("", "Select a council"), *((one.code, one.name) for one in councils)])

    def home(self) -> NewHome:
        given = self.cleaned_data
        return NewHome(tuple(given[name] for name in ADDRESS if given[name]), given["postcode"])
