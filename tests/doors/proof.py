"""Hides how every way out of the site is found and taken: each address, link, form and download, by whoever asks."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import product
from typing import Final
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, PathConverter
from pypdf import PdfReader

from rightstart.cli.sentences import MARKERS as CLI_MARKERS
from rightstart.directory.posts import ROLES_AT
from rightstart.directory.rules import VERBS, OrganisationKind, RoleKind, Verb
from rightstart.safeguards.rules import MarkerKind
from rightstart.web.sentences import MARKERS
from rightstart.web.worklist.sentences import ATTEMPTS

NUMBERS: Final = [
    str(number) for number in range(1, 9)
]  # more than there are rows, questions and lifts in the population
NOT_SEEING: Final = (OrganisationKind.CENTRE, OrganisationKind.SUPPLIER, OrganisationKind.MONITOR)
TRIED: Final = 8
SAME_FOR_ALL: Final = ("/static/", "/help")  # files; test_pages_help proves that nothing is looked up for those of help
REFUSED: Final = "403\n"
KNOW_REFERENCES: Final = frozenset({Verb.EXPLAIN, Verb.MARK, Verb.CONFIRM_LIFT})
# What tells why a birth is withheld. Left out are single words (adoption), which forms ask everybody about, and what a centre is
# asked about each of its families.
_TOLD: Final = {words.rstrip(".") for words in (*MARKERS.values(), *CLI_MARKERS.values())}
_ASKED: Final = " ".join(ATTEMPTS.values())
REASONS: Final = sorted(
    {words for words in _TOLD if " " in words and words not in _ASKED}
    | {kind.value for kind in MarkerKind if "-" in kind.value}
)


def verbs_of(role: RoleKind | None) -> frozenset[Verb]:
    return VERBS[role] if role else frozenset()


def may_know_reasons(role: RoleKind | None) -> bool:
    return role is not None and not any(role in ROLES_AT[kind] for kind in NOT_SEEING)


@dataclass
class Form:
    """A form as a page shows it: each field with the values that it offers, the one that stands first (None: nothing chosen)."""

    address: str
    posts: bool
    fields: dict[str, list[str | None]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    @property
    def shape(self) -> tuple[str, ...]:
        """Forms of one shape differ only in whom they are about."""
        return (re.sub(r"[^/]*\d[^/]*|[A-Z0-9]{8,}|[0-9a-f]{16}", "*", self.address), *sorted(self.fields))

    def fillings(self) -> Iterator[dict[str, str]]:
        """As it stands; with something chosen wherever there is a choice; and so with each choice once."""
        stands = {name: [*values, None][0] for name, values in self.fields.items()}
        chosen = {name: next(filter(None, values), stands[name]) for name, values in self.fields.items()}
        each = ({**chosen, name: value} for name, values in self.fields.items() for value in values[1:])
        for given in (stands, chosen, *each):
            yield {name: value for name, value in given.items() if value is not None}


class Reader(HTMLParser):
    """Finds the links and the forms of a page."""

    def __init__(self, address: str, text: str) -> None:
        super().__init__()
        self.address, self.links, self.forms = address, list[str](), list[Form]()
        self._select, self._open = "", None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in told:
            self.links.append(urljoin(self.address, told["href"]))
        elif tag == "form":
            posts = told.get("method", "get").lower() == "post"
            self._open = Form(urljoin(self.address, told.get("action") or self.address), posts)
            self.forms.append(self._open)
        elif self._open is not None:
            self._field(self._open, tag, told)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""

    def _field(self, form: Form, tag: str, told: Mapping[str, str]) -> None:
        name, kind = told.get("name", ""), told.get("type", "text")
        if tag == "select":
            self._select = name
            form.fields.setdefault(name, [])
        elif tag == "option" and self._select:
            form.fields[self._select].append(told.get("value", ""))
        elif name and kind == "file":
            form.files.append(name)
        elif name and kind in ("radio", "checkbox"):
            values = form.fields.setdefault(name, [None])
            values.insert(0 if "checked" in told else len(values), told.get("value", "on"))
        elif name and tag in ("input", "textarea", "button"):
            form.fields.setdefault(name, []).append(told.get("value", ""))


def addresses(
    patterns: Iterable[URLPattern | URLResolver], front: str = "/"
) -> Iterator[tuple[str, list[tuple[str, bool]]]]:
    """Every address of the site: its form with {} for what varies, and the name of each slot with whether it is a number."""
    for one in patterns:
        route = str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, front + route)
            continue
        slots = []
        for name, converter in one.pattern.converters.items():
            number = isinstance(converter, IntConverter)
            kind = "int" if number else "path" if isinstance(converter, PathConverter) else "str"
            route = route.replace(f"<{kind}:{name}>", "{}")
            slots.append((name, number))
        assert "<" not in route, route
        yield front + route, slots


def every_address(words: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Of each address all that could be asked for by it: with every word that could stand in its slots, and of a slot that

    nobody named, every word.
    """
    every = sorted({word for known in words.values() for word in known})
    for form, slots in addresses(get_resolver().url_patterns):
        if form.startswith(SAME_FOR_ALL):
            continue
        given = [words.get(name, NUMBERS if number else every) for name, number in slots]
        yield [form.format(*values) for values in product(*given)]


class Walk:
    """One browser that takes every way out it can find, and keeps what came out by each."""

    def __init__(self, client: Client) -> None:
        self.client, self.signs_out = client, reverse("account_logout")
        self.shown: dict[str, str] = {}
        self.ended: dict[str, str] = {}  # by each way out the address where it ended, for a form may lead on
        self.posts: dict[tuple[str, ...], Form] = {}
        self._asked: set[str] = set()

    def walk_all(self, alike: Iterable[Sequence[str]]) -> None:
        """Walk every address. One that this role is refused is refused before it is looked at what is asked for by it: whoever is

        refused in several places, spread over all, is not tried in the others.
        """
        for starts in alike:
            few = starts[:: max(1, len(starts) // TRIED)]
            if len(few) < TRIED or not all(self._refused(address) for address in few):
                self.walk(starts)

    def _refused(self, address: str) -> bool:
        self.walk([address])
        return self.shown.get(address, "").startswith(REFUSED)

    def walk(self, starts: Iterable[str]) -> None:
        """Fetch every start, then whatever links and forms lead to, until nothing new is found."""
        waiting = list(starts)
        while waiting:
            address = waiting.pop()
            if address not in self._asked and urlsplit(address).path != self.signs_out:
                self._asked.add(address)
                waiting += self._keep(address, self.client.get(address))

    def post(self) -> None:
        """Post every form that was found: as it stands, and with each of its choices."""
        for form in list(self.posts.values()):
            if urlsplit(form.address).path == self.signs_out:
                continue
            for given in form.fillings():
                files = {name: SimpleUploadedFile("a.csv", b"record_id\r\n") for name in form.files}
                answer = self.client.post(form.address, given | files, follow=True)
                self._keep(f"POST {form.address} {urlencode(given)}", answer)

    def again(self, way: str) -> str:
        """What comes when the same is asked for once more."""
        if not way.startswith("POST "):
            return said(self.client.get(way))
        _, address, given = way.split(" ", 2)
        return said(self.client.post(address, dict(parse_qsl(given, keep_blank_values=True))))

    def _keep(self, address: str, answer: HttpResponse) -> list[str]:
        """Keep what an answer says, and give the addresses that it leads to."""
        text = self.shown[address] = said(answer)
        self.ended[address] = answer.request["PATH_INFO"]
        if "text/html" not in answer.headers.get("Content-Type", "") and "Location" not in answer.headers:
            return []
        read = Reader(address.partition(" ")[2].partition(" ")[0] or address, text)
        ways = [*read.links, urljoin(read.address, answer.headers.get("Location", ""))]
        for form in read.forms:
            if form.posts:
                self.posts.setdefault(form.shape, form)
            else:
                query = parse_qsl(urlsplit(form.address).query)
                ways += [
                    f"{urlsplit(form.address).path}?{urlencode([*query, *one.items()])}" for one in form.fillings()
                ]
        return [urldefrag(way).url for way in ways if way.startswith("/") and not way.startswith(SAME_FOR_ALL)]


def said(answer: HttpResponse) -> str:
    """Everything that an answer says, headers and the inside of a workbook or a paper too."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    elif body.startswith(b"%PDF"):
        body = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages).encode()
    heads = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{answer.status_code}\n{heads}\n{body.decode(errors='replace')}"


def is_file(text: str) -> bool:
    """Whether an answer was handed over as a file."""
    return "Content-Disposition: attachment" in text


def leaks(shown: Mapping[str, str], words: Iterable[str]) -> list[tuple[str, str]]:
    """Where one of the words stands: the way out, and the word. What was asked for in the address itself is no leak."""
    sought = {word.casefold() for word in words}
    found = []
    for way, text in shown.items():
        told = text.casefold()
        found += [(way, word) for word in sorted(sought) if word in told and word not in way.casefold()]
    return found
