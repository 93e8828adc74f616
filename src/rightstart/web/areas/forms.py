"""Hides what is asked for a new map, and how the map waits in the page itself between its preview and the word to draw it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.core import signing

from rightstart.allocation.redraw import Drawn
from rightstart.web.forms import DayField

LARGEST_MB: Final = 10
STANDS_SECONDS: Final = 60 * 60
SALT: Final = "reach-areas"


class SheetForm(forms.Form):
    """A spreadsheet of places and centres, and from when it is the map."""

    file = forms.FileField(
        label="Spreadsheet of postcodes and centres",
        help_text=f"Excel workbook (.xlsx) or CSV, at most {LARGEST_MB} MB. One row for each postcode: its centre by code or name.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )
    sheet = forms.CharField(
        label="Which sheet of the workbook?",
        required=False,
        max_length=31,
        help_text="Only where several sheets have something in them: the name on the sheet’s tab.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    from_on = DayField(label="From which day?")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("file") and given["file"].size > LARGEST_MB * 1_000_000:
            self.add_error("file", f"Choose a file of at most {LARGEST_MB} MB")
        return given


@dataclass(frozen=True, slots=True)
class Proposed:
    """A map that was looked at, and the day that it would stand from."""

    claims: tuple[Drawn, ...]
    from_on: date


def sealed(council: str, claims: Iterable[Drawn], from_on: date) -> str:
    """A map as a signed text for a hidden field: nothing is kept here until somebody says that it is to be drawn.

    Postcodes of reach areas are no personal data, and the signature keeps a page from drawing what nobody previewed.
    """
    places: dict[str, list[str]] = defaultdict(list)
    for kind, place, centre in claims:
        places[f"{kind} {centre}"].append(place)
    return signing.dumps({"council": council, "from": str(from_on), "places": places}, salt=SALT, compress=True)


def unsealed(council: str, text: str) -> Proposed | None:
    """The map in the field; None where it is another council's, older than an hour, or was never previewed."""
    try:
        told = signing.loads(text, salt=SALT, max_age=STANDS_SECONDS)
    except signing.BadSignature:
        return None
    if told["council"] != council:
        return None
    claims = [
        (kind, place, int(centre))
        for key, places in told["places"].items()
        for kind, _, centre in [key.partition(" ")]
        for place in places
    ]
    return Proposed(tuple(claims), date.fromisoformat(told["from"]))
