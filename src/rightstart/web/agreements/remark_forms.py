"""Hides what is asked of whoever comments, advises, approves, signs, ends or sends a link."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from rightstart.agreements.remarks import MOST_WORDS, NotRemarked
from rightstart.agreements.reviewing import Review
from rightstart.agreements.sign import NotChanged
from rightstart.agreements.states import Advice
from rightstart.directory.people import OrganisationRow
from rightstart.directory.posts import roles_with
from rightstart.directory.rules import RoleKind, Verb
from rightstart.web.agreements.one_sheets import sentence
from rightstart.web.agreements.signing_sentences import ADVICE, NOT_REMARKED
from rightstart.web.forms import DayField, choices, offer
from rightstart.web.refusals.forms import ImpersonalField, RoleForm
from rightstart.web.sentences import NOT_CHANGED, OFFICES


class CommentForm(forms.Form):
    words = ImpersonalField(
        most=MOST_WORDS, label="Your comment", error_messages={"required": NOT_REMARKED[NotRemarked.NO_WORDS]}
    )


class AdviceForm(forms.Form):
    advice = forms.ChoiceField(label="What do you advise?", choices=choices(ADVICE), widget=forms.RadioSelect)
    words = ImpersonalField(most=MOST_WORDS, label="Why, and which changes", required=False)

    def given(self) -> Advice:
        return Advice(self.cleaned_data["advice"])


class SignForm(RoleForm):
    """A name put to the document that was shown, known by its SHA-256."""

    document = forms.CharField(widget=forms.HiddenInput)
    read = forms.BooleanField()

    def __init__(self, *given: Any, roles: Sequence[RoleKind], party: str, verb: str, **more: Any) -> None:
        super().__init__(*given, roles=roles, **more)
        as_role = f" as {OFFICES[roles[0]]}" if len(roles) == 1 else ""
        if len(roles) > 1:
            self.fields["role"].label = "In which role do you sign?"
        self.fields["read"].label = f"I have read the document, and {verb} it{as_role} for {party}"


class EndForm(forms.Form):
    ended_on = DayField(label="First day without it", help_text="Today or later. For example, 27/3/2027")

    def __init__(self, *given: Any, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self._today = today

    def clean_ended_on(self) -> date:
        said: date = self.cleaned_data["ended_on"]
        if said < self._today:
            raise forms.ValidationError(NOT_CHANGED[NotChanged.IN_THE_PAST])
        return said


class InviteForm(forms.Form):
    """To which office of which party a link is sent: one that the agreement names as a contact, or another that is typed."""

    who = forms.ChoiceField(label="Which office is it for?")
    email = forms.EmailField(
        label="E-mail address of that office",
        help_text="An address of the office, such as ig@example.org, that the party itself has given you.",
        error_messages={"invalid": "Enter an e-mail address in the correct format, like office@example.org"},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *given: Any, review: Review, own: str, **more: Any) -> None:
        super().__init__(*given, **more)
        others = [party for party in review.parties if party.code != own]
        offer(self, "who", [("", "Select one"), *((party.name, _offices(party)) for party in others)])

    def party(self) -> str:
        return str(self.cleaned_data["who"]).split(" ")[0]

    def role(self) -> RoleKind:
        return RoleKind(str(self.cleaned_data["who"]).split(" ")[1])


def _offices(party: OrganisationRow) -> list[tuple[str, str]]:
    roles = roles_with(Verb.COMMENT_AGREEMENT, party.kind)
    return [(f"{party.code} {role.value}", sentence(OFFICES[role])) for role in roles]
