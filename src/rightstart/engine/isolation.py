"""Hides how a session is bound to one organisation, so that the database itself shows it nothing foreign.

Each kind of viewer signs in to PostgreSQL under its own role. Which organisation it may see is not a plain setting (SQL
could set that): the setting holds a random token, and only the database, by a function the viewer cannot look into,
knows whose token it is.
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from rightstart.engine.bulk import Question, ask, ask_together
from rightstart.terms import OrganisationId

VIEWER_ROLES: Final = ("centre", "council", "supplier", "monitor")
SETTING: Final = "rightstart.token"
LASTS: Final = timedelta(minutes=10)
OPEN: Final = """
INSERT INTO sec.viewing (token_hash, role, organisation_id, until_at)
SELECT one.token, %(role)s::text, one.organisation, coalesce(%(until)s::timestamptz, now() + %(lasts)s::interval)
FROM unnest(%(tokens)s::bytea[], %(organisations)s::bigint[]) AS one (token, organisation)
RETURNING organisation_id
"""
CLOSE: Final = (
    "DELETE FROM sec.viewing WHERE token_hash = ANY(%(tokens)s::bytea[]) OR until_at < now() RETURNING organisation_id"
)
WHOSE: Final = """
SELECT organisation_id FROM sec.viewing WHERE token_hash = %(token)s::bytea AND role = %(role)s::text AND until_at > now()
"""
BIND: Final = "SELECT set_config(%(setting)s::text, %(token)s::text, true)"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: the kind of viewer (also the connection's name), the organisation, and the token that proves it."""

    kind: str
    organisation: OrganisationId
    token: str


def open_viewing(kind: str, organisation: OrganisationId, *, until: datetime) -> Viewer:
    """Let a viewer of a kind see one organisation until a moment (of the real clock: the database keeps it)."""
    return _open(kind, [organisation], until)[organisation]


def end_viewing(viewer: Viewer) -> None:
    _close([viewer])


@contextmanager
def viewing(kind: str, organisations: Iterable[OrganisationId]) -> Iterator[dict[OrganisationId, Viewer]]:
    """Look as each of these organisations itself would, for as long as one piece of work takes.

    Before any transaction of that work: what a viewer's own connection is to know must be committed.
    """
    viewers = _open(kind, organisations, None)
    try:
        yield viewers
    finally:
        _close(viewers.values())


def _open(kind: str, organisations: Iterable[OrganisationId], until: datetime | None) -> dict[OrganisationId, Viewer]:
    """`until` None: as long as one piece of work lasts at most."""
    viewers = {one: Viewer(kind, one, secrets.token_urlsafe(32)) for one in organisations}
    told = {"tokens": _tokens(viewers.values()), "organisations": list(viewers), "role": f"rightstart_{kind}"}
    ask(OPEN, told | {"until": until, "lasts": LASTS})
    return viewers


def _close(viewers: Iterable[Viewer]) -> None:
    ask(CLOSE, {"tokens": _tokens(viewers)})


def _tokens(viewers: Iterable[Viewer]) -> list[bytes]:
    return [_hashed(viewer.token) for viewer in viewers]


@contextmanager
def seen_by(viewer: Viewer) -> Iterator[str]:
    """A transaction on the viewer's own connection; gives the connection's name for reads."""
    with transaction.atomic(using=viewer.kind):
        ask(BIND, {"setting": SETTING, "token": viewer.token}, using=viewer.kind)
        yield viewer.kind


def ask_as(viewer: Viewer, questions: Mapping[str, Question]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of several queries by name, asked as the viewer, in one round trip and one transaction.

    What is sent in one go is one transaction to PostgreSQL, and the token is bound for that alone: were it ever cut in two, the
    second half would see nothing.
    """
    bound = Question(BIND, {"setting": SETTING, "token": viewer.token})
    return ask_together({SETTING: bound, **questions}, using=viewer.kind)


def proven(viewer: Viewer, *kinds: str) -> OrganisationId | None:
    """Whose eyes these are, as the database itself knows by the token; None for another kind of viewer, or a token run out.

    For a read that the worker must do, because the viewer's own role may not read the tables behind it.
    """
    asked = {"token": _hashed(viewer.token), "role": f"rightstart_{viewer.kind}"}
    found = ask(WHOSE, asked) if viewer.kind in kinds else []
    return OrganisationId(found[0][0]) if found else None


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
