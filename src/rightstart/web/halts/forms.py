"""Hides what is asked of whoever stops everything, and since when what was sent is to be listed."""

from datetime import datetime
from typing import Any

from django import forms

from rightstart.release.halt import Reason
from rightstart.web.forms import choices
from rightstart.web.halts.sentences import REASONS


class StopForm(forms.Form):
    reason = forms.ChoiceField(label="Why?", choices=choices(REASONS), widget=forms.RadioSelect)

    def given(self) -> Reason:
        return Reason(self.cleaned_data["reason"])


class SinceForm(forms.Form):
    since = forms.DateTimeField(
        label="Sent since",
        help_text="For example, 27/3/2026 9:30",
        input_formats=["%d/%m/%Y %H:%M", "%d/%m/%Y", "%d %B %Y %H:%M", "%d %B %Y"],
        error_messages={"invalid": "Enter a day and time, like 27/3/2026 9:30"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )

    def moment(self, otherwise: datetime) -> datetime:
        """The moment that is asked for, or another one."""
        told: Any = self.cleaned_data.get("since") if self.is_bound and self.is_valid() else None
        return told or otherwise
