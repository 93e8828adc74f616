"""Hides how the documentation is shown: all of it by task, one page of it, what a search finds, the words, and what is new."""

import re
from collections.abc import Iterator
from typing import Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightstart.web.help import shelves
from rightstart.web.help.days import DAYS
from rightstart.web.help.finding import Text, find
from rightstart.web.help.glossary import terms
from rightstart.web.help.offered import GROUPS, others
from rightstart.web.people.sentences import POSTS

PICTURE: Final = re.compile(r"[a-z0-9-]+\.png")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The day of each role, every other how-to under whose work it is, and the way to the rest."""
    leaves = shelves.leaves()
    days = [(POSTS[role], leaves["how-to", name]) for role, name in DAYS.items()]
    grouped = [(title, [leaves["how-to", name] for name in names]) for title, names in GROUPS]
    rules = [leaf for leaf in leaves.values() if leaf.shelf == "rules"]
    return render(request, "help/help.html", {"days": days, "groups": [*grouped, *others()], "rules": rules})


@require_safe
def page(request: HttpRequest, shelf: str, leaf: str) -> HttpResponse:
    found = shelves.leaves().get((shelf, leaf))
    if found is None:
        raise Http404
    return render(request, "help/page.html", {"leaf": found, "back": reverse("help")})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What holds every word of `q`. The words stand in the address: they are about tasks, and the page says so."""
    asked = request.GET.get("q", "").strip()[:100]
    found = find(asked, _texts())
    return render(request, "help/search.html", {"asked": asked, "found": found, "back": reverse("help")})


def _texts() -> Iterator[Text]:
    for leaf in shelves.leaves().values():
        yield Text(reverse("help-page", args=[leaf.shelf, leaf.name]), leaf.title, leaf.words)
    for term in terms():
        yield Text(f"{reverse('help-words')}#{term.anchor}", term.word, term.meaning)


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    return render(request, "help/words.html", {"terms": terms(), "back": reverse("help")})


@require_safe
def whats_new(request: HttpRequest) -> HttpResponse:
    return render(request, "help/whats_new.html", {"leaf": shelves.changes(), "back": reverse("help")})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "help/accessibility.html", {"back": reverse("help")})


@require_safe
def picture(request: HttpRequest, picture: str) -> FileResponse:
    """A picture of a how-to."""
    path = shelves.pictures() / picture
    if not PICTURE.fullmatch(picture) or not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/png", headers={"Cache-Control": "public, max-age=3600"})
