"""Hides what is asked of whoever takes a visit sheet, or says what became of one."""

from collections.abc import Sequence
from typing import Any

from django import forms

from rightstart.visits.out import SheetRow
from rightstart.visits.rules import Form
from rightstart.web.forms import choices, offer
from rightstart.web.visits.sentences import FORMS


class TakeForm(forms.Form):
    form = forms.ChoiceField(
        label="What do you need?", choices=choices(FORMS), initial=Form.PDF.value, widget=forms.RadioSelect
    )

    def said(self) -> Form:
        return Form(self.cleaned_data["form"])


class DestroyedForm(forms.Form):
    """Which sheets are destroyed, of those that one may say it of."""

    sheet = forms.MultipleChoiceField(label="Which sheets are destroyed?", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *given: Any, rows: Sequence[SheetRow], **more: Any) -> None:
        super().__init__(*given, **more)
        offer(self, "sheet", [(one.reference, f"{one.reference}, {one.name}") for one in rows])
