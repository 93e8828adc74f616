"""The sign-in library's questions about the second step, in our words, and with what it leaves open closed."""

from typing import Any, Final

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.core.cache import cache
from django.core.exceptions import ValidationError

from rightstart.engine.keys import KeyDestroyed

# A code is right for half a minute before and after its own; the library remembers for less that it was used.
REMEMBERED_SECONDS: Final = 120
LOST: Final = (
    "Your second step can no longer be read. Ask your organisation’s lead to take it away, then set up another"
)
FIGURES: Final = {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "govuk-input--width-10"}


class OnceOnly(BaseAuthenticateForm):
    """A code is taken once, as long as it would be right."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["code"].label = "Code"
        self.fields["code"].help_text = "The six figures that your app shows now, or one of your recovery codes"
        self.fields["code"].widget.attrs |= FIGURES

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()
        except KeyDestroyed:
            raise ValidationError(LOST) from None
        used = f"used-code:{self.user.pk}:{''.join(code.split())}"
        if self.authenticator.type == Authenticator.Type.TOTP and not cache.add(used, "y", REMEMBERED_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(OnceOnly, AuthenticateForm):
    pass


class SecondStepAgainForm(OnceOnly, ReauthenticateForm):
    pass


class SetUpAppForm(ActivateTOTPForm):
    """Until it is set up its secret lies in the session, and there sealed too."""

    def __init__(self, *given: Any, **more: Any) -> None:
        session, steps = context.request.session, get_adapter()
        sealed = session.get(SECRET_SESSION_KEY)
        super().__init__(*given, **more)
        if self.is_bound and sealed:
            self.secret = steps.decrypt(sealed)
        else:
            session[SECRET_SESSION_KEY] = steps.encrypt(self.secret)
        self.fields["code"].label = "Code from the app"
        self.fields["code"].help_text = "The six figures that it shows now"
        self.fields["code"].widget.attrs |= FIGURES


class SetUpKeyForm(AddWebAuthnForm):
    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["name"].label = "Name for this key"
        self.fields["name"].help_text = "For example, blue key, or work laptop"


class NameKeyForm(EditWebAuthnForm):
    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["name"].label = "Name for this key"
