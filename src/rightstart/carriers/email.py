"""Hides the mail server: a few plain sentences and the way to sign in, to each address by itself, never personal data."""

import logging
from collections.abc import Sequence
from enum import StrEnum
from smtplib import SMTPException
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

log = logging.getLogger("rightstart.email")
SUBJECT: Final = "Right Start: {}"
SIGN_IN: Final = "{}\n\nSign in to see it: {}"
BODY: Final = "{}\n\nThis message was written by a machine; nobody reads replies to it.\n"


class Answer(StrEnum):
    SENT = "sent"
    NOT_SENT = "not-sent"


def configured() -> bool:
    """Whether a mail server is named at all (RIGHTSTART_EMAIL)."""
    return bool(settings.EMAIL_HOST)


def send(to: Sequence[str], subject: str, text: str, *, signs_in: bool = True) -> Answer:
    """One message to each address; NOT_SENT where the server took none of them, which is logged without an address.

    `signs_in`: whether the reader has an account here, and is told where to sign in.
    """
    said = SIGN_IN.format(text, f"{settings.SITE_ADDRESS}/alerts") if signs_in else text
    messages = [EmailMessage(SUBJECT.format(subject), BODY.format(said), to=[address]) for address in to]
    try:
        sent = get_connection(timeout=10).send_messages(messages)
    except (SMTPException, OSError) as error:
        log.warning("an e-mail was not taken: %s", type(error).__name__)
        return Answer.NOT_SENT
    return Answer.SENT if sent else Answer.NOT_SENT
