"""Hides what is asked of whoever asks for a lift, and of whoever confirms it."""

from django import forms

from rightstart.safeguards.rules import MarkerKind
from rightstart.web.forms import choices
from rightstart.web.sentences import MARKERS


class AskForm(forms.Form):
    kind = forms.ChoiceField(label="Which marker should be lifted?", choices=choices(MARKERS), widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why?",
        max_length=300,
        help_text="The second person decides by this. Name no person.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def marker(self) -> MarkerKind:
        return MarkerKind(self.cleaned_data["kind"])


class ConfirmForm(forms.Form):
    checked = forms.BooleanField(label="I have checked this myself, and not only read the reason above")
