"""Hides the form that a faulty row becomes: a line for each column at fault, with what is wrong beside its value."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from rightstart.intake.quarantine import Shown


class CorrectForm(forms.Form):
    """The columns at fault, filled with what stands there now; blank is an answer too."""

    def __init__(self, *given: Any, found: Shown, **more: Any) -> None:
        super().__init__(*given, **more)
        for name, sentences in found.faults.items():
            column = found.columns[name]
            self.fields[name] = forms.CharField(
                label=name,
                required=column.must,
                initial=found.values.get(name, ""),
                help_text=" ".join(sentences),
                max_length=column.longest,
            )

    def changes(self) -> dict[str, str]:
        return {column: self.cleaned_data[column] for column in self.fields}

    def still_wrong(self, faults: Mapping[str, Sequence[str]]) -> None:
        """Say what is wrong with the corrected row, column by column."""
        for column, sentences in faults.items():
            for sentence in sentences:
                self.add_error(column if column in self.fields else None, sentence)


class RejectForm(forms.Form):
    reason = forms.CharField(
        label="Why does it go back to the supplier?",
        max_length=200,
        help_text="Kept with the number of the row, for the supplier to be told. Name no person.",
    )
