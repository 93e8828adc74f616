"""Hides where the words that people read stand: in templates, in the sentences of Python modules, and in the how-tos."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from tests.architecture.source import PACKAGE, ROOT
from tests.words.reading import WORD

WEB: Final = PACKAGE / "web"
LINES: Final = frozenset(
    [
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "legend",
        "label",
        "dt",
        "dd",
        "td",
        "th",
        "div",
        "button",
        "summary",
        "caption",
        "option",
        "br",
        "form",
        "fieldset",
        "details",
        "ul",
        "ol",
    ]
)
HEADS: Final = frozenset({"h1", "h2", "h3", "legend", "button", "caption"})
INCLUDED: Final = re.compile(r'\{% include [^%]*?(?:text|title)="([^"]*)"[^%]*%\}')
TERM: Final = re.compile(r'\{% term "([^"]*)"(?: "([^"]*)")? %\}')
TAG: Final = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
VALUE: Final = re.compile(r"\{\{.*?\}\}", re.DOTALL)
FENCED: Final = re.compile(r"```[^`]*```|^    .*$", re.MULTILINE)
SENTENCE: Final = 5  # words: what is shorter is a label, and read at a glance


class Reader(HTMLParser):
    """Takes the text out of a template, line by line, and apart from it what heads something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said, self.heads, self._head = list[str](), list[str](), ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += ["\n"] if tag in LINES else []
        if tag in HEADS:
            self._head = tag
            self.heads.append("")

    def handle_endtag(self, tag: str) -> None:
        self.said += ["\n"] if tag in LINES else []
        self._head = "" if tag == self._head else self._head

    def handle_data(self, data: str) -> None:
        self.said.append(data)
        if self._head:
            self.heads[-1] += data


def _template(path: Path) -> Reader:
    """A template's text, a value shown as one word."""
    text = INCLUDED.sub(r"<p>\1</p>", path.read_text(encoding="utf-8"))
    text = TERM.sub(lambda found: found[2] or found[1], text)
    return Reader(VALUE.sub("one", TAG.sub("", text)))


def templates() -> Iterator[tuple[str, str]]:
    """Each template with its text."""
    for path in sorted(WEB.rglob("*.html")):
        yield str(path.relative_to(WEB)), _tidy("".join(_template(path).said))


def headings() -> Iterator[tuple[str, str]]:
    """Each heading, legend, caption and button of a template."""
    for path in sorted(WEB.rglob("*.html")):
        for head in _template(path).heads:
            yield str(path.relative_to(WEB)), " ".join(head.split())


def modules() -> Iterator[tuple[str, str]]:
    """Each module of the pages with its sentences: texts that begin with a capital; what is filled in is one word."""
    for path in sorted(WEB.rglob("*.py")):
        yield str(path.relative_to(WEB)), _tidy("\n".join(_sentences(ast.parse(path.read_text(encoding="utf-8")))))


def _sentences(tree: ast.Module) -> Iterator[str]:
    passed = set[ast.AST]()
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(values=values):
                passed.update(values)
                yield (
                    ""
                    if _marked(node)
                    else "".join(str(one.value) if isinstance(one, ast.Constant) else "one" for one in values)
                )
            case ast.Expr(value=ast.Constant() as docstring):
                passed.add(docstring)
            case ast.Constant(value=str(said)) if node not in passed and said[:1].isupper() and "<" not in said:
                yield said
            case _:
                pass


def _marked(text: ast.JoinedStr) -> bool:
    """Whether it draws HTML; what people read in it is said elsewhere."""
    return any(isinstance(one, ast.Constant) and "<" in str(one.value) for one in text.values)


def how_tos() -> Iterator[tuple[str, str]]:
    """Each how-to with its text, without commands."""
    for path in sorted((ROOT / "docs" / "how-to").glob("*.md")):
        text = re.sub(r"`[^`]*`", "one", FENCED.sub("", path.read_text(encoding="utf-8")))
        text = re.sub(r"\n(?=[^\n\-0-9|#])", " ", re.sub(r"\]\([^)]*\)", "", text))
        yield f"docs/how-to/{path.name}", _tidy(re.sub(r"[*\[\]#]", " ", text.replace("|", "\n")))


def _tidy(text: str) -> str:
    """Lines that are sentences, without the space between words."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if len(WORD.findall(line)) >= SENTENCE)
