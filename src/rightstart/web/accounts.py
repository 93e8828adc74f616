"""Hides how people sign in: accounts are given by their organisation, nobody opens one here."""

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from rightstart.directory.signing_in import How
from rightstart.web.known_elsewhere import ELSEWHERE
from rightstart.web.seat import leave
from rightstart.web.sitting import begin, since_began

STEPS: Final = "allauth.mfa"
BY_STEP: Final = {"totp": How.APP, "webauthn": How.SECURITY_KEY, "recovery_codes": How.RECOVERY_CODE}


class ClosedAccounts(DefaultAccountAdapter):
    """No sign-up; and one sentence for every failed sign-in, so that nobody learns which addresses exist."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask your organisation's lead",
        "email_password_mismatch": "The email address or password is not right",
        "enter_current_password": "The current password is not right",
        "incorrect_password": "The password is not right",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Tries are counted by whose account they are at, and not also by the name under which the site was asked."""
        return str(credentials.get("email") or getattr(request.user, "email", "")).lower()

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Each sign-in is kept for its person to see."""
        super().login(request, user)
        begin(request, how(request, user))

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whoever has signed in just now need not say so again to set up a second step."""
        if app == STEPS and since_began(self.request) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **more))

    def logout(self, request: HttpRequest) -> None:
        """With the session its proof towards the database ends too."""
        leave(request.session)
        super().logout(request)


def how(request: HttpRequest, user: AbstractBaseUser) -> How:
    """By what somebody has just shown who they are: the last step that the library noted."""
    noted = get_authentication_records(request, user)
    if any(one["method"] == ELSEWHERE for one in noted):
        return How.ORGANISATION
    return BY_STEP.get(noted[-1].get("type", ""), How.PASSWORD) if noted else How.PASSWORD


class SignInForm(LoginForm):
    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["login"].label = "Email address"
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "spellcheck": "false"}
        self.fields["password"].help_text = ""


class NewPasswordForm(ChangePasswordForm):
    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["oldpassword"].label = "Current password"
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].label = "New password"
        self.fields["password2"].label = "New password again"


class ConfirmPasswordForm(ReauthenticateForm):
    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["password"].help_text = ""
