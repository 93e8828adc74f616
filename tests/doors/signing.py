"""What the tests of one agreement's pages share: its page read, a name put to it, and what a mailbox was sent."""

import re
from smtplib import SMTPException
from typing import Any

from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse

from rightstart.agreements.inviting import invite
from rightstart.agreements.models import Event
from rightstart.directory.rules import RoleKind
from tests.doors.world import BY, OURS, PASSWORD, World

REF, VERSION = "DSA-1", 2


def at(name: str = "agreement", reference: str = REF, version: int = VERSION) -> str:
    return f"{reverse(name)}?reference={reference}&version={version}"


def page(client: Client, name: str = "agreement", reference: str = REF, version: int = VERSION) -> str:
    return client.get(at(name, reference, version), follow=True).content.decode()


def confirmed(client: Client) -> Client:
    """The same browser, in which the password was given again just now."""
    client.post(f"{reverse('account_reauthenticate')}?next=/", {"password": PASSWORD})
    return client


def proposed_document(reference: str = REF, version: int = VERSION) -> str:
    of = Event.objects.filter(version__agreement__reference=reference, version__version=version, kind="proposed")
    return of.latest("pk").document


def put(client: Client, name: str = "sign-agreement", *, document: str = "", **more: Any) -> str:
    """Approve or sign as whoever sits there, with the password given again."""
    reference, version = more.pop("reference", REF), more.pop("version", VERSION)
    given = {"document": document or proposed_document(reference, version), "read": "on"} | more
    return confirmed(client).post(at(name, reference, version), given, follow=True).content.decode()


def done() -> list[tuple[str, str, str, str]]:
    """What stands in the register of the version that the tests are about: act, party, role, and whose hand."""
    told = Event.objects.filter(version__agreement__reference=REF, version__version=VERSION).order_by("pk")
    rows = told.values_list("kind", "organisation__code", "role", "by")
    return [(kind, code, role, by.partition(":")[0]) for kind, code, role, by in rows]


def mailed_link() -> str:
    """The way behind the last link that was sent."""
    found = [one for sent in mail.outbox for one in re.findall(r"\S+(/document/\S+)", str(sent.body))]
    return str(found[-1])


def mailed_code() -> str:
    [code] = re.findall(r"^\d{6}$", str(mail.outbox[-1].body), re.MULTILINE)
    return str(code)


class Refusing(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, email_messages: object) -> int:
        raise SMTPException


def link_to_a_document(world: World) -> str:
    """The way in of somebody without an account; nobody's where no mail is sent."""
    invite(
        reference="DSA-1",
        version=1,
        inviter_code=OURS,
        party_code="CHIS01",
        role=RoleKind.DATA_PROTECTION_OFFICER,
        email="office@example.org",
        by=BY,
        at=world.at,
    )
    found = [one for sent in getattr(mail, "outbox", []) for one in re.findall(r"/document/(\S+)", str(sent.body))]
    return str(found[-1]) if found else "NOBODY"
