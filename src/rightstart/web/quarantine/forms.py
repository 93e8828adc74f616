"""Hides the form that a faulty row becomes: a line for each column at fault, with what is wrong beside its value."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from rightstart.intake.contract import BY_NAME


class CorrectForm(forms.Form):
    """The columns at fault, filled with what stands there now; blank is an answer too."""

    def __init__(
        self, *given: Any, values: Mapping[str, str], faults: Mapping[str, Sequence[str]], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        for column, sentences in faults.items():
            self.fields[column] = forms.CharField(
                label=column,
                required=column in BY_NAME and BY_NAME[column].must,
                initial=values.get(column, ""),
                help_text=" ".join(sentences),
                max_length=BY_NAME[column].longest if column in BY_NAME else 200,
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
