"""Hides what is asked about a decision not to share: between whom, why, what would change it, from when and until which review."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from rightstart.agreements.barriers import MOST_WORDS, Barrier, EndReason, names_somebody
from rightstart.agreements.refusals import NotRecorded, Why
from rightstart.directory.rules import RoleKind
from rightstart.web.forms import DayField, choices, offer
from rightstart.web.refusals.flows import Flow
from rightstart.web.refusals.sentences import BARRIERS, END_REASONS, NOT_RECORDED
from rightstart.web.sentences import OFFICES

NOBODY = "Write of offices, systems and laws, never of a person. Both sides read it."
NEXT = "Somebody of your role is reminded then. At most a year ahead. For example, 27/3/2027"


class RoleForm(forms.Form):
    """What is decided in a role: asked for only where somebody holds several that may decide."""

    role = forms.ChoiceField(label="In which role do you decide this?", widget=forms.RadioSelect)

    def __init__(self, *given: Any, roles: Sequence[RoleKind], **more: Any) -> None:
        super().__init__(*given, **more)
        self.roles = roles
        offer(self, "role", [(role.value, OFFICES[role].capitalize()) for role in roles])
        if len(roles) == 1:
            del self.fields["role"]

    def decided_by(self) -> RoleKind:
        return RoleKind(self.cleaned_data.get("role", self.roles[0]))


class ImpersonalField(forms.CharField):
    """A few lines of free words that are refused where they look like somebody's details."""

    def __init__(self, *, most: int = MOST_WORDS, **more: Any) -> None:
        lines = forms.Textarea(attrs={"rows": 4})
        super().__init__(max_length=most, widget=lines, help_text=NOBODY, **more)

    def clean(self, value: Any) -> str:
        words: str = super().clean(value)
        if names_somebody(words):
            raise forms.ValidationError(NOT_RECORDED[NotRecorded.SOMEBODY])
        return words


class RefusalForm(RoleForm):
    flow = forms.ChoiceField(label="Between whom is nothing shared?")
    barriers = forms.MultipleChoiceField(
        label="Why is nothing shared?", choices=choices(BARRIERS), widget=forms.CheckboxSelectMultiple
    )
    words = ImpersonalField(label="More about why", required=False)
    would_change = ImpersonalField(label="What would change the decision")
    from_on = DayField(label="Decided from", required=False, help_text="Leave blank for today. It may be long ago.")
    review_on = DayField(label="Day of the next review", help_text=NEXT)

    field_order = ("role", "flow", "barriers", "words", "would_change", "from_on", "review_on")

    def __init__(self, *given: Any, flows: Sequence[tuple[str, Sequence[Flow]]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.flows = {one.value: one for _, several in flows for one in several}
        grouped = [(heading, [(one.value, one.label) for one in several]) for heading, several in flows]
        offer(self, "flow", [("", "Select one"), *grouped])

    def between(self) -> Flow:
        return self.flows[self.cleaned_data["flow"]]

    def why(self, today: date) -> Why:
        said = self.cleaned_data
        return Why(
            barriers=frozenset(map(Barrier, said["barriers"])),
            words=said["words"],
            would_change=said["would_change"],
            from_on=said["from_on"] or today,
            review_on=said["review_on"],
        )


class KeepForm(RoleForm):
    review_on = DayField(label="Day of the next review", help_text=NEXT)


class EndForm(RoleForm):
    reason = forms.ChoiceField(label="Why is it over?", choices=choices(END_REASONS), widget=forms.RadioSelect)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, auto_id="end_%s", **more)  # it stands on one page with KeepForm

    def why(self) -> EndReason:
        return EndReason(self.cleaned_data["reason"])
