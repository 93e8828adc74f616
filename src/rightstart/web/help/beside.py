"""Hides what leads from any page to its help."""

from django.http import HttpRequest
from django.urls import reverse

from rightstart.web.help.places import helps_with


def beside(request: HttpRequest) -> dict[str, str]:
    """For every template: where this page is explained; nothing where the page is a family's own or help itself."""
    match = request.resolver_match
    name = helps_with(match.func.__module__) if match else ""
    if name is None:
        return {}
    return {"explained_at": reverse("help-page", args=["how-to", name]) if name else reverse("help")}
