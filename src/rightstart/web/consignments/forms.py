"""Hides what a supplier is asked when it sends a file, and how the answers become what is handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Final

from django import forms

from rightstart.directory.rules import OrganisationKind
from rightstart.engine.exports import csv_bytes
from rightstart.engine.mapped import mapped
from rightstart.intake.again import ToConfirm
from rightstart.intake.contract import Attestation, Kind
from rightstart.intake.contracts.known import LATEST
from rightstart.intake.door import HandedIn
from rightstart.terms import Period, london_date
from rightstart.web.forms import DayField, choices, offer
from rightstart.web.sentences import ATTESTATIONS, KINDS

LARGEST_MB: Final = 200
WITHHELD: Final = {
    "deaths": "Deaths",
    "protected": "Protected addresses",
    "adoptions": "Adoptions",
    "objectors": "Objections",
}
STATUSES: Final = ("accepted", "held", "refused")
ALL_ATTESTED: Final = [one.value for one in Attestation]


class SendForm(forms.Form):
    """One file for one council. `OTHER`: the field that names the other side."""

    OTHER: ClassVar = "council"

    council = forms.ChoiceField(label="Council", widget=forms.Select)
    kind = forms.ChoiceField(
        label="What is it?", choices=choices(KINDS), widget=forms.RadioSelect, initial=Kind.BIRTHS.value
    )
    first_on = DayField(label="First day of the period")
    last_on = DayField(label="Last day of the period")
    nil = forms.BooleanField(label="There is nothing to report: this is a nil return, without a file", required=False)
    file = forms.FileField(
        label="File",
        help_text=f"Excel workbook (.xlsx) or CSV, at most {LARGEST_MB} MB. Only the columns of your agreement.",
        error_messages={"required": "Choose a file, or tick that there is nothing to report"},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
    )
    sheet = forms.CharField(
        label="Which sheet of the workbook?",
        required=False,
        max_length=31,
        help_text="Only where several sheets have something in them: the name on the sheet’s tab.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    attests = forms.MultipleChoiceField(
        label="What did you check before sending?",
        required=False,
        choices=choices(ATTESTATIONS),
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick only what was done for this very file. What is not ticked holds the births concerned.",
    )
    as_at = forms.DateTimeField(
        label="When was the extract drawn?",
        required=False,
        help_text="For example, 27/3/2026 9:30. Leave it blank if it was drawn just now.",
        input_formats=["%d/%m/%Y %H:%M", "%d/%m/%Y", "%d %B %Y %H:%M", "%d %B %Y"],
        error_messages={"invalid": "Enter a day and time, like 27/3/2026 9:30"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    births_in_period = forms.IntegerField(
        label="How many births did you have for this council in the period?",
        required=False,
        min_value=0,
        help_text="Your own total lets both sides see whether any were lost on the way.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )

    def __init__(self, *given: Any, others: Sequence[tuple[str, str]], at: datetime, **more: Any) -> None:
        super().__init__(*given, **more)
        self.at = at
        self.fields["file"].required = "nil" not in self.data
        offer(self, self.OTHER, others if len(others) == 1 else [("", f"Select a {self.OTHER}"), *others])
        for name, label in WITHHELD.items():
            self.fields[f"withheld_{name}"] = _tally(label)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("first_on"), given.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", "Enter a last day that is not before the first")
        if given.get("as_at") and given["as_at"] > self.at:
            self.add_error("as_at", "Enter a moment that is not in the future")
        self._check_file(given)
        return given

    def _check_file(self, given: dict[str, Any]) -> None:
        file = given.get("file")
        if given.get("nil") and file:
            self.add_error("nil", "Send either a file or a nil return, not both")
        if file and file.size > LARGEST_MB * 1_000_000:
            self.add_error("file", f"Choose a file of at most {LARGEST_MB} MB, or send it in parts")

    def between(self, own: str) -> dict[str, Any]:
        """From which supplier to which council, given the code of whoever fills in the form."""
        return {"supplier": own, "council": self.cleaned_data["council"]}

    def handed_in(self, own: str) -> HandedIn:
        """What is handed in; the file's own name is not kept, for people write things in file names."""
        given = self.cleaned_data
        withheld = {name: given[f"withheld_{name}"] for name in WITHHELD}
        return HandedIn(
            **self.between(own),
            content=b"" if given["nil"] else mapped(given["file"].file),
            period=Period(given["first_on"], given["last_on"] + timedelta(days=1)),
            kind=Kind(given["kind"]),
            as_at=given["as_at"],
            attests=frozenset(Attestation(one) for one in given["attests"]),
            births_in_period=given["births_in_period"],
            withheld={name: number for name, number in withheld.items() if number is not None},
            nil=given["nil"],
            sheet=given["sheet"] or None,
        )


class TryForm(SendForm):
    """The same file, to be looked at only: nothing is asked that its judgement does not need."""

    NOT_ASKED = ("first_on", "last_on", "nil", "as_at")

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for name in (*self.NOT_ASKED, *(f"withheld_{reason}" for reason in WITHHELD)):
            del self.fields[name]

    def handed_in(self, own: str) -> HandedIn:
        given, today = self.cleaned_data, london_date(self.at)
        return HandedIn(
            **self.between(own),
            content=mapped(given["file"].file),
            period=Period(today, today + timedelta(days=1)),
            kind=Kind(given["kind"]),
            attests=frozenset(Attestation(one) for one in given["attests"]),
            births_in_period=given["births_in_period"],
            sheet=given["sheet"] or None,
        )


class TakeUpForm(forms.Form):
    """What a supplier confirms about a held file; each share that is unlike the past must be confirmed by itself."""

    attests = forms.MultipleChoiceField(
        label="What have you checked in this file?",
        required=False,
        choices=choices(ATTESTATIONS),
        widget=forms.CheckboxSelectMultiple,
        help_text="Look at the extract again first. Tick only what is true of this very file.",
    )

    def __init__(self, *given: Any, asked: ToConfirm, brings: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        self.asked = sorted(asked.unlike)
        who, they = ("The supplier wrote to us that it has", "it has") if brings else ("I have", "you have")
        if brings:
            self.fields["attests"].label = "What did the supplier write to you about this file?"
            self.fields["attests"].help_text = "Ask it to look at the extract again first. Tick only what it wrote."
        for watched in self.asked:
            missing = f"Tick this once {they} checked the {watched.value}, or bring in a new file"
            self.fields[watched.value] = forms.BooleanField(
                label=f"{who} checked the {watched.value} in this file, and they are right",
                error_messages={"required": missing if brings else missing.replace("bring in", "send")},
            )

    def given(self) -> dict[str, Any]:
        attests = frozenset(Attestation(one) for one in self.cleaned_data["attests"])
        return {"confirms": frozenset(self.asked), "attests": attests}


def _tally(label: str) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"})
    return forms.IntegerField(label=f"{label} left out of the file", required=False, min_value=0, widget=widget)


class HistoryForm(forms.Form):
    """Which consignments to show: of one other side, of a status, received in a month."""

    other = forms.ChoiceField(label="With", required=False)
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "Any"), *((one, one) for one in STATUSES)])
    month = forms.ChoiceField(label="Received in", required=False)

    def __init__(self, *given: Any, every: Sequence[Mapping[str, Any]], whose: OrganisationKind, **more: Any) -> None:
        super().__init__(*given, **more)
        self.side = "council" if whose is OrganisationKind.SUPPLIER else "supplier"
        others = sorted({one[self.side] for one in every})
        months = sorted({one["received_at"][:7] for one in every}, reverse=True)
        for name, offered in (("other", others), ("month", months)):
            offer(self, name, [("", "Any"), *((one, one) for one in offered)])

    def chosen(self, every: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Those that are asked for; all where nothing was asked, or nothing that there is."""
        told = self.cleaned_data if self.is_bound and self.is_valid() else {}
        other, status, month = (told.get(name, "") for name in ("other", "status", "month"))
        return [
            one
            for one in every
            if other in ("", one[self.side]) and status in ("", one["status"]) and one["received_at"].startswith(month)
        ]


class OneRecordForm(forms.Form):
    """One record without a file: its id, and a question for each column of the contract."""

    council = forms.ChoiceField(label="Council", widget=forms.Select)
    record_id = forms.CharField(label="Your own id of the record", max_length=64)

    def __init__(self, *given: Any, councils: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        offer(self, "council", councils if len(councils) == 1 else [("", "Select a council"), *councils])
        self.cells = [column for column in LATEST.columns if column.name not in ("record_id", "action")]
        for column in self.cells:
            self.fields[column.name] = forms.CharField(
                label=column.name,
                required=False,
                max_length=column.longest,
                help_text=column.note[:1].upper() + column.note[1:],
            )

    def row(self) -> dict[str, str]:
        given = self.cleaned_data
        names = ["record_id", *(column.name for column in self.cells)]
        return {name: given[name] for name in names if given[name]}

    def of_row(self, row: Mapping[str, str], supplier: str, on: date, kind: Kind) -> HandedIn:
        """A consignment of this one record, under the same contract as any other."""
        return HandedIn(
            content=csv_bytes(list(row), [list(row.values())]),
            supplier=supplier,
            council=self.cleaned_data["council"],
            period=Period(on, on + timedelta(days=1)),
            kind=kind,
            single=True,
        )


class RecordForm(OneRecordForm):
    """One record that was sent before: what changed about it, or that it is taken back."""

    CHANGE, WITHDRAW = "change", "withdraw"

    what = forms.ChoiceField(
        label="What do you want to do?",
        choices=[
            (CHANGE, "Correct it, with what changed below"),
            (WITHDRAW, "Take it back: it should not have been sent"),
        ],
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("what") == self.CHANGE and not any(given.get(column.name) for column in self.cells):
            self.add_error("what", "Give at least one thing that changed, further down")
        return given

    def handed_in(self, supplier: str, on: date) -> HandedIn:
        row = self.row()
        if self.cleaned_data["what"] == self.WITHDRAW:
            row = {"record_id": row["record_id"], "action": "withdraw"}
        return self.of_row(row, supplier, on, Kind.STATUS)


CHECKED: Final = {
    Attestation.LIVE_ONLY: "It was a live birth",
    Attestation.DEATHS: "The child is not recorded as having died",
    Attestation.PROTECTED: "The address is not a protected one",
    Attestation.ADOPTIONS: "No adoption is recorded",
    Attestation.OBJECTORS: "The parents were told of this sharing and have not objected",
}


class ArrivalForm(OneRecordForm):
    """One family that has moved in, with what its supplier has checked about it."""

    attests = forms.MultipleChoiceField(
        label="What have you checked about this family?",
        required=False,
        choices=choices(CHECKED),
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick only what is true. What is not ticked holds the family until you say it.",
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for column in self.cells:
            self.fields[column.name].required = column.must

    def handed_in(self, supplier: str, on: date) -> HandedIn:
        attests = frozenset(Attestation(one) for one in self.cleaned_data["attests"])
        return replace(self.of_row(self.row(), supplier, on, Kind.ARRIVALS), attests=attests)
