"""Hides how the second step is kept and shown: its secret sealed, its picture by the one drawer of codes, its words our own."""

from base64 import b64decode, b64encode
from typing import Any, Final

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from rightstart.engine import keystore
from rightstart.engine.keys import named_key
from rightstart.engine.qr import qr_svg

KEY: Final = "second-factor"
NAME: Final = "Right Start"


class SealedSteps(DefaultMFAAdapter):
    """Secrets lie in the database sealed under a key that lies outside it."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "The code is not right, or was used already. Wait for the next one, then try again",
        "cannot_generate_recovery_codes": "Set up an app or a security key first",
    }

    def encrypt(self, text: str) -> str:
        sealed = keystore.sealed(named_key(settings.HOME, KEY), text.encode(), about=KEY.encode())
        return b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; KeyDestroyed where its key is gone."""
        keys = {0: named_key(settings.HOME, KEY)}
        return keystore.opened(keys, 0, b64decode(encrypted_text), about=KEY.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        return qr_svg(url)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": context.request.get_host().partition(":")[0], "name": NAME}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002 (the library's name)
        return "Security key"
