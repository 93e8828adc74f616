"""Hides where this installation's own log has its name and its key."""

from django.conf import settings

from rightstart.engine import keys
from rightstart.ledger.checkpoint import Signer


def own_signer() -> Signer:
    """By which this installation signs its checkpoints; its verifier is for everybody."""
    return Signer(settings.LEDGER_NAME, keys.signing_key(settings.HOME))
