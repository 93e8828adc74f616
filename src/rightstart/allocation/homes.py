"""What stands for a home in a placing by hand, so that the placing ends when the family moves."""

from django.conf import settings

from rightstart.engine.keys import fingerprint, named_key


def home_key(postcode: str) -> bytes:
    """16 bytes for a postcode under the installation's own key."""
    return fingerprint(named_key(settings.HOME, "fingerprint"), "home", postcode)
