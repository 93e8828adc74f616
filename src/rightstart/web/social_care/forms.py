"""Hides how a social care team's word on several births is asked for at once."""

from collections.abc import Iterable
from typing import Any

from django import forms

from rightstart.release.social_care import Waiting
from rightstart.safeguards.social_care import Answer
from rightstart.web.forms import choices
from rightstart.web.social_care.sentences import ANSWERS


class CheckForm(forms.Form):
    """One question for each birth; what is left open waits."""

    def __init__(self, *given: Any, waiting: Iterable[Waiting], **more: Any) -> None:
        super().__init__(*given, **more)
        for one in waiting:
            label = f"What does your team know of {one.forename or 'the baby'} {one.surname}?"
            self.fields[one.birth] = forms.ChoiceField(
                label=label, choices=choices(ANSWERS), widget=forms.RadioSelect, required=False
            )

    def given(self) -> dict[str, Answer]:
        """The births that something was said of."""
        return {birth: Answer(said) for birth, said in self.cleaned_data.items() if said}


class AskingForm(forms.Form):
    sure = forms.BooleanField(label="I have agreed this with the head of our social care team")
