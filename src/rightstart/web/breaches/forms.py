"""Hides what is asked of whoever opens an entry of the log or takes the next step: codes, days and references alone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django import forms

from rightstart.breaches.codes import (
    Advice,
    Cause,
    Consequence,
    Kind,
    Late,
    Measure,
    NotBreach,
    NotNotified,
    NotTold,
    Risk,
    Way,
)
from rightstart.breaches.log import About, OfBirth, OfCentre, OfConsignment
from rightstart.breaches.rules import Act
from rightstart.breaches.said import Advised, Clear, Close, Find, Notify, NotNotify, NotTell, Said, TakeUp, Tell
from rightstart.breaches.wording import (
    ADVICE,
    CAUSES,
    CONSEQUENCES,
    DEMANDS,
    KINDS,
    LATE,
    MEASURES,
    NOT_BREACH,
    NOT_NOTIFIED,
    NOT_TOLD,
    RISKS,
    WAYS,
)
from rightstart.web.forms import Choice, DayField, choices, unmarked

REFERENCE: Final = r"^[A-Za-z0-9_-]{1,64}$"
ONLY: Final = "Enter the reference only: letters, figures and dashes"


class _Reference(forms.RegexField):
    def __init__(self, label: str, help_text: str) -> None:
        super().__init__(
            regex=REFERENCE,
            label=label,
            help_text=help_text,
            required=False,
            error_messages={"invalid": ONLY},
            widget=forms.TextInput(
                attrs={"spellcheck": "false", "autocomplete": "off", "class": "govuk-input--width-20"}
            ),
        )


class AboutForm(forms.Form):
    """One of three: a birth, a file, or a centre on some days."""

    about = forms.ChoiceField(
        label="What does it concern?",
        choices=[
            ("birth", "One family, by the reference of a birth"),
            ("consignment", "A whole file, by the reference on its receipt"),
            ("centre", "What one centre was sent on some days"),
        ],
        widget=forms.RadioSelect,
    )
    birth = unmarked(_Reference("Reference of the birth", "For one family. Not a name, not an NHS number"))
    consignment = unmarked(_Reference("Reference of the file", "For a whole file. It stands on the receipt"))
    centre = unmarked(forms.ChoiceField(label="Centre", required=False))
    from_on = unmarked(DayField(label="First day", required=False))
    until_on = unmarked(DayField(label="Last day", required=False))

    NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
        "birth": ("birth",),
        "consignment": ("consignment",),
        "centre": ("centre", "from_on", "until_on"),
    }

    def __init__(self, *given: Any, centres: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        field = self.fields["centre"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Select a centre"), *centres]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for name in self.NEEDS.get(given.get("about", ""), ()):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        return given

    def given(self) -> About:
        told = self.cleaned_data
        match told["about"]:
            case "birth":
                return OfBirth(told["birth"])
            case "consignment":
                return OfConsignment(told["consignment"])
            case _:
                return OfCentre(told["centre"], told["from_on"], told["until_on"])


class OpenForm(AboutForm):
    known_at = forms.DateTimeField(
        label="Since when has anybody at the council known of it?",
        help_text="The 72 hours run from then, not from now. Leave blank for now. For example, 27/3/2026 9:30",
        required=False,
        input_formats=["%d/%m/%Y %H:%M", "%d/%m/%Y", "%d %B %Y %H:%M", "%d %B %Y"],
        error_messages={"invalid": "Enter a day and time, like 27/3/2026 9:30"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )

    def known(self, otherwise: datetime) -> datetime:
        told: datetime | None = self.cleaned_data["known_at"]
        return told or otherwise


# -- the steps ---------------------------------------------------------------------------------------------------------


def _one_of(label: str, table: Mapping[Any, str], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices(table), widget=forms.RadioSelect, **more)


def _some_of(label: str, table: Mapping[Any, str], **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices(table), widget=forms.CheckboxSelectMultiple, **more)


class StepForm(forms.Form):
    """What a step asks; `given` is what was said."""

    def given(self) -> Said:
        raise NotImplementedError


class TakeUpForm(StepForm):
    def given(self) -> Said:
        return TakeUp()


class FindForm(StepForm):
    kinds = _some_of("What broke?", KINDS)
    cause = _one_of("What was the cause?", CAUSES)
    risk = forms.ChoiceField(
        label="What risk is there to people?",
        choices=[(one.value, Choice(words, DEMANDS[one])) for one, words in RISKS.items()],
        help_text="A bereaved family that is written to, or an address that somebody hides from, is a high risk.",
        widget=forms.RadioSelect,
    )
    consequences = _some_of("What may come of it?", CONSEQUENCES)
    measures = _some_of("What was done about it?", MEASURES, required=False)

    def given(self) -> Said:
        told = self.cleaned_data
        return Find(
            tuple(map(Kind, told["kinds"])),
            Cause(told["cause"]),
            Risk(told["risk"]),
            tuple(map(Consequence, told["consequences"])),
            tuple(map(Measure, told["measures"])),
        )


class ClearForm(StepForm):
    reason = _one_of("Why is it not a breach?", NOT_BREACH)

    def given(self) -> Said:
        return Clear(NotBreach(self.cleaned_data["reason"]))


class AdviseForm(StepForm):
    advice = _one_of("What does the data protection officer advise?", ADVICE)

    def given(self) -> Said:
        return Advised(Advice(self.cleaned_data["advice"]))


class NotifyForm(StepForm):
    late = forms.ChoiceField(
        label="Was it told within the 72 hours?",
        choices=[("", "Yes, or this is only more of what was told"), *choices(LATE)],
        help_text="If not, say why: the law demands a reason.",
        required=False,
        widget=forms.RadioSelect,
    )

    def given(self) -> Said:
        told = self.cleaned_data["late"]
        return Notify(Late(told) if told else None)


class NotNotifyForm(StepForm):
    reason = _one_of("Why need the regulator not be told?", NOT_NOTIFIED)

    def given(self) -> Said:
        return NotNotify(NotNotified(self.cleaned_data["reason"]))


class TellForm(StepForm):
    ways = _some_of("How were they told?", WAYS)

    def given(self) -> Said:
        return Tell(tuple(map(Way, self.cleaned_data["ways"])))


class NotTellForm(StepForm):
    reason = _one_of("Why are the people not told?", NOT_TOLD)

    def given(self) -> Said:
        return NotTell(NotTold(self.cleaned_data["reason"]))


class CloseForm(StepForm):
    def given(self) -> Said:
        return Close()


FORMS: Final[Mapping[str, type[StepForm]]] = {
    Act.TAKE_UP: TakeUpForm,
    Act.FIND: FindForm,
    Act.CLEAR: ClearForm,
    "advised": AdviseForm,
    Act.NOTIFY: NotifyForm,
    Act.NOT_NOTIFY: NotNotifyForm,
    Act.TELL: TellForm,
    Act.NOT_TELL: NotTellForm,
    Act.CLOSE: CloseForm,
}
