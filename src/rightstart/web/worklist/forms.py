"""Hides what a worker is asked about one attempt at first contact."""

from collections.abc import Container, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from secrets import token_hex
from typing import Any, Final, TypeVar, assert_never

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from rightstart.contact.choosing import ALL, Choice, Order, Show, Whose
from rightstart.contact.follow_up import Told
from rightstart.contact.rules import (
    OUTGOING,
    RETURNED,
    AttemptOutcome,
    Channel,
    Interpreter,
    Made,
    NotAllowed,
    Objection,
    Referrer,
    Spoken,
)
from rightstart.contact.searching import LEAST_LETTERS
from rightstart.web.days import languages
from rightstart.web.forms import DayField, choices, offer, unmarked
from rightstart.web.worklist.sentences import (
    ATTEMPTS,
    CHANGES,
    CHANNELS,
    INTERPRETERS,
    OBJECTIONS,
    ORDERS,
    REFERRERS,
    SHOWS,
    WHOSE,
)
from rightstart.web.worklist.tables import TO_NOBODY, Carers

LONGEST_NOTE = 500
SEVERAL: Final = "Assign the selected families to"
CHOSEN: Final[dict[str, type[Any]]] = {"show": Show, "whose": Whose, "order": Order}
Code = TypeVar("Code", bound=StrEnum)


class ToldForm(forms.Form):
    """What is asked about anything that is recorded of a family: how and when it was known, and a note.

    `form`: by which it is known when it is sent twice, for nothing is recorded twice.
    """

    channel = forms.ChoiceField(label="How did you try?", choices=choices(CHANNELS), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(label="What came of it?", choices=choices(ATTEMPTS), widget=forms.RadioSelect)
    made_on = DayField(label="Day of the attempt")
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=LONGEST_NOTE,
        help_text="Only what the next colleague needs. Nothing about health, and nothing about other people.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    form = forms.RegexField("^[0-9a-f]{32}$", required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.today = today
        self.fields["made_on"].initial = today
        self.fields["form"].initial = token_hex(16)

    def clean_made_on(self) -> date:
        return not_later(self.cleaned_data["made_on"], self.today)

    def made(self) -> Made:
        return Made(Channel(self.cleaned_data["channel"]), AttemptOutcome(self.cleaned_data["outcome"]))

    def told(self) -> Told:
        return {name: self.cleaned_data[name] for name in ("made_on", "note", "form")}  # type: ignore[return-value]

    def object_to(self, answer: NotAllowed) -> None:
        """Say why the rules do not let this be recorded, beside the question that it concerns."""
        self.add_error(_field_of(answer.why), OBJECTIONS[answer.why])


class AttemptForm(ToldForm):
    """One attempt at first contact, or what was heard of a family that waits."""

    def __init__(self, *given: Any, waits: bool, shut: Container[Channel] = (), **more: Any) -> None:
        """`shut`: what is not offered; what stops contact is taken all the same, however it was heard."""
        super().__init__(*given, **more)
        offered = [(channel, words) for channel, words in CHANNELS.items() if channel not in shut]
        self.fields["channel"].widget.choices = choices(dict(offered))
        if waits:  # nobody goes out to the family, so only what comes from it is asked about
            heard = {outcome: words for outcome, words in ATTEMPTS.items() if outcome not in OUTGOING}
            self.fields["channel"].label = "How did you hear?"
            self.fields["outcome"] = forms.ChoiceField(
                label="What did you hear?", choices=choices(heard), widget=forms.RadioSelect
            )
            self.fields["made_on"].label = "Day on which you heard"


class ChangedForm(ToldForm):
    """What has changed about a family, by itself, without anybody having tried to reach it."""

    field_order = ("outcome", "language", "interpreter", "channel", "made_on", "note", "form")
    outcome = forms.ChoiceField(label="What has changed?", choices=choices(CHANGES), widget=forms.RadioSelect)
    language = unmarked(forms.ChoiceField(label="Language, if that has changed", required=False))
    interpreter = unmarked(
        forms.ChoiceField(
            label="Does the family need an interpreter?",
            required=False,
            choices=[*choices(INTERPRETERS), ("", "Not known")],
            widget=forms.RadioSelect,
        )
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["channel"].label = "How do you know?"
        self.fields["made_on"].label = "Day on which you heard"
        offer(self, "language", [("", "As before"), *languages()])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        speaks = told.get("language") or told.get("interpreter")
        if told.get("outcome") == AttemptOutcome.LANGUAGE and not speaks:
            self.add_error("language", "Select a language, or say whether an interpreter is needed")
        if told.get("outcome") and told["outcome"] != AttemptOutcome.LANGUAGE and speaks:
            self.add_error("outcome", "Select one change at a time: language, or the other")
        return told

    def made(self) -> Made:
        """A letter that comes back says that the address is wrong, and so does whoever lives there."""
        made = super().made()
        by_post = made == Made(Channel.LETTER, AttemptOutcome.NOT_AT_ADDRESS)
        return RETURNED if by_post else made

    def told(self) -> Told:
        interpreter = self.cleaned_data["interpreter"]
        spoken = Spoken(self.cleaned_data["language"] or None, Interpreter(interpreter) if interpreter else None)
        return {**super().told(), "spoken": spoken, "heard": True}


class ReferralForm(forms.Form):
    """Who asked the centre to see a family, and when."""

    by_whom = forms.ChoiceField(
        label="Who referred the family to you?", choices=choices(REFERRERS), widget=forms.RadioSelect
    )
    referred_on = DayField(label="Day of the referral")

    def __init__(self, *given: Any, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.today = today
        self.fields["referred_on"].initial = today

    def clean_referred_on(self) -> date:
        return not_later(self.cleaned_data["referred_on"], self.today)

    def told(self) -> tuple[Referrer, date]:
        return Referrer(self.cleaned_data["by_whom"]), self.cleaned_data["referred_on"]


def not_later(on: date, today: date) -> date:
    if on > today:
        raise forms.ValidationError("Enter a day that is not in the future")
    return on


def _field_of(why: Objection) -> str:
    match why:
        case Objection.VISIT_BEFORE_ANSWER | Objection.BEFORE_LETTER | Objection.ADDRESS_IN_DOUBT:
            return "channel"
        case Objection.CLOSED | Objection.STOPPED | Objection.IMPOSSIBLE_OUTCOME | Objection.WAITS:
            return "outcome"
    assert_never(why)


class ChoosingForm(forms.Form):
    """Which families to show, and in which order: nothing of it says anything of anybody, so it may stand in an address."""

    show = forms.ChoiceField(label="Show", choices=choices(SHOWS))
    whose = forms.ChoiceField(label="Whose", choices=choices(WHOSE))
    order = forms.ChoiceField(label="Order", choices=choices(ORDERS))


@cache
def choosing(choice: Choice) -> SafeString:
    """The form with what is chosen already, drawn once: it is the same on everybody's worklist, and a tenth of the page's time."""
    return render_to_string(
        "worklist/choosing.html", {"asked": ChoosingForm(initial=in_codes(choice)), "chosen": choice != ALL}
    )


@cache
def blank_search() -> SafeString:
    """The search form with nothing in it yet, drawn once for everybody too."""
    return SearchForm().render()


def in_codes(choice: Choice) -> dict[str, str]:
    """A choice as an address asks for it."""
    return {name: str(getattr(choice, name)) for name in CHOSEN}


def chosen(asked: Mapping[str, str]) -> Choice:
    """What an address asks for; where it asks for nothing that there is, everything, due first."""
    return Choice(*(_one_of(codes, asked.get(name)) for name, codes in CHOSEN.items()))


def _one_of(codes: type[Code], asked: str | None) -> Code:
    """The code that is asked for, else the first one."""
    return next((one for one in codes if one.value == asked), next(iter(codes)))


class AssignForm(forms.Form):
    """To whom families are given."""

    to = forms.ChoiceField()

    def __init__(self, *given: Any, carers: Carers, label: str = "Assign to", **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["to"].label = label
        offer(self, "to", carers.choices())

    def person(self) -> int | None:
        return None if self.cleaned_data["to"] == TO_NOBODY else int(self.cleaned_data["to"])


class SearchForm(forms.Form):
    words = forms.CharField(
        label="Name or postcode",
        min_length=LEAST_LETTERS,
        max_length=80,
        help_text="The beginning of a name is enough",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter a name or a postcode", "min_length": "Enter at least two letters"},
    )
