"""Hides what staff note of a family's request, and how it is extended, packed and answered."""

from typing import Any

from django import forms

from rightstart.rights.requests.keeping import Asked, RequestRow
from rightstart.rights.requests.replies import DETAILS
from rightstart.rights.requests.rules import ENDS, Detail, Outcome, RequestKind
from rightstart.web.forms import choices, offer
from rightstart.web.rights.forms import AskingForm
from rightstart.web.rights.request_sentences import DELAYS, GROUNDS, KINDS, OUTCOMES


class RequestForm(AskingForm):
    kind = forms.ChoiceField(label="What does the parent ask for?", choices=choices(KINDS), widget=forms.RadioSelect)
    named = forms.ChoiceField(
        label="Is this the parent whom the record names, at the address that it has?",
        choices=[("yes", "Yes, both: I compared them"), ("no", "No, or I am not sure")],
        help_text="If not, the copy leaves out where the family lives. Say nothing of what the record has.",
        widget=forms.RadioSelect,
    )
    detail = forms.ChoiceField(
        label="Which detail is wrong?",
        required=False,
        choices=[("", "None"), *choices(DETAILS)],
        help_text="For a detail to be put right",
        widget=forms.Select,
    )
    should_be = forms.CharField(label="What should it be?", required=False, max_length=200)
    said = forms.CharField(
        label="In the parent’s words",
        required=False,
        max_length=2_000,
        help_text="For a complaint, or whatever helps to answer. It is kept sealed, and only as long as the family is.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("kind") == RequestKind.CORRECTION and not (told.get("detail") and told.get("should_be")):
            self.add_error("detail", "Say which detail is wrong, and what it should be")
        if told.get("kind") == RequestKind.COMPLAINT and not told.get("said"):
            self.add_error("said", "Note what the complaint is about")
        return told

    def asked(self) -> tuple[str, Asked]:
        told, (birth, known_by) = self.cleaned_data, self.known()
        kind, correction = RequestKind(told["kind"]), told["kind"] == RequestKind.CORRECTION
        detail = Detail(told["detail"]) if correction else None
        should_be = told["should_be"] if correction else ""
        return birth, Asked(kind, known_by, told["named"] == "yes", told["said"], detail, should_be)


class ExtendForm(forms.Form):
    why = forms.ChoiceField(label="Why are two months more needed?", choices=choices(DELAYS), widget=forms.RadioSelect)


class PackForm(forms.Form):
    notes_read = forms.BooleanField(
        label="I have read what workers wrote, and it is about this family alone",
        required=False,
        help_text="If not, it is left out.",
    )


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(label="How does it end?", widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label="If it is refused, why?",
        required=False,
        choices=[("", "It is not refused"), *choices(GROUNDS)],
        widget=forms.Select,
    )

    def __init__(self, *given: Any, row: RequestRow, **more: Any) -> None:
        super().__init__(*given, **more)
        ends = ENDS[row.kind]
        offer(self, "outcome", [(one.value, OUTCOMES[one]) for one in Outcome if one in ends])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if (told.get("outcome") == Outcome.REFUSED) != bool(told.get("ground")):
            self.add_error("ground", "Say why it is refused, and give no reason otherwise")
        return told
