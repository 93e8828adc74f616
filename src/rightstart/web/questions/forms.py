"""Hides how a person's answer to a question about a match is asked for."""

from typing import Any

from django import forms

from rightstart.births.rules import Answer
from rightstart.web.forms import choices
from rightstart.web.sentences import ANSWERS


class SettleForm(forms.Form):
    """`may_join`: whether "the same baby" is among the answers at all."""

    answer = forms.ChoiceField(label="What did you find out?", widget=forms.RadioSelect)

    def __init__(self, *given: Any, may_join: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        offered = {answer: words for answer, words in ANSWERS.items() if may_join or answer is not Answer.SAME}
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices(offered)

    def given(self) -> Answer:
        return Answer(self.cleaned_data["answer"])
