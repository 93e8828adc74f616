"""Hides how it is asked between whom an agreement is, and whom the sides reach: organisations and offices, never people."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms

from rightstart.agreements import guiding
from rightstart.agreements.fields import OFFICES
from rightstart.agreements.guiding import OFFERS, Part, With
from rightstart.agreements.rules import Hop
from rightstart.agreements.unfinished import free_reference, taken
from rightstart.agreements.wording import NotDrafted
from rightstart.directory.office_numbers import NotOffice, office_number
from rightstart.directory.rules import RoleKind
from rightstart.web.drafting.forms import LineField, QuestionForm
from rightstart.web.drafting.sentences import NOT_DRAFTED, PARTS, WITHS
from rightstart.web.forms import Choice, choices, offer, unmarked

MOST_CONTACTS: Final = 12
PREFIXES: Final = {Hop.SUPPLIER_TO_COUNCIL: "DSA", Hop.COUNCIL_TO_CENTRE: "INT", Hop.COUNCIL_TO_COUNCIL: "MOVE"}
# Whom an agreement usually names: roles that a side's office has, not everybody who can sign in.
REACHED: Final = (
    *(RoleKind.IG_LEAD, RoleKind.DATA_PROTECTION_OFFICER, RoleKind.DATA_STEWARD, RoleKind.SAFEGUARDING_LEAD),
    *(
        RoleKind.SUPPLIER_SENDER,
        RoleKind.CALDICOTT_GUARDIAN,
        RoleKind.DIRECTOR,
        RoleKind.SIGNING_DIRECTOR,
        RoleKind.SIRO,
    ),
    RoleKind.CENTRE_WORKER,
)


class PartForm(QuestionForm):
    part = forms.ChoiceField(
        label="What does the council do?",
        choices=[(one.value, Choice(*words)) for one, words in PARTS.items()],
        widget=forms.RadioSelect,
    )


class WithForm(QuestionForm):
    partner = forms.ChoiceField(label="Who is it with?", widget=forms.RadioSelect)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        part = self.place.answers.get(guiding.Question.PART, {}).get("part")
        offered = OFFERS[Part(part)] if part else tuple(With)
        offer(self, "partner", [(one.value, Choice(*WITHS[one])) for one in offered])


class PartiesForm(QuestionForm):
    """One supplier or council, or several centres; and the reference under which the agreement is kept."""

    at_fault = "others"
    others = forms.MultipleChoiceField(label="Which centres does it cover?", widget=forms.CheckboxSelectMultiple)
    reference = LineField(
        label="Reference of the agreement",
        help_text="Both sides will know it by this. What stands here is free; keep it, or enter your own.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        options = [(one.code, one.name) for one in self.place.others()]
        if self.place.next_version:
            del self.fields["reference"]
        elif not self.initial.get("reference"):
            hop, _ = guiding.instrument(self.place.answers) or (Hop.SUPPLIER_TO_COUNCIL, None)
            self.initial["reference"] = free_reference(f"{PREFIXES[hop]}-{self.place.own.code[-2:]}")
        if self.place.to_centre:
            offer(self, "others", options)
        else:
            self.fields["others"] = forms.ChoiceField(
                label="Which organisation is it with?", choices=[("", "Select one"), *options], widget=forms.Select
            )
            self.order_fields(["others"])

    def clean_reference(self) -> str:
        reference: str = self.cleaned_data["reference"]
        if taken(reference):
            raise forms.ValidationError(NOT_DRAFTED[NotDrafted.OTHER_PARTIES])
        return reference

    def said(self) -> dict[str, Any]:
        others = self.cleaned_data["others"]
        return {
            "others": others if isinstance(others, list) else [others],
            "reference": self.cleaned_data.get("reference") or self.place.row.next_of,
        }

    @classmethod
    def shown(cls, said: dict[str, Any]) -> dict[str, Any]:
        return dict(said)


class ContactsForm(QuestionForm):
    """One office at least, and a blank line for one more."""

    at_fault = "email_1"

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        posted = sum(name.startswith("email_") for name in self.data)
        kept = sum(name.startswith("email_") for name in self.initial)
        self.rows = min(max(posted, kept + 1, 2), MOST_CONTACTS)
        parties = [("", "Select one"), *sorted(self.place.names.items(), key=lambda one: one[1])]
        roles = [("", "Select one"), *choices({one: OFFICES[one][0].upper() + OFFICES[one][1:] for one in REACHED})]
        for row in range(1, self.rows + 1):
            party = forms.ChoiceField(label="Organisation", choices=parties, required=row == 1)
            role = forms.ChoiceField(label="Office", choices=roles, required=row == 1)
            email = forms.EmailField(label="E-mail address of the office", required=False)
            telephone = forms.CharField(label="Or telephone of the office", required=False, max_length=30)
            line = {"party": party, "role": role, "email": email, "telephone": telephone}
            self.fields |= {f"{name}_{row}": unmarked(field) for name, field in line.items()}

    def groups(self) -> Iterator[tuple[str, list[Any]]]:
        """Each contact with its fields, as the page lays them out."""
        for row in range(1, self.rows + 1):
            yield f"Contact {row}", [self[f"{name}_{row}"] for name in ("party", "role", "email", "telephone")]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        said = [row for row in range(1, self.rows + 1) if any(_typed(given, row).values())]
        for row in said:
            self._check(row, _typed(given, row))
        return given

    def _check(self, row: int, said: dict[str, str]) -> None:
        if not said["party"] and row > 1:
            self.add_error(f"party_{row}", f"Select whose office contact {row} is")
        if not said["role"] and row > 1:
            self.add_error(f"role_{row}", f"Select the office of contact {row}")
        if not said["email"] and not said["telephone"] and f"email_{row}" not in self.errors:
            self.add_error(f"email_{row}", f"Enter an e-mail address or a telephone number of contact {row}")
        if said["telephone"] and isinstance(office_number(said["telephone"]), NotOffice):
            self.add_error(
                f"telephone_{row}", f"Enter a landline number of an office for contact {row}, not a mobile number"
            )

    def said(self) -> dict[str, Any]:
        rows = [_typed(self.cleaned_data, row) for row in range(1, self.rows + 1)]
        return {"contacts": [row | {"telephone": _spelt(row["telephone"])} for row in rows if any(row.values())]}

    @classmethod
    def shown(cls, said: dict[str, Any]) -> dict[str, Any]:
        return {
            f"{name}_{row}": contact.get(name, "")
            for row, contact in enumerate(said.get("contacts", ()), 1)
            for name in ("party", "role", "email", "telephone")
        }


def _typed(given: dict[str, Any], row: int) -> dict[str, str]:
    return {name: given.get(f"{name}_{row}") or "" for name in ("party", "role", "email", "telephone")}


def _spelt(number: str) -> str:
    spelt = office_number(number)
    return "" if isinstance(spelt, NotOffice) else spelt
