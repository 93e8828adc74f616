"""Hides how markdown becomes a page: in the Design System's classes, its own HTML shown as text, words of the field explained."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, Final

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from rightstart.web.help.glossary import by_spelling

CLASSES: Final = {
    "paragraph_open": "govuk-body app-explains",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number govuk-list--spaced",
    "list_item_open": "app-explains",
    "link_open": "govuk-link",
    "table_open": "govuk-table",
    "thead_open": "govuk-table__head",
    "tbody_open": "govuk-table__body",
    "tr_open": "govuk-table__row",
    "th_open": "govuk-table__header",
    "td_open": "govuk-table__cell app-explains",
    "code_inline": "app-code",
}
HEADINGS: Final = {"h1": "govuk-heading-m", "h2": "govuk-heading-m", "h3": "govuk-heading-s", "h4": "govuk-heading-s"}
EXPLAINING: Final = frozenset({"paragraph_open", "td_open"})  # headings and what names a column stay as they are
DRAWN_AWAY: Final = "mermaid"  # a drawing of the table above it, for other readers
# What is shown elsewhere than on the shelves.
ELSEWHERE: Final = {"docs/reference/feed.md": "/contract", "docs/glossary.md": "/help/words"}
SHOWN: Final = re.compile(r"^docs/(how-to|rules)/([a-z0-9-]+)\.md(#.*)?$")
ANOTHER: Final = re.compile(r"^(/|#|https?:|mailto:)")


@cache
def drawn(source: str, folder: str) -> SafeString:
    """A page's HTML without its title; `folder` is where it lies ("docs/how-to"), for what its links mean."""
    reader = _reader()
    tokens = [token for token in reader.parse(source) if token.info != DRAWN_AWAY]
    seen: set[str] = set()
    for token in _every(tokens):
        _dress(token, folder)
    for opening, inside in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", slugify(inside.content))
        elif opening.type == "th_open" and not inside.content:
            opening.tag = "td"  # the corner of a table heads nothing; its end follows what is inside
        elif opening.content == "" and opening.type == "inline" and inside.type == "th_close":
            inside.tag = "td"
        elif inside.type == "inline" and opening.type in EXPLAINING:
            inside.children = list(_explained(inside.children or (), seen))
    return SafeString(reader.renderer.render(tokens, reader.options, {}))


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table", "smartquotes"])
    reader.add_render_rule("table_open", _table_opens)
    reader.add_render_rule("table_close", _table_closes)
    return reader


def _table_opens(self: RendererHTML, tokens: Sequence[Token], at: int, *_: Any) -> str:
    """A table scrolls inside its own box where it is wider than the page."""
    return '<div class="app-scroll" role="region" aria-label="Table" tabindex="0"><table class="govuk-table">'


def _table_closes(self: RendererHTML, tokens: Sequence[Token], at: int, *_: Any) -> str:
    return "</table></div>"


def _every(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _every(token.children or ())


def _dress(token: Token, folder: str) -> None:
    """Give a token its class, and a link the address that it has here."""
    if token.type == "heading_open":
        token.attrSet("class", HEADINGS[token.tag])
    elif name := CLASSES.get(token.type):
        token.attrSet("class", name)
    if token.type == "link_open":
        token.attrSet("href", address(str(token.attrs["href"]), folder))
    elif token.type == "image":
        token.attrSet("src", str(token.attrs["src"]).replace("../pictures/", "/help/pictures/"))
        token.attrSet("class", "app-picture")


def address(link: str, folder: str) -> str:
    """Where a link of the documentation leads on the site; to all help, where what it means is not shown here."""
    if ANOTHER.match(link):
        return link
    path = posixpath.normpath(posixpath.join(folder, link))
    if found := SHOWN.match(path):
        return f"/help/{found[1]}/{found[2]}{found[3] or ''}"
    return ELSEWHERE.get(path, "/help")


@cache
def _words() -> re.Pattern[str]:
    """Any word of the glossary, the longest first, also with an s."""
    spellings = sorted(by_spelling(), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, spellings))})s?\b", re.IGNORECASE)


def _explained(tokens: Sequence[Token], seen: set[str]) -> Iterator[Token]:
    """The same tokens, each word of the glossary explained where it stands first; never inside a link."""
    inside = 0
    for token in tokens:
        inside += token.nesting if token.type.startswith("link") else 0
        if token.type == "text" and not inside:
            yield Token("html_inline", "", 0, content=_with_meanings(token.content, seen))
        else:
            yield token


def _with_meanings(text: str, seen: set[str]) -> str:
    parts, done = list[str](), 0
    for found in _words().finditer(text):
        term = by_spelling()[found[1].lower()]
        if term.anchor not in seen:
            seen.add(term.anchor)
            parts += [escape(text[done : found.start()]), term.explained(found[0], len(seen))]
            done = found.end()
    return "".join([*parts, escape(text[done:])])
