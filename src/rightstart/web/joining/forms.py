"""Hides what a worker is asked when a family joins, and when it comes."""

from datetime import date
from typing import Any, Final

from django import forms

from rightstart.joining.rules import How, NotRecorded, Whom
from rightstart.listings.rules import ListingKind
from rightstart.web.forms import DayField, choices
from rightstart.web.joining.sentences import HOWS, NOT_RECORDED, WHOM
from rightstart.web.listings.sentences import KINDS

LARGEST_MB: Final = 5


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


class ExportForm(forms.Form):
    whom = forms.ChoiceField(label="Which families?", choices=choices(WHOM), widget=forms.RadioSelect)

    def said(self) -> Whom:
        return Whom(self.cleaned_data["whom"])


class SheetForm(forms.Form):
    file = forms.FileField(
        label="Spreadsheet of who joined and came",
        help_text=f"Excel workbook (.xlsx) or CSV, at most {LARGEST_MB} MB. It is read and not kept.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > LARGEST_MB * 1_000_000:
            raise forms.ValidationError(f"Choose a file of at most {LARGEST_MB} MB")
        return given


class AttendForm(forms.Form):
    attended_on = DayField(label="On which day did the family come?")
    kind = forms.ChoiceField(label="To what?", choices=choices(KINDS), widget=forms.RadioSelect)

    def __init__(self, given: Any, *, today: date) -> None:
        super().__init__(given, initial={"attended_on": today})

    def said_kind(self) -> ListingKind:
        return ListingKind(self.cleaned_data["kind"])

    def object_to(self, why: NotRecorded) -> None:
        self.add_error("attended_on", NOT_RECORDED[why])
