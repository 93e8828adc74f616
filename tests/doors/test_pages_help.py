"""Help: everything that is written is found, in words, by search and from each page; and none of it is about anybody."""

import re
import tomllib
from itertools import chain

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from rightstart.directory.rules import RoleKind
from rightstart.web.help import shelves
from rightstart.web.help.days import DAYS, day_of
from rightstart.web.help.drawing import drawn
from rightstart.web.help.finding import Text, excerpt, find
from rightstart.web.help.glossary import by_spelling, terms
from rightstart.web.help.offered import others
from rightstart.web.help.places import HELPS, helps_with
from tests.architecture.source import ROOT
from tests.doors.conftest import SignIn
from tests.doors.proof import Reader

HOW_TOS = sorted(path.stem for path in (ROOT / "docs" / "how-to").glob("*.md"))


def links(address: str) -> list[str]:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return [link for link in Reader(address, answer.content.decode()).links if link.startswith("/help")]


def test_every_page_of_help_opens_to_anybody_and_leads_nowhere_in_vain(database: str) -> None:
    found, waiting, headless = set[str](), {reverse("help")}, list[str]()
    with CaptureQueriesContext(connection) as asked:
        while waiting:
            address = waiting.pop()
            found.add(address)
            headless += [address] if re.search("<th[^>]*></th>", Client().get(address).content.decode()) else []
            waiting |= {link.partition("#")[0] for link in links(address)} - found
    assert {reverse("help-page", args=["how-to", name]) for name in HOW_TOS} <= found
    assert {reverse("help-words"), reverse("help-new"), reverse("accessibility")} <= found
    assert (headless, asked.captured_queries) == ([], [])
    assert Client().get("/help/how-to/nothing").status_code == 404
    assert Client().get("/help/pictures/nothing.png").status_code == 404


def test_each_page_leads_to_its_own_help(sign_in: SignIn) -> None:
    page = sign_in(RoleKind.DATA_STEWARD).get(reverse("letters")).content.decode()
    assert '<a class="govuk-link" href="/help/how-to/send-first-letters">Help with this page</a>' in page
    assert [day_of({role}) for role in RoleKind] == [DAYS[role] for role in RoleKind]
    home = sign_in(RoleKind.IG_LEAD).get(reverse("home")).content.decode()
    assert '<a class="govuk-link" href="/help/how-to/an-ig-leads-day">Help with this page</a>' in home
    assert "Help with this page" not in Client().get(reverse("say-no")).content.decode()


def test_every_folder_of_pages_says_where_it_is_explained() -> None:
    modules = [one.callback.__module__ for one in _patterns(get_resolver().url_patterns)]
    folders = {name.split(".")[2] for name in modules if name.startswith("rightstart.web.")}
    assert folders <= set(HELPS)
    assert {name for name in HELPS.values() if name} <= set(HOW_TOS)
    assert others() == []
    assert helps_with("rightstart.web.letters.views") == "send-first-letters"
    assert helps_with("allauth.account.views") == ""


def _patterns(patterns: list) -> list:  # type: ignore[type-arg]
    return list(
        chain.from_iterable(_patterns(one.url_patterns) if hasattr(one, "url_patterns") else [one] for one in patterns)
    )


def test_a_search_finds_by_every_word_and_titles_first(database: str) -> None:
    page = Client().get(reverse("help-search"), {"q": "returned letter"}).content.decode()
    found = [link for link in Reader("/help/search", page.partition("<main")[2]).links if link.startswith("/help/")]
    assert found[0] == "/help/how-to/follow-up-a-returned-letter"
    assert len(found) > 2
    assert "Nothing found" in Client().get(reverse("help-search"), {"q": "zebra letter"}).content.decode()
    assert "found" not in Client().get(reverse("help-search"), {"q": " "}).content.decode().partition("<main")[2]


def test_an_excerpt_is_cut_between_words_around_what_was_asked() -> None:
    words = "one two three " * 40 + "needle " + "four five six " * 40
    shown = excerpt(words, ["need"])
    assert "needle" in shown
    assert set(shown.split()) <= {*words.split(), "…"}
    texts = [Text("/a", "Needles", "needle"), Text("/b", "Hay", "needle " * 5), Text("/c", "Hay", "hay")]
    assert [text.href for text, _ in find("Needle", texts)] == ["/a", "/b"]
    assert find("needle & hay", texts) == [(texts[1], ("needle " * 5))]


@pytest.mark.parametrize("harm", ["<script>x</script>", "<a href='x'>y</a>", "<!-- x -->", "[x](javascript:alert(1))"])
def test_html_in_a_text_is_shown_as_text(harm: str) -> None:
    html = drawn(f"A text with {harm} in it.", "docs/how-to")
    assert "<script" not in html
    assert "href='x'" not in html
    assert 'href="javascript' not in html


def test_a_word_is_explained_once_and_never_inside_a_link_or_a_heading() -> None:
    html = drawn("## The gate\n\nThe gate, and the [gate](a.md), and a gate again. Call-backs too.\n", "docs/how-to")
    assert html.count('role="tooltip"') == 2
    assert 'href="/help/words#call-back" aria-describedby="term-2-call-back">Call-backs</a>' in html
    assert '<h2 class="govuk-heading-m" id="the-gate">The gate</h2>' in html
    assert '<a href="/help/how-to/a" class="govuk-link">gate</a>' in html


def test_every_row_of_the_glossary_is_a_word_with_its_meaning() -> None:
    rows = [line for line in (ROOT / "docs" / "glossary.md").read_text().splitlines() if line.startswith("|")]
    assert rows[:2] == ["| Word | Meaning |", "| --- | --- |"]
    assert len(terms()) == len(rows) - 2 == len({term.anchor for term in terms()})
    assert by_spelling()["reach area"].meaning.startswith("the places that a centre serves")


def test_what_help_shows_goes_into_the_wheel() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        packed = tomllib.load(file)["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    inside = "rightstart/web/help/docs"
    assert {f"docs/{shelf}": f"{inside}/{shelf}" for shelf in shelves.SHELVES}.items() <= packed.items()
    assert packed["CHANGELOG.md"] == f"{inside}/CHANGELOG.md"
    assert all((ROOT / source).exists() for source in packed)


def test_every_picture_of_a_how_to_is_there_small_and_shown(database: str) -> None:
    names = {name for leaf in shelves.leaves().values() for name in re.findall(r"\.\./pictures/(\S+)\)", leaf.source)}
    assert names
    for name in names:
        assert len(b"".join(Client().get(f"/help/pictures/{name}").streaming_content)) < 60_000, name
    assert '<img src="/help/pictures/receipt.png"' in Client().get("/help/how-to/send-a-file").content.decode()
