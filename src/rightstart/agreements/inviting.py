"""Hides how a party without an account is sent a link to one version's document, and that the link alone opens that alone.

Of a link only the SHA-256 of its random part is kept. Whoever has it reads and comments; to approve or sign they also show, by
a code mailed to the same address, that they hold that mailbox now.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from secrets import token_urlsafe
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from rightstart.agreements.drafting import act_of
from rightstart.agreements.entries import Entry, locked
from rightstart.agreements.models import Invitation
from rightstart.agreements.reminding import parties
from rightstart.agreements.states import OVER
from rightstart.carriers import email as mail
from rightstart.directory import people, roles
from rightstart.directory.people import OrganisationRow
from rightstart.directory.posts import roles_with
from rightstart.directory.rules import RoleKind, Verb
from rightstart.ledger.append import JSON, append, commit
from rightstart.terms import Actor, OrganisationId, london_date

LASTS: Final = timedelta(days=30)
TOKEN_BYTES: Final = 32
ADDRESS: Final = "{site}/document/{token}"
MATTER: Final = "a document for your office"
WORDS: Final = """\
A document waits for your office to be read, and answered if you wish. This link opens it, and nothing else:

{link}

Keep the link to yourself. It works for {days} days."""


@dataclass(frozen=True, slots=True)
class Invited:
    """A link was sent; it opens until a moment."""

    number: int
    until_at: datetime


class NotInvited(StrEnum):
    """Why no link was sent."""

    UNKNOWN = "unknown"
    NOT_THE_COUNCIL = "not-the-council"
    NOT_A_PARTY = "not-a-party"
    OWN = "own"
    WRONG_ROLE = "wrong-role"
    HAS_ACCOUNT = "has-account"
    NO_ADDRESS = "no-address"
    OVER = "over"
    NO_MAIL = "no-mail"
    NOT_SENT = "not-sent"


class Withdrawn(StrEnum):
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens: one version, read as this organisation would, in this role."""

    number: int
    organisation: OrganisationRow
    role: RoleKind
    reference: str
    version: int
    until_at: datetime

    @property
    def by(self) -> Actor:
        return Actor.invited(self.number)


@transaction.atomic
def invite(
    *,
    reference: str,
    version: int,
    inviter_code: str,
    party_code: str,
    role: RoleKind,
    email: str,
    by: Actor,
    at: datetime,
) -> Invited | NotInvited:
    """The agreement's council sends a link to one version's document to an office of another party that has no account.

    Where somebody there holds the role and can sign in, no link is sent: that one signs as themselves.
    """
    one = next((entry for entry in locked(reference) if entry.version.version == version), None)
    if one is None:
        return NotInvited.UNKNOWN
    party = people.find(party_code)
    if why := _hindered(one, inviter_code, party, role, email.strip(), at):
        return why
    assert party is not None
    token = token_urlsafe(TOKEN_BYTES)
    made = _enter(one, party, role, email.strip(), token, by, at)
    link = ADDRESS.format(site=settings.SITE_ADDRESS, token=token)
    words = WORDS.format(link=link, days=LASTS.days)
    if mail.send([made.email], MATTER, words, signs_in=False) is mail.Answer.NOT_SENT:
        transaction.set_rollback(True)
        return NotInvited.NOT_SENT
    return Invited(made.pk, made.until_at)


def _hindered(
    one: Entry, inviter: str, party: OrganisationRow | None, role: RoleKind, email: str, at: datetime
) -> NotInvited | None:
    on = london_date(at)
    if one.version.agreement.council.code != inviter:
        return NotInvited.NOT_THE_COUNCIL
    if party is None or party.id not in parties(one):
        return NotInvited.NOT_A_PARTY
    if role not in roles_with(Verb.COMMENT_AGREEMENT, party.kind):
        return NotInvited.WRONG_ROLE
    checks = (
        (
            party.code == inviter,
            NotInvited.OWN,
        ),  # whoever works here is given an account: nobody signs for their own by a link
        (one.state(on) in OVER, NotInvited.OVER),
        (not _is_address(email), NotInvited.NO_ADDRESS),
        (bool(roles.addresses(party.id, role, on)), NotInvited.HAS_ACCOUNT),
        (not mail.configured(), NotInvited.NO_MAIL),
    )
    return next((why for hinders, why in checks if hinders), None)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _enter(
    one: Entry, party: OrganisationRow, role: RoleKind, email: str, token: str, by: Actor, at: datetime
) -> Invitation:
    """The address is in the ledger under a commitment that the link opens: whoever was sent it can show that they were."""
    told: dict[str, JSON] = {
        "party": party.code,
        "role": role.value,
        "address": commit(token.encode(), email.encode()),
        "until": str(london_date(at + LASTS)),
    }
    [leaf] = append([act_of("invited", one.version, by) | told], at=at)
    return Invitation.objects.create(
        version=one.version,
        organisation_id=party.id,
        role=role.value,
        email=email,
        token_hash=_hashed(token),
        at=at,
        by=str(by),
        until_at=at + LASTS,
        leaf_hash=leaf,
    )


@transaction.atomic
def withdraw(*, number: int, inviter_code: str, by: Actor, at: datetime) -> Withdrawn:
    """Whoever sent a link takes it back: it opens nothing from now on."""
    own = Invitation.objects.select_for_update(of=("self",)).select_related("version__agreement", "organisation")
    found = own.filter(pk=number, version__agreement__council__code=inviter_code).first()
    if found is None:
        return Withdrawn.UNKNOWN
    if found.withdrawn_at is None:
        told: dict[str, JSON] = {"party": found.organisation.code, "invitation": found.pk}
        append([act_of("uninvited", found.version, by) | told], at=at)
        found.withdrawn_at = at
        found.save(update_fields=("withdrawn_at",))
    return Withdrawn.WITHDRAWN


def opened(token: str, *, at: datetime) -> Opened | None:
    """What a link opens; None for one that is wrong, withdrawn or too old, all alike."""
    found = invitation(token, at=at, lock=False)
    if found is None:
        return None
    organisation = people.named([found.organisation_id])[OrganisationId(found.organisation_id)]
    version = found.version
    return Opened(
        found.pk,
        organisation,
        RoleKind(found.role),
        version.agreement.reference,
        version.version,
        found.until_at,
    )


def invitation(token: str, *, at: datetime, lock: bool) -> Invitation | None:
    """The row of a link that opens, for this package alone."""
    rows = Invitation.objects.select_related("version__agreement", "organisation")
    rows = rows.select_for_update(of=("self",)) if lock else rows
    return rows.filter(token_hash=_hashed(token), withdrawn_at__isnull=True, until_at__gt=at).first()


def _hashed(token: str) -> bytes:
    return sha256(token.encode()).digest()
