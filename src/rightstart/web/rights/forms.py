"""Hides what a family types to say no, and what staff note when a family asks or says something."""

from django import forms

from rightstart.contact.letters.rules import typed
from rightstart.safeguards.rules import ParentKnownBy
from rightstart.web.forms import choices
from rightstart.web.lifts.sentences import KNOWN_BY
from rightstart.web.rights.sentences import EXEMPTS


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


class ExemptForm(forms.Form):
    reason = forms.ChoiceField(label="Why?", choices=choices(EXEMPTS), widget=forms.RadioSelect)


class AskingForm(forms.Form):
    birth = forms.RegexField(
        label="Reference of the birth",
        regex=r"^[A-Za-z0-9_ -]{1,64}$",
        help_text="Or the reference or the code on the letter, if the parent has it. Not a name, not an NHS number.",
        error_messages={"invalid": "Enter the reference only: letters, figures and dashes"},
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )
    known_by = forms.ChoiceField(
        label="How do you know that it is the parent?",
        choices=choices(KNOWN_BY),
        help_text="Keep no copy and note no number: what you select, your name and the moment are all that is kept.",
        widget=forms.RadioSelect,
    )

    def known(self) -> tuple[str, ParentKnownBy]:
        return self.cleaned_data["birth"], ParentKnownBy(self.cleaned_data["known_by"])
