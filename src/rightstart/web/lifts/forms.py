"""Hides what is asked of whoever asks for a lift, and of whoever confirms it."""

from collections.abc import Set
from typing import Any

from django import forms

from rightstart.directory.rules import RoleKind
from rightstart.safeguards.rules import LIFTS, LiftReason, MarkerKind
from rightstart.web.forms import choices, offer
from rightstart.web.lifts.sentences import LIFT_REASONS
from rightstart.web.sentences import MARKERS


class AskForm(forms.Form):
    kind = forms.ChoiceField(label="Which marker should be lifted?", widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label="Why?",
        choices=choices(LIFT_REASONS),
        help_text="The second person decides by this.",
        widget=forms.RadioSelect,
    )

    def __init__(self, *given: Any, roles: Set[RoleKind], **more: Any) -> None:
        super().__init__(*given, **more)
        offer(self, "kind", choices({kind: MARKERS[kind] for kind, rule in LIFTS.items() if roles & rule.asks}))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("kind") and given.get("reason"):
            rule = LIFTS[MarkerKind(given["kind"])]
            if given["reason"] not in rule.reasons:
                others = "; or ".join(LIFT_REASONS[one][:1].lower() + LIFT_REASONS[one][1:] for one in rule.reasons)
                self.add_error("reason", f"This cannot end such a marker. What can: {others}")
        return given

    def asked(self) -> tuple[MarkerKind, LiftReason]:
        return MarkerKind(self.cleaned_data["kind"]), LiftReason(self.cleaned_data["reason"])


class ConfirmForm(forms.Form):
    checked = forms.BooleanField(label="I have checked this myself, and not only read the reason above")
