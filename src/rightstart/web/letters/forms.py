"""Hides what is asked about letters: who sends them, what a centre says, which are taken out, and what became of others."""

import re
from collections.abc import Iterable
from typing import Any, Final

from django import forms

from rightstart.contact.letters.paper import Form
from rightstart.contact.letters.rules import Answer, Sender
from rightstart.web.forms import choices, offer
from rightstart.web.letters.sentences import FORMS, SENDERS

LONGEST = 1_000
REFERENCE: Final = re.compile(r"^[A-Za-z0-9_-]{1,64}$")


class PrintForm(forms.Form):
    form = forms.ChoiceField(choices=choices(FORMS))

    def wanted(self) -> Form:
        return Form(self.cleaned_data["form"])


class AnswerForm(forms.Form):
    """Which letters (their boxes are drawn by the page), and what became of them."""

    number = forms.TypedMultipleChoiceField(coerce=int)
    answer = forms.ChoiceField(choices=[(one, one) for one in Answer])

    def __init__(self, *given: Any, numbers: Iterable[int], **more: Any) -> None:
        super().__init__(*given, **more)
        offer(self, "number", [(one, one) for one in numbers])

    def said(self) -> Answer:
        return Answer(self.cleaned_data["answer"])


class TakeOutForm(forms.Form):
    numbers = forms.CharField(
        label="Numbers of the letters", max_length=200, help_text="As they stand at the foot of each letter: 3, 17"
    )

    def clean_numbers(self) -> set[int]:
        said = re.split(r"[\s,;]+", self.cleaned_data["numbers"].strip(" ,;"))
        if not all(one.isascii() and one.isdecimal() and len(one) < 5 for one in said):
            raise forms.ValidationError("Enter numbers with commas between them, like 3, 17")
        return {int(one) for one in said}


class FamiliesForm(forms.Form):
    references = forms.CharField(
        label="References of the families",
        max_length=LONGEST,
        help_text="One on each line, as the centre tells them. Not a name, not an NHS number.",
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": "Enter at least one reference"},
    )

    def clean_references(self) -> list[str]:
        said = re.split(r"[\s,;]+", self.cleaned_data["references"].strip(" ,;"))
        if not all(REFERENCE.match(one) for one in said):
            raise forms.ValidationError("Enter references only: letters, figures and dashes, one on each line")
        return said


class SenderForm(forms.Form):
    sender = forms.ChoiceField(label="Who sends the first letters?", choices=choices(SENDERS), widget=forms.RadioSelect)

    def said(self) -> Sender:
        return Sender(self.cleaned_data["sender"])


class WordsForm(forms.Form):
    welcome = forms.CharField(
        label="Welcome",
        required=False,
        max_length=LONGEST,
        help_text="In your own words. Leave an empty line between paragraphs. Leave it blank for the usual welcome.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
