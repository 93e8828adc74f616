"""Hides what is asked of whoever asks for a lift, and of whoever confirms it."""

from collections.abc import Set
from typing import Any

from django import forms

from rightstart.directory.rules import RoleKind
from rightstart.safeguards.lift import NotLifted
from rightstart.safeguards.rules import LIFTS, OF_A_PARENT, LiftReason, MarkerKind, ParentKnownBy
from rightstart.web.forms import choices, offer
from rightstart.web.lifts.sentences import KNOWN_BY, LIFT_REASONS, NOT_LIFTED
from rightstart.web.sentences import MARKERS


class AskForm(forms.Form):
    kind = forms.ChoiceField(label="Which marker should be lifted?", widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label="Why?",
        choices=choices(LIFT_REASONS),
        help_text="The second person decides by this.",
        widget=forms.RadioSelect,
    )
    known_by = forms.ChoiceField(
        label="If it is the parent’s word: how do you know that it is the parent?",
        choices=choices(KNOWN_BY),
        required=False,
        help_text="Keep no copy and note no number.",
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
        if given.get("reason") in OF_A_PARENT and not given.get("known_by"):
            self.add_error("known_by", NOT_LIFTED[NotLifted.PARENT_NOT_KNOWN])
        return given

    def asked(self) -> tuple[MarkerKind, LiftReason, ParentKnownBy | None]:
        told = self.cleaned_data
        known_by = ParentKnownBy(told["known_by"]) if told["known_by"] else None
        return MarkerKind(told["kind"]), LiftReason(told["reason"]), known_by


class ConfirmForm(forms.Form):
    checked = forms.BooleanField(label="I have checked this myself, and not only read the reason above")
