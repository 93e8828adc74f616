"""Hides how a person's answer to a question about a match is asked for."""

from collections.abc import Mapping
from typing import Any

from django import forms

from rightstart.births.rules import Answer
from rightstart.web.forms import choices, offer


class SettleForm(forms.Form):
    """`offered`: the answers that this question can have, in its own words."""

    answer = forms.ChoiceField(label="What did you find out?", widget=forms.RadioSelect)

    def __init__(self, *given: Any, offered: Mapping[Answer, str], **more: Any) -> None:
        super().__init__(*given, **more)
        offer(self, "answer", choices(offered))

    def given(self) -> Answer:
        return Answer(self.cleaned_data["answer"])
