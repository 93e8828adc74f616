"""Somebody who has just shown again who they are, without the page that asks."""

import time

from django.contrib.sessions.backends.base import SessionBase
from django.test import Client


def confirm(session: SessionBase) -> None:
    """As if the password had just been given again; for the whole test, however long it takes."""
    shown = {"method": "password", "at": time.time() + 86_400, "reauthenticated": True}
    session["account_authentication_methods"] = [*session.get("account_authentication_methods", []), shown]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()


def confirmed(client: Client) -> Client:
    confirm(client.session)
    return client


def unconfirmed(client: Client) -> None:
    """As if that were long ago."""
    session = client.session
    session.pop("account_authentication_methods", None)
    session.save()
