"""Hides the form that a faulty row becomes: a line for each column at fault, with what is wrong beside its value."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from rightstart.intake.quarantine import SentBackFor, Shown
from rightstart.web.forms import choices
from rightstart.web.quarantine.sentences import SENT_BACK_FOR


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
    why = forms.ChoiceField(
        label="Why does it go back to the supplier?", choices=choices(SENT_BACK_FOR), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="What should the supplier know?",
        required=False,
        max_length=200,
        help_text="The supplier reads this beside the number of the row. Name no person.",
    )

    def given(self) -> dict[str, Any]:
        return {"why": SentBackFor(self.cleaned_data["why"]), "reason": self.cleaned_data["reason"]}
