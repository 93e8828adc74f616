"""Hides what each plain question asks for, and how its answer is kept and shown again."""

from datetime import date, timedelta
from typing import Any, ClassVar, Final

from django import forms

from rightstart.agreements.barriers import names_somebody
from rightstart.agreements.fields import CONFIDENTIALITY, EXIT_RULES, FIRST_CONTACTS, INFORMERS
from rightstart.agreements.rules import Frequency
from rightstart.agreements.wording import MOST_DAYS, MOST_MONTHS
from rightstart.intake.contracts.known import CONTRACTS
from rightstart.web.drafting.place import Place
from rightstart.web.forms import DayField, choices, offer
from rightstart.web.sentences import ATTESTATIONS

MOST_WORDS, MOST_ON_A_LINE = 4000, 300
SOMEBODY: Final = "Take out names, numbers and addresses of people: write of offices, systems and laws only"
A_DAY: Final = timedelta(days=1)


def impersonal(words: str) -> None:
    """Refuses free words that look like somebody's details."""
    if names_somebody(words):
        raise forms.ValidationError(SOMEBODY)


class WordsField(forms.CharField):
    """Free words of an agreement."""

    def __init__(self, *, rows: int = 4, **more: Any) -> None:
        lines = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=MOST_WORDS, widget=lines, validators=[impersonal], **more)


class LineField(forms.CharField):
    """The same on one line."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=MOST_ON_A_LINE, validators=[impersonal], **more)


def number(label: str, least: int, most: int, help_text: str = "") -> forms.IntegerField:
    """A whole number between two bounds."""
    said = f"Enter a whole number from {least} to {most}"
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        help_text=help_text,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), said),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )


class QuestionForm(forms.Form):
    """One question. `at_fault`: the field beside which it is said why an answer cannot stand."""

    at_fault: ClassVar[str] = ""

    def __init__(self, *given: Any, place: Place, **more: Any) -> None:
        super().__init__(*given, **more)
        self.place = place

    def said(self) -> dict[str, Any]:
        """The answer as it is kept: under the names of the terms, days as text."""
        return {name: str(value) if isinstance(value, date) else value for name, value in self.cleaned_data.items()}

    @classmethod
    def shown(cls, said: dict[str, Any]) -> dict[str, Any]:
        """An answer as its fields take it."""
        days = {name for name, field in cls.base_fields.items() if isinstance(field, DayField)}
        return {name: date.fromisoformat(value) if name in days and value else value for name, value in said.items()}

    def refuse(self, sentence: str) -> None:
        self.add_error(self.at_fault or next(iter(self.fields)), sentence)


def radios(label: str, options: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=options, widget=forms.RadioSelect, **more)


class OperatorsForm(QuestionForm):
    giver_operator = LineField(label="Who runs it for who gives?", required=False)
    taker_operator = LineField(label="Who runs it for who receives?", required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for name, side in zip(self.fields, self.place.sides, strict=True):
            self.fields[name].label = f"Who runs it for {within(side)}?"


class PurposeForm(QuestionForm):
    purpose = WordsField(label="Purpose")


class HealthForm(QuestionForm):
    special_category = LineField(
        label="Condition in UK GDPR Article 9", help_text="For example, Article 9(2)(g) or 9(2)(h). It needs a lawyer."
    )
    dpa_condition = LineField(
        label="Condition in the Data Protection Act 2018, Schedule 1",
        help_text="For example, paragraph 2, 6 or 18. Paragraphs 6 and 18 are thought to ask for a policy document of their own.",
    )


class ConfidentialityForm(QuestionForm):
    giver_confidentiality = radios("Position of who gives", choices(CONFIDENTIALITY))
    taker_confidentiality = radios("Position of who receives", choices(CONFIDENTIALITY))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        told = [(one.value, words[0].upper() + words[1:]) for one, words in CONFIDENTIALITY.items()]
        for name, side in zip(self.fields, self.place.sides, strict=True):
            self.fields[name].label = f"What is the position of {within(side)}?"
            offer(self, name, told)


def within(side: str) -> str:
    """A side in the middle of a sentence: a name as it is, "Each centre" as "each centre"."""
    return side[0].lower() + side[1:] if side.startswith(("Each ", "The side ")) else side


class DeliveryForm(QuestionForm):
    frequency = radios("How often are details delivered?", [(one.value, one.capitalize()) for one in Frequency])
    contract = forms.ChoiceField(
        label="Under which version of the feed contract?",
        choices=[(version, f"Version {version}") for version in CONTRACTS],
        help_text="It fixes columns and codes. A file outside it is held.",
    )
    tells_back = forms.BooleanField(
        label="The council may tell them of letters that came back, and offer them corrections", required=False
    )


class ContactForm(QuestionForm):
    at_fault = "target_day"
    earliest_contact_day = number(
        "Earliest day of contact after birth", 0, MOST_DAYS, "15 is usual: health visitors have mostly been by then."
    )
    visit_opens = forms.BooleanField(
        label="The health visitor’s first visit opens contact earlier, where its day is told", required=False
    )
    target_day = number("Day after birth by which a family is to be contacted", 0, MOST_DAYS, "42 is usual: six weeks.")
    freshness_days = number(
        "How many days old may the supplier’s last word be?",
        1,
        MOST_DAYS,
        "Nobody is contacted on older news. With weekly files, 7; with monthly ones at least 31.",
    )
    first_contact = radios(
        "How may a centre get in touch by itself?",
        [(one.value, words[0].upper() + words[1:]) for one, words in FIRST_CONTACTS.items()],
        help_text="A letter first is usual. What a family says by itself is heard whatever you choose, and a family may always "
        "come to the centre.",
    )


class AttestsForm(QuestionForm):
    """What a supplier confirms; none of it is no answer but a choice."""

    attests = forms.MultipleChoiceField(
        label="They confirm that",
        choices=choices(ATTESTATIONS),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ExclusionsForm(QuestionForm):
    exclusions = WordsField(label="Who is left out", rows=5)


class InformingForm(QuestionForm):
    informed_by = radios("Who tells parents?", choices(INFORMERS))
    informed_how = WordsField(label="How are they told?")

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        named = dict(zip(INFORMERS, self.place.sides, strict=False))
        said = {one: named.get(one, words[0].upper() + words[1:]) for one, words in INFORMERS.items()}
        offer(self, "informed_by", choices(said))


class ObjectionsForm(QuestionForm):
    objections = WordsField(label="How parents may object")


class RetentionForm(QuestionForm):
    at_fault = "retention_months"
    retention_months = number("Months after birth for which families never reached are kept", 1, MOST_MONTHS)
    retention = WordsField(label="How long is everything else kept?")


class SecurityForm(QuestionForm):
    security = WordsField(label="Security", rows=5)


class EndForm(QuestionForm):
    exit_rule = radios(
        "What becomes of families who were contacted already?",
        [(one.value, words[0].upper() + words[1:]) for one, words in EXIT_RULES.items()],
    )
    exit_clause = WordsField(
        label="Exit clause", help_text="The same in the agreement’s own words, with what is destroyed and by when."
    )


class AssessmentForm(QuestionForm):
    dpia_reference = LineField(label="Reference of the data protection impact assessment")
    dpia_on = DayField(label="Its day")


class DaysForm(QuestionForm):
    """`ends_on` is kept as the first day without it; people name the last day with it."""

    at_fault = "last_on"
    from_on = DayField(label="First day")
    last_on = DayField(label="Last day")
    review_on = DayField(
        label="Day of review",
        help_text="It is overdue from this day on, and then nothing flows. For example, 27/3/2027",
    )

    def said(self) -> dict[str, Any]:
        days = self.cleaned_data
        return {
            "from_on": str(days["from_on"]),
            "ends_on": str(days["last_on"] + A_DAY),
            "review_on": str(days["review_on"]),
        }

    @classmethod
    def shown(cls, said: dict[str, Any]) -> dict[str, Any]:
        days = {name: date.fromisoformat(value) for name, value in said.items()}
        if "ends_on" in days:
            days["last_on"] = days.pop("ends_on") - A_DAY
        return days
