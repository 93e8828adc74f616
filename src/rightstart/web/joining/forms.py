"""Hides what a worker is asked when a family joins, and when it comes."""

from datetime import date
from typing import Any

from django import forms

from rightstart.joining.rules import How, NotRecorded
from rightstart.listings.rules import ListingKind
from rightstart.web.forms import DayField, choices
from rightstart.web.joining.sentences import HOWS, NOT_RECORDED
from rightstart.web.listings.sentences import KINDS


class JoinForm(forms.Form):
    joined_on = DayField(label="On which day did the family join?")
    how = forms.ChoiceField(label="How did it join?", choices=choices(HOWS), widget=forms.RadioSelect)
    through = forms.ChoiceField(
        label="Through which service?",
        choices=[("", "None, or not known"), *choices(KINDS)],
        required=False,
        widget=forms.Select,
    )

    def __init__(self, given: Any, *, today: date) -> None:
        super().__init__(given, initial={"joined_on": today})

    def said_how(self) -> How:
        return How(self.cleaned_data["how"])

    def said_through(self) -> ListingKind | None:
        through = self.cleaned_data["through"]
        return ListingKind(through) if through else None

    def object_to(self, why: NotRecorded) -> None:
        self.add_error("joined_on", NOT_RECORDED[why])


class AttendForm(forms.Form):
    attended_on = DayField(label="On which day did the family come?")
    kind = forms.ChoiceField(label="To what?", choices=choices(KINDS), widget=forms.RadioSelect)

    def __init__(self, given: Any, *, today: date) -> None:
        super().__init__(given, initial={"attended_on": today})

    def said_kind(self) -> ListingKind:
        return ListingKind(self.cleaned_data["kind"])

    def object_to(self, why: NotRecorded) -> None:
        self.add_error("attended_on", NOT_RECORDED[why])
