"""Hides where somebody comes back to after they did something with the families of a list."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from rightstart.web.worklist.forms import CHOSEN


def back(posted: Mapping[str, str]) -> HttpResponse:
    """To the family, or to the list as it was looked at."""
    if reference := posted.get("family"):
        return redirect("family", reference)
    asked = {name: posted[name] for name in (*CHOSEN, "page") if name in posted}
    return redirect(f"{reverse('worklist')}?{urlencode(asked)}" if asked else "worklist")
