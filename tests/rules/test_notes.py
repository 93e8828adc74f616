"""Truths about what a person's note may become in a page."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rightstart.web.notes import shown

PIECES = (
    *(
        '<a href="',
        '">',
        "</a>",
        "<a ",
        "<script>",
        "<img src=x onerror=",
        "javascript:",
        "java\tscript:",
        "data:text/html,",
    ),
    *(
        "https://",
        "http://",
        "www.",
        "mailto:",
        "example.org",
        "/a?b=c&d=(e)",
        "@",
        "nhs.uk",
        '"',
        "'",
        "<",
        ">",
        "&",
        "&#58;",
    ),
    *(
        ' onmouseover="alert(1)"',
        "\n",
        "\r\n",
        "\n\n",
        "\x00",
        "\u202e",
        "\u200b",
        " ",
        ".",
        ")",
        "(",
        ":80",
        "mary@example.org",
    ),
)
texts = st.text() | st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join)


class Page(HTMLParser):
    """What a browser would make of it: tags with their attributes, and the words that are left."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        self.words += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.words += data

    def links(self) -> list[str | None]:
        return [given["href"] for tag, given in self.tags if tag == "a"]


@given(texts)
@example('<a href="https://example.org" onclick="x">y</a>')
@example('<a href="javascript:alert(1)">y</a>')
@example('https://example.org/"onmouseover="alert(1)')
@example('<a href="https://a.org/&quot; onclick=&quot;x">y</a>')
def test_nothing_but_links_to_the_web_or_to_an_address_and_breaks_comes_of_any_words(text: str) -> None:
    for tag, attributes in Page(shown(text)).tags:
        if tag == "br":
            assert attributes == {}
        else:
            assert (tag, set(attributes), attributes["class"]) == ("a", {"class", "href", "rel"}, "govuk-link")
            assert str(attributes["href"]).lower().startswith(("http://", "https://", "mailto:"))
            assert not set("\"'<> \n\t") & set(str(attributes["href"]))


@given(texts.filter(lambda text: "<a href" not in text.lower()))
def test_every_word_is_shown_as_it_was_typed(text: str) -> None:
    assert Page(shown(text)).words == text.replace("\r\n", "\n").replace("\r", "\n")


@given(
    st.sampled_from(
        ["<b>{}</b>", "<a>{}</a>", "<A HREF='x'>{}</A>", '<a href="https://x.org" id="y">{}</a>', "<!--{}-->"]
    )
)
def test_whatever_else_looks_like_a_tag_is_text(typed: str) -> None:
    page = Page(shown(typed.format("Call after five")))
    assert page.words == typed.format("Call after five")
    assert [tag for tag, _ in page.tags] in ([], ["a"])  # an address inside it still leads where it says


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://nhs.uk/start4life.", ["https://nhs.uk/start4life"]),
        ("(www.example.org/a_(b))", ["https://www.example.org/a_(b)"]),
        ("write to mary.o+hub@example.org, please", ["mailto:mary.o+hub@example.org"]),
        ('our <a href="https://example.org/times">times</a> and nhs.uk', ["https://example.org/times"]),
        ('<a href="mailto:hub@example.org">write</a>', ["mailto:hub@example.org"]),
        ("https://nhs.uk@example.org", []),
        ("https://nhs.uk:80@example.org", ["mailto:80@example.org"]),
        ("https://münchen.example.org", []),
        ("javascript:alert(1) data:text/html,x ftp://example.org", []),
        ("https://nhs.uk/\u202efdp.exe", ["https://nhs.uk/"]),
    ],
)
def test_an_address_leads_where_it_says_and_a_sentence_ends_outside_it(text: str, links: list[str]) -> None:
    assert Page(shown(text)).links() == links


def test_lines_and_paragraphs_break_by_themselves() -> None:
    assert shown("Ring first.\r\nDog.\n\nUrdu & Punjabi") == "Ring first.<br>Dog.<br><br>Urdu &amp; Punjabi"
