"""Hides what is asked of a party that suspends: a reason by code, for words of its own could tell of somebody."""

from django import forms

from rightstart.agreements.states import SuspensionReason
from rightstart.web.forms import choices
from rightstart.web.sentences import SUSPENSIONS


class SuspendForm(forms.Form):
    reason = forms.ChoiceField(label="Why?", choices=choices(SUSPENSIONS), widget=forms.RadioSelect)

    def given(self) -> SuspensionReason:
        return SuspensionReason(self.cleaned_data["reason"])
