"""Hides what is asked about agreements: why one is suspended, which flow is meant, what is tried; codes, for words may tell."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from rightstart.agreements.states import SuspensionReason
from rightstart.terms import Period
from rightstart.web.forms import choices, offer
from rightstart.web.refusals.flows import Flow
from rightstart.web.sentences import SUSPENSIONS

ENDED: Final = "ended"


class SuspendForm(forms.Form):
    reason = forms.ChoiceField(label="Why?", choices=choices(SUSPENSIONS), widget=forms.RadioSelect)

    def given(self) -> SuspensionReason:
        return SuspensionReason(self.cleaned_data["reason"])


class FlowForm(forms.Form):
    """Which flow is meant, of those that this organisation gives or takes."""

    flow = forms.ChoiceField(
        label="Who would tell whom?", error_messages={"invalid_choice": "Select one of the flows of your organisation"}
    )

    def __init__(self, *given: Any, flows: Sequence[tuple[str, Sequence[Flow]]], **more: Any) -> None:
        super().__init__(*given, **more)
        self._flows = {one.value: one for _, several in flows for one in several}
        grouped = [(heading, [(one.value, one.label) for one in several]) for heading, several in flows]
        offer(self, "flow", [("", "Select one"), *grouped])

    def chosen(self) -> Flow:
        return self._flows[self.cleaned_data["flow"]]


class TryForm(forms.Form):
    """What of an agreement is tried, on which month's births."""

    what = forms.ChoiceField(
        label="What would you try?",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Select what you would try"},
    )
    month = forms.ChoiceField(
        label="On the births of which month?", error_messages={"invalid_choice": "Select one of the last months"}
    )

    def __init__(self, *given: Any, whats: Sequence[tuple[str, str]], months: Sequence[Period], **more: Any) -> None:
        super().__init__(*given, **more)
        self._months = {f"{one.start_on:%Y-%m}": one for one in months}
        offer(self, "what", whats)
        offer(self, "month", [(name, f"{one.start_on:%B %Y}") for name, one in self._months.items()])

    def version(self) -> int | None:
        """The version that is tried; None is the agreement's end."""
        what: str = self.cleaned_data["what"]
        return None if what == ENDED else int(what)

    def period(self) -> Period:
        return self._months[self.cleaned_data["month"]]
