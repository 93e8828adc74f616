"""Hides how a page explains a word of the field where it uses it."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from rightstart.web.help.glossary import by_spelling

register = template.Library()


@register.simple_tag(takes_context=True)
def term(context: Context, word: str, words: str = "") -> SafeString:
    """A word of the glossary as it stands there, or other words for it ("call-backs"). One that is not there fails loudly."""
    number = int(context.render_context.get("terms") or 0) + 1
    context.render_context["terms"] = number
    return by_spelling()[word].explained(words or word, 100 + number)
