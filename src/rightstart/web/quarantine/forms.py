"""Hides the form that a faulty row becomes: a line for each column at fault, with what is wrong beside its value."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from rightstart.intake.quarantine import SentBackFor, Shown, Waiting
from rightstart.web.forms import choices, offer
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


class ChoosingForm(forms.Form):
    """Which rows to show: of one supplier, with one fault."""

    supplier = forms.ChoiceField(label="From", required=False)
    fault = forms.ChoiceField(label="What is wrong", required=False)

    def __init__(self, *given: Any, every: Sequence[Waiting], **more: Any) -> None:
        super().__init__(*given, **more)
        wrong = Counter(one for row in every for one in row.wrong)
        offered = {
            "supplier": [(code, code) for code in sorted({row.supplier for row in every})],
            "fault": [(one, f"{one.replace(':', ': ')} ({number:,})") for one, number in wrong.most_common()],
        }
        for name, options in offered.items():
            offer(self, name, [("", "Any"), *options])

    def chosen(self, every: Sequence[Waiting]) -> list[Waiting]:
        """Those that are asked for; all where nothing was asked, or nothing that there is."""
        told = self.cleaned_data if self.is_bound and self.is_valid() else {}
        supplier, fault = told.get("supplier", ""), told.get("fault", "")
        return [row for row in every if supplier in ("", row.supplier) and (not fault or fault in row.wrong)]


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
