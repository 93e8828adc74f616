"""Hides what a family types to say no, and what staff note when a family asks or says something."""

from django import forms

from rightstart.contact.letters.rules import typed


class CodeForm(forms.Form):
    """Nothing a browser would keep: whoever shares the telephone is to find no trace of it."""

    code = forms.CharField(
        label="The code on the letter",
        max_length=60,
        help_text="15 letters and figures, like C2D3F-G4H5J-K7M8N. Capitals, spaces and dashes do not matter.",
        widget=forms.TextInput(
            attrs={
                "class": "govuk-input--width-20 govuk-input--extra-letter-spacing",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": "Type the code on the letter"},
    )

    def clean_code(self) -> str:
        code = typed(self.cleaned_data["code"])
        if code is None:
            said = "That is not how a code looks. Compare each letter and figure with the letter, then type it again"
            raise forms.ValidationError(said)
        return code


class SaidNoForm(forms.Form):
    """What a person on the telephone can read out."""

    said = forms.CharField(
        label="The reference or the code on the letter",
        max_length=60,
        help_text="Both stand under “You can say no”. You need no name and no reason.",
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )
