"""Hides how a Django form is drawn in the Design System's manner: classes, hints, errors and the sentences in them."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, assert_never

import django.forms
from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.functional import cached_property

from rightstart.web.components import Tag

OURS = Path(__file__).parent / "templates"
DJANGOS = Path(django.forms.__file__).parent / "templates"
REQUIRED = forms.Field.default_error_messages["required"]


class Choice(str):
    """The words of one choice, with what is said under them and a tag beside them."""

    hint: str
    tag: Tag | None

    def __new__(cls, words: str, hint: str = "", tag: Tag | None = None) -> "Choice":
        made = super().__new__(cls, words)
        made.hint, made.tag = hint, tag
        return made


class Kind(StrEnum):
    """The Design System's component that a field is drawn as."""

    INPUT = "input"
    PASSWORD = "password"  # noqa: S105 (a kind of field, no secret)
    TEXTAREA = "textarea"
    SELECT = "select"
    FILE = "file"
    RADIOS = "radios"
    CHECKBOXES = "checkboxes"
    CHECKBOX = "checkbox"


# The first that fits is taken, because Django's CheckboxSelectMultiple is also a RadioSelect.
KINDS: tuple[tuple[type[forms.Widget], Kind], ...] = (
    (forms.CheckboxSelectMultiple, Kind.CHECKBOXES),
    (forms.RadioSelect, Kind.RADIOS),
    (forms.CheckboxInput, Kind.CHECKBOX),
    (forms.Select, Kind.SELECT),
    (forms.Textarea, Kind.TEXTAREA),
    (forms.FileInput, Kind.FILE),
    (forms.PasswordInput, Kind.PASSWORD),
)


def kind_of(widget: forms.Widget) -> Kind:
    """The component a widget is drawn as; anything unknown is a line of text."""
    return next((kind for fits, kind in KINDS if isinstance(widget, fits)), Kind.INPUT)


def classes_of(kind: Kind) -> tuple[str, str]:
    """The class of the control itself, and the one added when its value is at fault ("" for none)."""
    match kind:
        case Kind.INPUT:
            return "govuk-input", "govuk-input--error"
        case Kind.PASSWORD:
            own = "govuk-input govuk-password-input__input govuk-js-password-input-input"
            return own, "govuk-input--error"
        case Kind.TEXTAREA:
            return "govuk-textarea", "govuk-textarea--error"
        case Kind.SELECT:
            return "govuk-select", "govuk-select--error"
        case Kind.FILE:
            return "govuk-file-upload", "govuk-file-upload--error"
        case Kind.RADIOS:
            return "govuk-radios__input", ""
        case Kind.CHECKBOXES | Kind.CHECKBOX:
            return "govuk-checkboxes__input", ""
        case _:
            assert_never(kind)


def missing(kind: Kind, label: str) -> str:
    """What to say when nothing was given, for a label such as "Email address"."""
    what = label[:1].lower() + label[1:] if label[1:2].islower() else label
    if label.endswith("?"):
        return f"Answer: {label}"
    match kind:
        case Kind.INPUT | Kind.PASSWORD | Kind.TEXTAREA:
            return f"Enter {what}"
        case Kind.SELECT | Kind.RADIOS | Kind.CHECKBOXES:
            return f"Select {what}"
        case Kind.FILE:
            return f"Choose {what}"
        case Kind.CHECKBOX:
            return f"Tick: {label}"
        case _:
            assert_never(kind)


class GovukBoundField(BoundField):
    """A field with its component, its classes, and its errors as sentences."""

    @property
    def kind(self) -> Kind:
        return kind_of(self.field.widget)

    @property
    def first_id(self) -> str:
        """Where a link in the error summary leads: the control, or the first of several."""
        several = self.kind in (Kind.RADIOS, Kind.CHECKBOXES)
        return f"{self.auto_id}_0" if several else self.auto_id

    @property
    def sentences(self) -> list[str]:
        """Every fault of this field; Django's stock "required" is said in the label's own words."""
        said = [s for error in self.errors.as_data() for s in error.messages]
        return [missing(self.kind, str(self.label)) if s == REQUIRED else s for s in said]

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes with our classes; the server alone says what is missing, so no `required`."""
        built = super().build_widget_attrs(attrs, widget)
        if self.is_hidden:
            return built
        own, at_fault = classes_of(self.kind)
        asked = self.field.widget.attrs.get("class", "")
        built["class"] = " ".join(filter(None, (own, asked, at_fault if self.errors else "")))
        built["placeholder"] = False
        built.pop("required", None)
        return built


class GovukRenderer(DjangoTemplates):
    """Draws every form with our templates first and Django's own behind them."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = GovukBoundField

    @cached_property
    def engine(self) -> Any:
        options: dict[str, Any] = {"APP_DIRS": True, "DIRS": [OURS, DJANGOS], "NAME": "govukforms", "OPTIONS": {}}
        return self.backend(options)


def unmarked(field: forms.Field) -> forms.Field:
    """A field that may be left blank and does not say so: its form asks for it or for another."""
    field.unmarked = True  # type: ignore[attr-defined]
    return field


def choices(table: Mapping[Any, str]) -> list[tuple[str, str]]:
    """An enum's members with their words, as a field of choices takes them."""
    return [(member.value, words) for member, words in table.items()]


def offer(form: forms.Form, name: str, options: Iterable[Any]) -> None:
    """Offer in a field of choices what is known only once the form is shown."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(options)


class DayField(forms.DateField):
    """A day typed as one line, as in 27/3/2026 or 27 March 2026; a year has four figures."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("help_text", "For example, 27/3/2026")
        more.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-10"}))
        more.setdefault("input_formats", ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%d %B %Y", "%d %b %Y"])
        more["error_messages"] = {"invalid": "Enter a real date, like 27/3/2026"} | more.get("error_messages", {})
        super().__init__(**more)

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else value
