"""Hides what is asked of whoever signs by a link: the code that was mailed to them, for the document that they were shown."""

from typing import Any, Final

from django import forms
from django.core.validators import RegexValidator

from rightstart.agreements.by_link import DIGITS, WrongCode
from rightstart.web.agreements.signing_sentences import WRONG_CODE

FORM: Final = RegexValidator(rf"^\d{{{DIGITS}}}$", WRONG_CODE[WrongCode.WRONG])


class CodeForm(forms.Form):
    document = forms.CharField(widget=forms.HiddenInput)
    read = forms.BooleanField()
    code = forms.CharField(
        label="Code from the e-mail",
        help_text="Six digits, good for 10 minutes.",
        validators=[FORM],
        widget=forms.TextInput(
            attrs={
                "class": "govuk-input--width-10 govuk-input--extra-letter-spacing",
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
            }
        ),
    )

    def __init__(self, *given: Any, told: str, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["read"].label = told
