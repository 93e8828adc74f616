"""Hides under what names tries are counted: nobody's address or network can be read from them."""

import hashlib

from django.conf import settings

from rightstart.engine.keys import named_key


def hidden(key: str, prefix: str, version: int) -> str:
    """A cache key as it is kept: 64 hex digits under the installation's own key (Django's KEY_FUNCTION)."""
    secret = named_key(settings.HOME, "session")
    return hashlib.blake2b(f"{prefix}:{version}:{key}".encode(), key=secret, digest_size=32).hexdigest()
