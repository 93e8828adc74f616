"""Hides how it is read which organisations' own sign-in is taken (OpenID Connect), from one file that holds its secrets."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_MUST: Final = ("id", "name", "server", "client_id", "client_secret")
_MAY: Final = {"subject": str, "id_token_alone": bool, "trusts_email": bool, "second_step": bool}


class Misconfigured(Exception):
    """The file cannot be read as it must be; says where, and never what a secret is."""


@dataclass(frozen=True, slots=True)
class Provider:
    """An organisation's own sign-in.

    `subject`: the claim by which it knows a person for good. `id_token_alone`: claims are taken from the ID token, and the
    address for user info is not asked. `trusts_email`: whether the addresses that it says are verified are believed.
    `second_step`: whether it asks everybody for a second step itself.
    """

    id: str
    name: str
    server: str
    client_id: str
    client_secret: str
    subject: str = "sub"
    id_token_alone: bool = False
    trusts_email: bool = False
    second_step: bool = False


def providers(path: Path | None) -> tuple[Provider, ...]:
    """The providers of a TOML file, each a table `[[provider]]`; none where no file is named."""
    if path is None:
        return ()
    try:
        told = tomllib.loads(path.read_text("utf-8")).get("provider", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Misconfigured(f"{path}: cannot be read as TOML ({type(error).__name__})") from None
    found = tuple(_provider(path, number, one) for number, one in enumerate(told, 1))
    if len({one.id for one in found}) < len(found):
        raise Misconfigured(f"{path}: two providers have the same id")
    return found


def _provider(path: Path, number: int, told: dict[str, Any]) -> Provider:
    place = f"{path}: provider {number}"
    if unknown := sorted(set(told) - {*_MUST, *_MAY}):
        raise Misconfigured(f"{place}: {unknown[0]} is not a setting; there are {', '.join((*_MUST, *_MAY))}")
    for name in _MUST:
        if not isinstance(told.get(name), str) or not told[name]:
            raise Misconfigured(f"{place}: {name} is missing")
    for name, kind in _MAY.items():
        if not isinstance(told.get(name, kind()), kind):
            raise Misconfigured(f"{place}: {name} must be {'true or false' if kind is bool else 'a text'}")
    if not told["id"].isascii() or not told["id"].replace("-", "").isalnum():
        raise Misconfigured(f"{place}: id must be letters, digits and hyphens, for it stands in an address")
    if not told["server"].startswith(("https://", "http://localhost")):
        raise Misconfigured(f"{place}: server must begin with https://")
    return Provider(**told)


def as_apps(found: tuple[Provider, ...]) -> dict[str, Any]:
    """The same as the sign-in library is told of it; the code is bound to this browser (PKCE)."""
    apps = [
        {
            "provider_id": one.id,
            "name": one.name,
            "client_id": one.client_id,
            "secret": one.client_secret,
            "settings": {
                "server_url": one.server,
                "uid_field": one.subject,
                "fetch_userinfo": not one.id_token_alone,
            },
        }
        for one in found
    ]
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}
