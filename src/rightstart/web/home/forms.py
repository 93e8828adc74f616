"""Hides how somebody with roles at several organisations says for which one they work now."""

from collections.abc import Sequence
from typing import Any

from django import forms

from rightstart.directory.people import OrganisationRow
from rightstart.web.forms import offer


class WorkplaceForm(forms.Form):
    workplace = forms.ChoiceField(label="Where do you work today?", widget=forms.RadioSelect)

    def __init__(self, *given: Any, offered: Sequence[OrganisationRow], **more: Any) -> None:
        super().__init__(*given, **more)
        offer(self, "workplace", [(one.code, one.name) for one in offered])
