"""Hides what is asked of whoever says that somebody is away, is back, or stands in."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms

from rightstart.cover.away import AwayRow, NotSaid
from rightstart.cover.rules import LEAST_DAYS, MOST_DAYS
from rightstart.directory.people import OrganisationRow
from rightstart.web.cover.sentences import NOT_SAID
from rightstart.web.days import day
from rightstart.web.forms import DayField, offer

NOBODY: Final = "nobody"
# Beside which question it is said why nothing was kept.
_FIELDS: Final = {
    NotSaid.NOT_HERE: "person",
    NotSaid.ALREADY_AWAY: "from_on",
    NotSaid.PAST: "from_on",
    NotSaid.BACKWARDS: "back_on",
    NotSaid.TOO_LONG: "back_on",
    NotSaid.COVER_NOT_HERE: "cover",
    NotSaid.COVERS_ONESELF: "cover",
    NotSaid.UNKNOWN: "from_on",
}


class AwayForm(forms.Form):
    """Who is away, from when until when, and who covers. `team`: who works here; `others`: whether one may say it of them."""

    person = forms.ChoiceField(label="Who is away?")
    from_on = DayField(label="First day away")
    back_on = DayField(label="Day back at work")
    cover = forms.ChoiceField(label="Who covers?")

    def __init__(self, *given: Any, me: int, team: Mapping[int, str], others: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        self.me = me
        named = [(str(one), "Me" if one == me else name) for one, name in team.items()]
        if others:
            offer(self, "person", named)
            self.fields["person"].initial = str(me)
        else:
            del self.fields["person"]
        colleagues = [(value, name) for value, name in named if others or value != str(me)]
        offer(self, "cover", [(NOBODY, "Whoever stands in, or all of us"), *colleagues])
        self.fields["cover"].help_text = "Families due before then go to them. Most go back afterwards"

    def said(self) -> tuple[int, date, date, int | None]:
        given = self.cleaned_data
        cover = None if given["cover"] == NOBODY else int(given["cover"])
        return int(given.get("person") or self.me), given["from_on"], given["back_on"], cover

    def object_to(self, why: NotSaid) -> None:
        """Say why it cannot be kept, beside the question that it concerns."""
        field = _FIELDS[why]
        self.add_error(field if field in self.fields else None, NOT_SAID[why])


class BackForm(forms.Form):
    """Whose absence is over, of those that one may end."""

    away = forms.ChoiceField(label="Which absence is over?", widget=forms.RadioSelect)

    def __init__(self, *given: Any, rows: Sequence[AwayRow], **more: Any) -> None:
        super().__init__(*given, **more)
        offer(self, "away", [(one.reference, f"{one.name}, away from {day(one.from_on)}") for one in rows])


class StandInForm(forms.Form):
    """Who takes over where nobody is named."""

    person = forms.ChoiceField(label="Who stands in where nobody is named?")

    def __init__(self, *given: Any, team: Mapping[int, str], **more: Any) -> None:
        super().__init__(*given, **more)
        names = [(str(one), name) for one, name in team.items()]
        offer(self, "person", [(NOBODY, "Nobody: they go to all of us"), *names])

    def named(self) -> int | None:
        return None if self.cleaned_data["person"] == NOBODY else int(self.cleaned_data["person"])


class NamingForm(forms.Form):
    """Which centre covers another one, from which day. `offered`: those that one agreement in force allows to."""

    cover = forms.ChoiceField(label="Which centre covers it?", widget=forms.RadioSelect)
    from_on = DayField(label="From which day?")

    def __init__(self, *given: Any, offered: Sequence[OrganisationRow], today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.today = today
        offer(self, "cover", [*((one.code, one.name) for one in offered), (NOBODY, "No centre")])
        self.fields["from_on"].initial = today

    def clean_from_on(self) -> date:
        on: date = self.cleaned_data["from_on"]
        if on < self.today:
            raise forms.ValidationError("Enter today or a day to come")
        return on

    def said(self) -> tuple[str | None, date]:
        cover = self.cleaned_data["cover"]
        return None if cover == NOBODY else cover, self.cleaned_data["from_on"]


class LimitForm(forms.Form):
    """After how many days a centre, or one of its people, counts as silent."""

    days = forms.IntegerField(
        label="After how many days is a centre silent?",
        min_value=LEAST_DAYS,
        max_value=MOST_DAYS,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), f"Enter a number from {LEAST_DAYS} to {MOST_DAYS}"
        ),
    )
