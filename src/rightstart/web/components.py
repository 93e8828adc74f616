"""Hides the shapes that the component templates draw: a page builds these, the templates know the markup."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import Final

from django.utils.safestring import SafeString


def safe(text: str) -> str:
    """Text as it may stand in a page. Django's own asks first of each whether it is lazy: a worklist has hundreds."""
    return text if isinstance(text, SafeString) else escape(text)


class Colour(StrEnum):
    """The Design System's tag colours; a tag's words alone must carry its meaning."""

    BLUE = "blue"
    GREEN = "green"
    GREY = "grey"
    MAGENTA = "magenta"
    ORANGE = "orange"
    PURPLE = "purple"
    RED = "red"
    TEAL = "teal"
    YELLOW = "yellow"


@dataclass(frozen=True, slots=True)
class Tag:
    """A short state, such as "Due today"."""

    text: str
    colour: Colour = Colour.GREY

    def html(self) -> SafeString:
        return SafeString(f'<strong class="govuk-tag govuk-tag--{self.colour}">{safe(self.text)}</strong>')


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go; `hidden` ends the words for those who hear a link without its row ("Record", " for Smith")."""

    text: str
    href: str
    hidden: str = ""

    def html(self) -> SafeString:
        hidden = f'<span class="govuk-visually-hidden">{safe(self.hidden)}</span>' if self.hidden else ""
        return SafeString(f'<a class="govuk-link" href="{safe(self.href)}">{safe(self.text)}{hidden}</a>')


@dataclass(frozen=True, slots=True)
class Tick:
    """A small box to tick in a row; `hidden` ends its words for those who hear it without its row."""

    name: str
    value: str
    text: str
    hidden: str = ""

    def html(self) -> SafeString:
        name, value, text = safe(self.name), safe(self.value), safe(self.text)
        hidden = f'<span class="govuk-visually-hidden">{safe(self.hidden)}</span>' if self.hidden else ""
        return SafeString(
            '<span class="govuk-checkboxes govuk-checkboxes--small"><span class="govuk-checkboxes__item">'
            f'<input class="govuk-checkboxes__input" type="checkbox" name="{name}" id="{name}-{value}" value="{value}">'
            f'<label class="govuk-label govuk-checkboxes__label" for="{name}-{value}">{text}{hidden}</label></span></span>'
        )


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; numeric columns are set to the right."""

    heading: str
    numeric: bool = False

    def around(self, *, stacked: bool) -> tuple[str, str, str]:
        """What stands before a cell with something in it, before an empty one, and after either.

        When stacked, each has its column's name for a narrow screen.
        """
        more = " govuk-table__cell--numeric" if self.numeric else ""
        inner = f'<span class="app-stacked__label" aria-hidden="true">{safe(self.heading)}</span><span>'
        opening = f'" role="cell">{inner if stacked else ""}'
        before = f'<td class="govuk-table__cell{more}'
        empty = " govuk-table__cell--empty" if stacked else ""
        return before + opening, before + empty + opening, "</span></td>" if stacked else "</td>"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place: words, a link, a tag, a second line in small grey, a box to tick; any of them, in that order."""

    text: str = ""
    link: Link | None = None
    tag: Tag | None = None
    note: str = ""
    tick: Tick | None = None

    def html(self) -> SafeString:
        """Drawn here and not by a template: a worklist has hundreds of cells, and this is four times as fast."""
        parts = [safe(self.text)] if self.text else []
        parts += [part.html() for part in (self.link, self.tag) if part]
        note = f'<br><span class="app-note">{safe(self.note)}</span>' if self.note else ""
        return SafeString(" ".join(parts) + note + (self.tick.html() if self.tick else ""))


ROW: Final = (
    '    <tr class="govuk-table__row" role="row">'
    '<th scope="row" class="govuk-table__header" role="rowheader">{}</th>{}</tr>'
)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first cell of each row names it. Every row has one cell a column.

    `stacked` becomes cards on a narrow screen; without it the table scrolls inside its own box (for figures).
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    stacked: bool = True
    caption_hidden: bool = False

    def body(self) -> SafeString:
        """Every row drawn, here and not by a template: see `Cell.html`."""
        return SafeString("\n".join(ROW.format(name, others) for name, others in self._rows()))

    def _rows(self) -> Iterator[tuple[str, str]]:
        """Of each row what names it, and all its other cells."""
        around = [column.around(stacked=self.stacked) for column in self.columns[1:]]
        for first, *others in self.rows:
            drawn = zip(around, [cell.html() for cell in others], strict=True)
            beside = [(full if inside else empty) + inside + after for (full, empty, after), inside in drawn]
            yield first.html(), "".join(beside)


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A key, what it holds (several lines if several are given), and what can be done about it."""

    key: str
    lines: Sequence[str]
    actions: Sequence[Link] = ()
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number at a glance, with what it counts."""

    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Task:
    """One step of several: its name, how it stands in a line or two, its state (a tag, or plain words), and the way there."""

    title: str
    hints: Sequence[str]
    href: str = ""
    tag: Tag | None = None
    said: str = ""
