"""Hides how each page learns who is signed in: Django's sessions and the library's accounts, their two reads past the ORM.

Every page asks both before anything else; through the ORM they took an eighth of a worklist's time.
"""

from typing import Any, Final

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends import db
from django.utils import timezone

from rightstart.engine.bulk import ask

SESSION: Final = """
SELECT session_data FROM django_session WHERE session_key = %(key)s::text AND expire_date > %(at)s::timestamptz
"""
COLUMNS: Final = ("id", "password", "last_login", "email", "name", "is_active")
PERSON: Final = f"SELECT {', '.join(COLUMNS)} FROM directory_person WHERE id = %(person)s::bigint"  # noqa: S608


class SessionStore(db.SessionStore):
    """Sessions kept in the database."""

    def load(self) -> dict[str, Any]:
        found = ask(SESSION, {"key": self.session_key, "at": timezone.now()})
        if not found:
            self._session_key = None  # what is not known is never taken up: a new one is made
            return {}
        return dict(self.decode(found[0][0]))


class Accounts(AuthenticationBackend):
    """People who are entered here."""

    def get_user(self, user_id: int) -> Any:
        found = ask(PERSON, {"person": user_id})
        user = get_user_model().from_db("default", COLUMNS, found[0]) if found else None
        return user if user and self.user_can_authenticate(user) else None
