"""Hides what is asked while somebody is on the telephone: little, none of it must be complete."""

from typing import Any

from django import forms

from rightstart.safeguards.stops import Caller, Said, What
from rightstart.web.forms import DayField, choices
from rightstart.web.stops.sentences import CALLERS, WHATS


class StopForm(forms.Form):
    """Any two of the details are enough, one of them a street, a day or a postcode."""

    what = forms.ChoiceField(label="What were you told?", choices=choices(WHATS), widget=forms.RadioSelect)
    name = forms.CharField(
        label="A name",
        required=False,
        max_length=200,
        help_text="The baby’s or a parent’s surname, or a parent’s whole name.",
    )
    street = forms.CharField(
        label="A street",
        required=False,
        max_length=200,
        help_text="With the number if you have it, like 12 Example Street.",
    )
    postcode = forms.CharField(
        label="A postcode",
        required=False,
        max_length=10,
        help_text="Whole, or its first half.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    born_on = DayField(label="The day of birth", required=False)
    about = forms.BooleanField(label="About that day: up to a week before or after", required=False)
    caller = forms.ChoiceField(label="Who told you?", choices=choices(CALLERS), widget=forms.RadioSelect)

    def given(self) -> dict[str, Any]:
        told = self.cleaned_data
        said = Said(told["name"], told["street"], told["born_on"], told["about"], told["postcode"])
        return {"said": said, "what": What(told["what"]), "caller": Caller(told["caller"])}


class AnswerForm(forms.Form):
    birth = forms.CharField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=[("family", "family"), ("other", "other")])
