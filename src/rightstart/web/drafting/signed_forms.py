"""Hides the one page beside a paper that is signed already, and what a person confirms of the signatures under it."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from rightstart.agreements.fields import EXIT_RULES, OFFICES
from rightstart.agreements.signed_before import LARGEST, NotTaken, Short, Signature
from rightstart.agreements.wording import NotDrafted
from rightstart.directory.people import OrganisationRow
from rightstart.directory.posts import ROLES_AT
from rightstart.directory.rules import SIGNS, OrganisationKind, RoleKind
from rightstart.intake.contract import Attestation
from rightstart.terms import Item
from rightstart.web.drafting.forms import A_DAY, LineField, WordsField, radios
from rightstart.web.drafting.grounds import item_choices
from rightstart.web.drafting.sentences import NOT_DRAFTED, NOT_TAKEN
from rightstart.web.forms import Choice, DayField, offer

# Ticked to begin with: without these a birth cannot be taken in and led to a centre.
NEEDED: Final = [
    one.value
    for one in (
        *(Item.BABY_SURNAME, Item.BORN_ON, Item.PARENT_NAME, Item.ADDRESS, Item.POSTCODE),
        *(Item.CONFINEMENT, Item.TOLD_ON),
    )
]
GIVES: Final = "Who gives is the supplier; where it is with your own centres, the council."
TAKES: Final = "Who receives is the council; where it is with your own centres, the centres."
CITES: Final = "As the paper cites it. For example, {}. Several stand apart by semicolons."
AT_FAULT: Final = {
    NotTaken.NO_PAPER: "paper",
    NotTaken.TOO_LARGE: "paper",
    NotTaken.ENDED: "last_on",
    NotTaken.MIXED: "others",
    NotDrafted.NOT_A_PDF: "paper",
    NotDrafted.DATES: "last_on",
    NotDrafted.FORBIDDEN_ITEM: "items",
}


class ShortForm(forms.Form):
    """What the gate enforces, as the paper says it. Everything else is preset, and the paper says the rest."""

    paper = forms.FileField(
        label="The signed agreement",
        help_text=f"A PDF of at most {LARGEST // 1_000_000} MB, with the signatures of both sides.",
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )
    others = forms.MultipleChoiceField(
        label="Who is it with?",
        help_text="One supplier; or each of your own centres that the instruction covers.",
        widget=forms.CheckboxSelectMultiple,
    )
    items = forms.MultipleChoiceField(
        label="Which details may be told?",
        help_text="Tick what the paper lists, and nothing else.",
        widget=forms.CheckboxSelectMultiple,
    )
    giver_task = WordsField(label="Task of who gives", rows=2, help_text=GIVES)
    giver_gateway = LineField(label="Law on which who gives relies", help_text=CITES.format("Children Act 2004 s.10"))
    taker_task = WordsField(label="Task of who receives", rows=2, help_text=TAKES)
    taker_gateway = LineField(
        label="Law on which who receives relies", help_text=CITES.format("Childcare Act 2006 ss.1–4")
    )
    from_on = DayField(label="First day")
    last_on = DayField(label="Last day")
    exit_rule = radios(
        "At the end, what becomes of families who were contacted already?",
        [(one.value, words[0].upper() + words[1:]) for one, words in EXIT_RULES.items()],
    )

    def __init__(self, *given: Any, suppliers: Sequence[Any], centres: Sequence[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        kept = bool(self.initial.get("giver_task"))
        if kept:
            self.fields["paper"].required = False
            self.fields["paper"].help_text = "Leave it blank to keep the PDF that is here."
        options = [(one.code, Choice(one.name, "A supplier of births")) for one in suppliers]
        options += [(one.code, Choice(one.name, "A centre of your council")) for one in centres]
        offer(self, "others", options)
        offer(self, "items", item_choices(to_centre=False))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if (paper := given.get("paper")) and paper.size > LARGEST:
            self.add_error("paper", NOT_TAKEN[NotTaken.TOO_LARGE])
        return given

    def content(self) -> bytes | None:
        """The PDF; None where the one that is kept stays. Its file name is not kept, for people write things in file names."""
        paper = self.cleaned_data.get("paper")
        content: bytes | None = paper.read() if paper else None
        return content

    def short(self) -> Short:
        said = self.cleaned_data
        return Short(
            others=tuple(said["others"]),
            items=frozenset(map(Item, said["items"])),
            from_on=said["from_on"],
            ends_on=said["last_on"] + A_DAY,
            exit_rule=said["exit_rule"],
            attests=frozenset(one.value for one in Attestation),
            **{name: said[name] for name in ("giver_task", "giver_gateway", "taker_task", "taker_gateway")},
        )

    @classmethod
    def shown(cls, short: Short) -> dict[str, Any]:
        said = {name: getattr(short, name) for name in short.__struct_fields__ if name not in ("ends_on", "attests")}
        kept = {"others": list(short.others), "items": sorted(map(str, short.items))}
        return said | kept | {"last_on": short.ends_on - A_DAY}

    def refuse(self, why: NotTaken | NotDrafted, *, at_giver: bool) -> None:
        """Say why it is not taken beside the field that it belongs to; of the two laws beside the one at fault."""
        sentence = NOT_TAKEN[why] if isinstance(why, NotTaken) else NOT_DRAFTED[why]
        self.add_error(AT_FAULT.get(why, "giver_gateway" if at_giver else "taker_gateway"), sentence)


class ConfirmForm(forms.Form):
    """Who signed by hand for each party, and when; and a person's word that it is so."""

    def __init__(self, *given: Any, signers: Sequence[OrganisationRow], **more: Any) -> None:
        super().__init__(*given, **more)
        self.signers = signers
        for number, party in enumerate(signers):
            self.fields[f"role_{number}"] = forms.ChoiceField(
                label=f"Who signed it for {party.name}?", choices=_roles(party)
            )
            self.fields[f"on_{number}"] = DayField(label=f"On which day was it signed for {party.name}?")
        words = "The signature stands" if len(signers) == 1 else "Both signatures stand"
        self.fields["stands"] = forms.BooleanField(label=f"{words} under this PDF, and what is entered is what it says")

    def signatures(self) -> dict[str, Signature]:
        said = self.cleaned_data
        return {
            party.code: Signature(RoleKind(said[f"role_{number}"]), said[f"on_{number}"])
            for number, party in enumerate(self.signers)
        }


def _roles(party: OrganisationRow) -> list[tuple[str, str]]:
    """The offices that sign for an organisation of this kind."""
    fit = [one for one in RoleKind if one in SIGNS & ROLES_AT[party.kind]]
    found = [(one.value, OFFICES[one][0].upper() + OFFICES[one][1:]) for one in fit]
    return found if party.kind is OrganisationKind.COUNCIL else found[::-1]
