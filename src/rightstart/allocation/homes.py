"""What stands for a home in a placing by hand, so that the placing ends when the family moves."""

from django.conf import settings

from rightstart.engine.keys import named_key
from rightstart.intake import keys


def home_key(postcode: str) -> bytes:
    """16 bytes for a postcode under the installation's own key."""
    return keys.home_key(named_key(settings.HOME, "fingerprint"), postcode)
