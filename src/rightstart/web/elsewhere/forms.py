"""Hides what is asked before a family of another centre is opened."""

from django import forms

from rightstart.release.break_glass import Reason
from rightstart.web.elsewhere.sentences import REASONS
from rightstart.web.forms import DayField, choices


class ElsewhereForm(forms.Form):
    surname = forms.CharField(label="Surname", help_text="The whole surname of the baby or the parent.", max_length=100)
    born_on = DayField(label="Day of birth")
    reason = forms.ChoiceField(
        label="Why do you need to see this family?", choices=choices(REASONS), widget=forms.RadioSelect
    )

    def why(self) -> Reason:
        return Reason(self.cleaned_data["reason"])
