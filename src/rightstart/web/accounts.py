"""Hides how people sign in: accounts are given by their organisation, nobody opens one here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from rightstart.directory.signing_in import How
from rightstart.web.seat import leave
from rightstart.web.sitting import begin


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
        begin(request, How.PASSWORD)

    def logout(self, request: HttpRequest) -> None:
        """With the session its proof towards the database ends too."""
        leave(request.session)
        super().logout(request)


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
