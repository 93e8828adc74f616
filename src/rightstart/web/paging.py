"""Hides how a long list is shown page by page, and how what was asked of it is kept in its addresses."""

from collections.abc import Sequence
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE_SIZE: Final = 50
MOST_PAGES: Final = 10_000


def paged(request: HttpRequest, found: Sequence[Any], size: int = PAGE_SIZE) -> Page[Any]:
    """The page of a list that is asked for; the nearest one where there is no such page."""
    return Paginator(found, size).get_page(request.GET.get("page"))


def page_asked(request: HttpRequest) -> int:
    """The number of the page that is asked for, where each is read by itself; the first where nothing sensible is asked."""
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isdecimal() and 1 <= int(asked) <= MOST_PAGES else 1


def chosen_only(request: HttpRequest) -> str:
    """What was asked of a list, as an address says it, without the page."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()
