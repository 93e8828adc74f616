"""Hides what a centre is asked about one of its services."""

from datetime import date
from typing import Any

from django import forms

from rightstart.listings.rules import LONGEST, ListingKind, Told
from rightstart.web.forms import DayField, choices
from rightstart.web.listings.sentences import KINDS


class ListingForm(forms.Form):
    kind = forms.ChoiceField(label="What kind of service is it?", choices=choices(KINDS), widget=forms.RadioSelect)
    title = forms.CharField(label="What it is called", max_length=LONGEST, help_text="For example, Baby massage")
    times = forms.CharField(
        label="When",
        required=False,
        max_length=LONGEST,
        help_text="Days and times. For example, Tuesdays, 10am to 12pm, in term time",
    )
    place = forms.CharField(
        label="Where", required=False, max_length=LONGEST, help_text="Leave it blank if it is at your centre"
    )
    booking = forms.CharField(
        label="How to book",
        required=False,
        max_length=LONGEST,
        help_text="Leave it blank if families can just come. Give an office’s number, never a person’s own",
    )
    from_on = DayField(label="First day", required=False, help_text="Leave it blank if it is offered already")
    in_letters = forms.BooleanField(label="Name it in our first letters", required=False)

    def __init__(self, given: Any, *, today: date, told: Told | None = None) -> None:
        first = {name: getattr(told, name) for name in Told.__slots__} if told else {"in_letters": True}
        super().__init__(given, initial=first)
        self.today, self.told = today, told

    def said(self) -> Told:
        """What is said of it now; the day on which it ends is said apart."""
        given = self.cleaned_data
        words = {name: given[name] for name in ("title", "times", "place", "booking", "in_letters")}
        from_on = given["from_on"] or (self.told.from_on if self.told else self.today)
        until_on = self.told.until_on if self.told else None
        return Told(kind=ListingKind(given["kind"]), from_on=from_on, until_on=until_on, **words)


class EndForm(forms.Form):
    until_on = DayField(label="From which day is it not offered any more?")
