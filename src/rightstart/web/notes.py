"""Hides how a person's words in plain text become part of a page: lines break, addresses are links, all else is text."""

import re
from html import escape
from typing import Final

from django.utils.safestring import SafeString

# Nothing that a browser would not show as it is written: no blanks, no quotation marks, nothing that turns the order of letters.
_SHOWN: Final = r"[^\s<>\"'`\x00-\x20\x7f-\xa0\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
# A host in plain letters, and nobody's name before it: what stands there is where the link leads.
_HOST: Final = r"(?>(?:[a-z0-9]|[.-](?=[a-z0-9]))+)(?>(?::[0-9]{1,5})?)(?!:?[\w@-]|[^\x00-\x7f])"
_WEB: Final = rf"{_HOST}(?:[/?#]{_SHOWN}*)?"
_EMAIL: Final = r"[a-z0-9._+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}"
_ADDRESS: Final = re.compile(
    rf"(?<![\w@.+/-])(?:(?P<web>https?://{_WEB})|(?P<bare>www\.{_WEB})|(?P<email>{_EMAIL})(?![\w@-]))",
    re.IGNORECASE | re.ASCII,
)
_TYPED: Final = re.compile(rf'<a href="(?:(https?://{_WEB})|(mailto:{_EMAIL}))">([^<>]+)</a>', re.IGNORECASE | re.ASCII)
_ENDINGS: Final = ".,;:!?"
_BREAK: Final = re.compile(r"\r\n|\r|\n")


def shown(text: str) -> SafeString:
    """The words as they may stand in a page: the only tag that a person can type is `<a href="…">`, to the web or an address.

    A blank line parts paragraphs. What looks like any other tag is shown as it was typed.
    """
    parts, end = [], 0
    for typed in _TYPED.finditer(text):
        parts += [_linked(text[end : typed.start()]), _link(typed[1] or typed[2], typed[3])]
        end = typed.end()
    return SafeString("".join([*parts, _linked(text[end:])]))


def _linked(text: str) -> str:
    """Text in which addresses of the web and of e-mail are links."""
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        address = _without_ending(found[0])
        scheme = "" if found["web"] else "https://" if found["bare"] else "mailto:"
        parts += [_escaped(text[end : found.start()]), _link(scheme + address, address)]
        end = found.start() + len(address)
    return "".join([*parts, _escaped(text[end:])])


def _without_ending(address: str) -> str:
    """Without what ends the sentence or closes the bracket that the address stands in."""
    while address[-1] in _ENDINGS or (address[-1] == ")" and address.count(")") > address.count("(")):
        address = address[:-1]
    return address


def _link(address: str, words: str) -> str:
    return f'<a class="govuk-link" href="{escape(address)}" rel="noreferrer">{_escaped(words)}</a>'


def _escaped(text: str) -> str:
    return _BREAK.sub("<br>", escape(text))
