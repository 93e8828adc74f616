"""Hides what is asked about another system: what it is, who runs it, how it is told, and whom each side rings."""

from datetime import date

from django import forms

from rightstart.handover.downstream import Answer
from rightstart.handover.rules import Way
from rightstart.handover.systems import Told
from rightstart.web.downstream.sentences import WAYS
from rightstart.web.forms import DayField, choices


class SystemForm(forms.Form):
    name = forms.CharField(label="Name of the system", max_length=100, help_text="For example, School admissions.")
    office = forms.CharField(
        label="Office that runs it", max_length=100, help_text="A role or an office, never a person’s name."
    )
    phone = forms.CharField(label="Telephone number of the office", max_length=40)
    way = forms.ChoiceField(label="How is it told?", choices=choices(WAYS), widget=forms.RadioSelect)
    email = forms.CharField(
        label="E-mail address of the office", required=False, max_length=200, help_text="If it is told by e-mail."
    )
    ring = forms.CharField(
        label="Whom the office rings at your council",
        required=False,
        max_length=100,
        help_text="By role and number, if it is told by e-mail. For example, Data steward, 01422 000000.",
    )
    from_on = DayField(label="From", required=False, help_text="Leave blank for today.")

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(said["name"], said["office"], Way(said["way"]), said["phone"], said["email"], said["ring"])

    def day(self) -> date | None:
        found: date | None = self.cleaned_data["from_on"]
        return found


class AnswerForm(forms.Form):
    """`told`: the office has been told and has not answered yet."""

    answer = forms.ChoiceField(choices=[(word, word) for word in ("told", *Answer)])
