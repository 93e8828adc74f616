"""Hides what staff note of a family's request, and how it is extended, packed, reviewed and answered."""

from collections.abc import Sequence
from typing import Any

from django import forms

from rightstart.rights.requests.detail import Detail
from rightstart.rights.requests.gathering import Tried
from rightstart.rights.requests.keeping import Asked, Known
from rightstart.rights.requests.pack import Choice
from rightstart.rights.requests.reads import RequestRow
from rightstart.rights.requests.redaction import Part
from rightstart.rights.requests.replies import DETAILS
from rightstart.rights.requests.reviewing import Desk
from rightstart.rights.requests.rules import Asker, Changed, Outcome, RequestKind, Step, ends
from rightstart.safeguards.rules import ParentKnownBy
from rightstart.web.days import day
from rightstart.web.forms import Choice as Words
from rightstart.web.forms import DayField, choices, offer, unmarked
from rightstart.web.lifts.sentences import KNOWN_BY
from rightstart.web.rights.forms import AskingForm
from rightstart.web.rights.request_sentences import (
    ASKERS,
    CHANGED,
    DECLINED,
    DELAYS,
    GROUNDS,
    KINDS,
    OUTCOMES,
    PARTS,
)

NOT_YET = "not-yet"


class WhoForm(forms.Form):
    """Who asks, seen by somebody of the council."""

    known_by = forms.ChoiceField(
        label="How do you know that it is a parent?",
        choices=choices(KNOWN_BY),
        help_text="Keep no copy and note no number: what you select, your name and the moment are all that is kept.",
        widget=forms.RadioSelect,
    )
    asker = forms.ChoiceField(
        label="Which parent is it?",
        choices=choices(ASKERS),
        help_text="Not sure? Then say so: the copy leaves out where the family lives. Say nothing of what the record has.",
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        unmarked(self.fields["asker"])  # it is asked for as soon as anybody is known

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("known_by") not in (None, NOT_YET) and not told.get("asker"):
            self.add_error("asker", "Select which parent it is")
        return told

    def known(self) -> Known | None:
        told = self.cleaned_data
        if told["known_by"] == NOT_YET:
            return None
        return Known(ParentKnownBy(told["known_by"]), Asker(told["asker"]))


class RequestForm(WhoForm):
    birth = AskingForm.base_fields["birth"]
    received_on = DayField(label="When did it come?", required=False, help_text="Leave it blank for today")
    kind = forms.ChoiceField(label="What does the parent ask for?", choices=choices(KINDS), widget=forms.RadioSelect)
    detail = forms.ChoiceField(
        label="Which detail is wrong?",
        required=False,
        choices=[("", "None"), *choices(DETAILS)],
        help_text="For a detail to be put right",
        widget=forms.Select,
    )
    should_be = forms.CharField(
        label="What should it be?",
        required=False,
        max_length=1_000,
        help_text="Of an address each line, and the postcode as the last",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    said = forms.CharField(
        label="In the parent’s words",
        required=False,
        max_length=2_000,
        help_text="For a complaint, or whatever helps to answer. It is kept sealed, and only as long as the family is.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("birth", "kind", "received_on", "known_by", "asker", "detail", "should_be", "said")

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        later = (NOT_YET, "Not yet: I still have to ask for it")
        offer(self, "known_by", [*choices(KNOWN_BY), later])

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("kind") == RequestKind.CORRECTION and not (told.get("detail") and told.get("should_be")):
            self.add_error("detail", "Say which detail is wrong, and what it should be")
        if told.get("kind") == RequestKind.COMPLAINT and not told.get("said"):
            self.add_error("said", "Note what the complaint is about")
        return told

    def asked(self) -> tuple[str, Asked]:
        told = self.cleaned_data
        kind, correction = RequestKind(told["kind"]), told["kind"] == RequestKind.CORRECTION
        detail, should_be = (Detail(told["detail"]), told["should_be"]) if correction else (None, "")
        return told["birth"], Asked(kind, self.known(), told["said"], detail, should_be, told["received_on"])


class ExtendForm(forms.Form):
    why = forms.ChoiceField(label="Why are two months more needed?", choices=choices(DELAYS), widget=forms.RadioSelect)


class PersonForm(forms.Form):
    person = forms.ChoiceField(label="Who has it from now on?", widget=forms.Select)

    def __init__(self, *given: Any, people: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        offer(self, "person", [(str(number), name) for number, name in people])


class PackForm(forms.Form):
    """`guarded`: only the safeguarding lead is asked which parts go, and nothing is ticked beforehand."""

    notes = forms.MultipleChoiceField(
        label="Which of these notes go?",
        required=False,
        help_text="Read each. Tick it only if it is about this family alone. What you do not tick is left out.",
        widget=forms.CheckboxSelectMultiple,
    )
    parts = forms.MultipleChoiceField(
        label="Which of these parts go all the same?",
        required=False,
        choices=choices(PARTS),
        help_text="Each could tell somebody where the family is, or when something was said. What you do not tick is left out, "
        "and the pack does not say so. A protected home never goes.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given: Any, notes: Sequence[Tried], guarded: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        if notes:
            offer(
                self,
                "notes",
                [(str(one.number), Words(one.note, f"{one.centre}, {day(one.made_on)}")) for one in notes],
            )
        else:
            del self.fields["notes"]
        if not guarded:
            del self.fields["parts"]

    def choice(self) -> Choice:
        told = self.cleaned_data
        notes = frozenset(int(one) for one in told.get("notes", ()))
        return Choice(notes, frozenset(Part(one) for one in told.get("parts", ())))


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(label="How does it end?", widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label="If it is refused, why?",
        required=False,
        choices=[("", "It is not refused"), *choices(GROUNDS)],
        widget=forms.Select,
    )
    changed = forms.MultipleChoiceField(
        label="What was changed because of it?",
        required=False,
        choices=choices(CHANGED),
        help_text="Nothing, if you tick nothing",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given: Any, row: RequestRow, **more: Any) -> None:
        super().__init__(*given, **more)
        found = ends(row.kind, row.done)
        offer(self, "outcome", [(one.value, OUTCOMES[one]) for one in found])
        if Outcome.REFUSED not in found:
            del self.fields["ground"]
        if row.kind is not RequestKind.COMPLAINT or Step.ACKNOWLEDGED not in row.done:
            del self.fields["changed"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "ground" in self.fields and (told.get("outcome") == Outcome.REFUSED) != bool(told.get("ground")):
            self.add_error("ground", "Say why it is refused, and give no reason otherwise")
        return told

    def changes(self) -> list[Changed]:
        return [Changed(one) for one in self.cleaned_data.get("changed", ())]


class AcceptForm(forms.Form):
    baby = forms.ChoiceField(label="Which baby is it about?", widget=forms.RadioSelect)

    def __init__(self, *given: Any, desk: Desk, **more: Any) -> None:
        super().__init__(*given, **more)
        offer(self, "baby", [(one.reference, Words(one.name, one.now)) for one in desk.babies])
        if not desk.which:
            del self.fields["baby"]


class DeclineForm(forms.Form):
    why = forms.ChoiceField(label="Why does it stay as it is?", choices=choices(DECLINED), widget=forms.RadioSelect)
