"""Hides how items and legal grounds are chosen: each beside its reason, its limit and its warning."""

from typing import Any, ClassVar, Final

from django import forms

from rightstart.agreements.fields import ITEMS
from rightstart.agreements.gateways import GATEWAYS, Gateway, Use, gateway
from rightstart.agreements.items import WHY, offered
from rightstart.agreements.signed_before import LAWFUL_BASIS
from rightstart.web.drafting.forms import QuestionForm, WordsField, within
from rightstart.web.drafting.place import Place
from rightstart.web.drafting.sentences import LAWYER
from rightstart.web.forms import Choice, offer, unmarked

OTHER: Final = "other"


def item_choices(*, to_centre: bool) -> list[tuple[str, Choice]]:
    """Every item that may be listed, with why it is needed and what happens without it."""
    return [
        (one.value, Choice(ITEMS[one][0].upper() + ITEMS[one][1:], WHY[one])) for one in offered(to_centre=to_centre)
    ]


def gateway_choices() -> list[tuple[str, Choice]]:
    """Every legal text that can carry a flow, with what it gives and where it ends."""
    return [
        (one.code, _gateway(one)) for one in GATEWAYS if one.use is Use.GROUND and not one.code.startswith("uk-gdpr")
    ]


def _gateway(one: Gateway) -> Choice:
    return Choice(
        one.name, f"{one.gives} Its limit: {one.limit[0].lower()}{one.limit[1:]}", LAWYER if one.needs_lawyer else None
    )


GROUNDS: Final = tuple(gateway_choices())


class ItemsForm(QuestionForm):
    items = forms.MultipleChoiceField(label="Details", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        offer(self, "items", item_choices(to_centre=self.place.to_centre))


class SideForm(QuestionForm):
    """One side's task, and the legal texts that it rests on: from the table, or in its own words."""

    at_fault = "gateways"
    side: ClassVar[str] = ""
    task = WordsField(label="Task", rows=3)
    gateways = forms.MultipleChoiceField(
        label="Which law lets it?", choices=GROUNDS, required=False, widget=forms.CheckboxSelectMultiple
    )
    other = WordsField(
        label="Another law, in your own words",
        rows=2,
        required=False,
        help_text="This table does not know it: ask a lawyer.",
    )

    def __init__(self, *given: Any, place: Place, **more: Any) -> None:
        super().__init__(*given, place=place, **more)
        named = within(place.sides[0 if self.side == "giver" else 1])
        self.fields["task"].label = f"Task of {named}"
        unmarked(self.fields["gateways"]).label = f"Which law lets {named} do it?"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and not given.get("gateways") and not given.get("other"):
            self.add_error("gateways", "Select a law, or enter another one")
        return given

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        own = [line.strip() for line in given["other"].splitlines() if line.strip()]
        return {f"{self.side}_task": given["task"], f"{self.side}_gateway": "; ".join([*given["gateways"], *own])}

    @classmethod
    def shown(cls, said: dict[str, Any]) -> dict[str, Any]:
        return {"task": said.get(f"{cls.side}_task", "")} | parted(said.get(f"{cls.side}_gateway", ""))


def parted(cites: str) -> dict[str, Any]:
    """What a side cites, parted into what the table offers and all else."""
    parts = [part.strip() for part in cites.split(";") if part.strip()]
    known = {code for code, _ in GROUNDS}
    return {
        "gateways": [part for part in parts if part in known],
        "other": "\n".join(part for part in parts if part not in known),
    }


class GiverForm(SideForm):
    side = "giver"


class TakerForm(SideForm):
    side = "taker"


class BasisForm(QuestionForm):
    basis = forms.ChoiceField(label="Which basis is it?", widget=forms.RadioSelect)
    other = WordsField(label="The other basis, in your own words", rows=2, required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        public = gateway(LAWFUL_BASIS)
        assert public is not None
        words = Choice(public.name, f"{public.gives} {public.limit}")
        offer(
            self,
            "basis",
            [(LAWFUL_BASIS, words), (OTHER, Choice("Another basis", "Ask your data protection officer first."))],
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("basis") == OTHER and not given.get("other"):
            self.add_error("other", "Enter the other basis")
        return given

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"lawful_basis": given["other"] if given["basis"] == OTHER else LAWFUL_BASIS}

    @classmethod
    def shown(cls, said: dict[str, Any]) -> dict[str, Any]:
        basis = said.get("lawful_basis", "")
        if basis in ("", LAWFUL_BASIS):
            return {"basis": basis}
        return {"basis": OTHER, "other": basis}
