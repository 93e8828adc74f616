"""Hides whose desk it is: a supplier sends its own file; a council brings in one that its supplier sent it another way.

The same questions with the same answers: a council is asked for its supplier's word, and never for its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django import forms

from rightstart.agreements import register
from rightstart.agreements.rules import Hop
from rightstart.directory.rules import OrganisationKind
from rightstart.intake.contract import Attestation, Kind
from rightstart.web.consignments.forms import SendForm, TryForm
from rightstart.web.consignments.sheet import councils_of
from rightstart.web.forms import choices, offer
from rightstart.web.seat import Seat

WROTE: Final = {
    Attestation.LIVE_ONLY: "The supplier wrote to us that only live births are in the file",
    Attestation.DEATHS: "The supplier wrote to us that babies known to have died are removed or marked",
    Attestation.PROTECTED: "The supplier wrote to us that protected addresses are removed or marked",
    Attestation.ADOPTIONS: "The supplier wrote to us that adoptions are removed or marked",
    Attestation.OBJECTORS: "The supplier wrote to us that families that object are removed or marked, and the others were told",
}
KINDS_BROUGHT: Final = {
    Kind.BIRTHS: "Births newly known to the supplier",
    Kind.STATUS: "Changes to births sent before (status file)",
    Kind.ARRIVALS: "Families with a child under five who have moved in",
}
LABELS: Final = {
    "nil": "The supplier wrote that there is nothing to report: this is a nil return, without a file",
    "attests": "What did the supplier write to you about this file?",
    "as_at": "When did the supplier draw the extract?",
    "births_in_period": "How many births does the supplier say it had for you in the period?",
}
HELPS: Final = {
    "file": "The file as it came, unchanged: Excel workbook (.xlsx) or CSV.",
    "attests": "Tick only what its message says of this very file. What is not ticked holds the births concerned.",
    "as_at": "As its message says; not the day on which you bring it in. For example, 27/3/2026 9:30",
    "births_in_period": "Its own total lets both sides see whether any were lost on the way.",
}


class Brought(SendForm):
    """The same questions, asked of what a supplier wrote. When it drew the extract must be said: that is how old its word is."""

    OTHER: ClassVar = "supplier"
    field_order = ("supplier",)

    supplier = forms.ChoiceField(label="Which supplier is the file from?", widget=forms.Select)

    def __init__(self, *given: Any, agreed: frozenset[Attestation], **more: Any) -> None:
        super().__init__(*given, **more)
        del self.fields["council"]
        offer(self, "kind", choices(KINDS_BROUGHT))
        offer(self, "attests", [(one.value, words) for one, words in WROTE.items() if one in agreed])
        for name in LABELS.keys() & self.fields.keys():
            self.fields[name].label = LABELS[name]
        for name in HELPS.keys() & self.fields.keys():
            self.fields[name].help_text = HELPS[name]
        if "as_at" in self.fields:
            self.fields["as_at"].required = True

    def between(self, own: str) -> dict[str, Any]:
        return {"supplier": self.cleaned_data["supplier"], "council": own, "brought_by": own}


class BringForm(Brought):
    """A supplier's file, brought in by the council that it was sent to."""


class BringTryForm(Brought, TryForm):
    """The same file, to be looked at only."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who hands in, with the other sides that there are: a supplier's councils, or the suppliers of a council that brings in.

    `agreed`: what the suppliers' agreements have them say for each file.
    """

    seat: Seat
    others: Sequence[tuple[str, str]]
    brings: bool = False
    agreed: frozenset[Attestation] = frozenset()

    @property
    def for_real(self) -> str:
        return "Bring it in for real" if self.brings else "Send it for real"

    def send_form(self, *given: Any) -> SendForm:
        if self.brings:
            return BringForm(*given, others=self.others, at=self.seat.at, agreed=self.agreed)
        return SendForm(*given, others=self.others, at=self.seat.at)

    def try_form(self, *given: Any) -> TryForm:
        if self.brings:
            return BringTryForm(*given, others=self.others, at=self.seat.at, agreed=self.agreed)
        return TryForm(*given, others=self.others, at=self.seat.at)


def desk_of(seat: Seat) -> Desk:
    """The desk of whoever is seated. A council is offered the suppliers whose agreement is in force."""
    if seat.kind is OrganisationKind.SUPPLIER:
        return Desk(seat, councils_of(seat))
    rows = [
        row
        for row in register.register(seat.viewer, at=seat.at)
        if row.hop is Hop.SUPPLIER_TO_COUNCIL and row.in_force and row.council_code == seat.code
    ]
    others = sorted({(row.giver_code, row.giver) for row in rows}, key=lambda pair: pair[1])
    return Desk(seat, others, brings=True, agreed=frozenset(Attestation(one) for row in rows for one in row.attests))
