"""Hides what anybody types to find their centre: a postcode, and nothing about themselves."""

from django import forms

from rightstart.terms import PostcodeKind, postcode, postcode_kind


class PostcodeForm(forms.Form):
    """Nothing a browser would keep: whoever shares the telephone need not see where somebody has looked."""

    postcode = forms.CharField(
        label="Postcode",
        max_length=20,
        help_text="For example, HX1 1UJ",
        widget=forms.TextInput(
            attrs={
                "class": "govuk-input--width-10",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )

    def clean_postcode(self) -> str:
        typed = postcode(self.cleaned_data["postcode"])
        if postcode_kind(typed) is PostcodeKind.MALFORMED:
            raise forms.ValidationError("Enter a full postcode, like HX1 1UJ")
        return typed
