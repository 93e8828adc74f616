"""Hides sign-in at an organisation's own provider: whom it opens for, which is only who is entered here, and what it is worth."""

from typing import Any, Final, cast

from allauth.account.authentication import get_authentication_records
from allauth.account.views import LoginView
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone

from rightstart.directory import subjects
from rightstart.directory.people import number_of
from rightstart.directory.subjects import NotLinked
from rightstart.terms import Actor

ELSEWHERE: Final = "socialaccount"  # what the library notes of a sign-in at a provider


class EnteredOnly(DefaultSocialAccountAdapter):
    """Nobody gets an account by being known elsewhere, and nothing is kept of what a provider says but the subject."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: Any) -> AbstractBaseUser:
        sociallogin.account.extra_data = {}
        user: AbstractBaseUser = sociallogin.user
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Whoever is linked goes on; whoever is entered under a verified address that is believed is linked; nobody else."""
        if not sociallogin.is_existing:
            person = _linked_by_address(sociallogin)
            if person is None:
                raise ImmediateHttpResponse(render(request, "account/not_entered.html", status=403))
            sociallogin.user = get_user_model().objects.get(pk=person)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """One page for whatever went wrong between here and there, without what the provider said."""
        raise ImmediateHttpResponse(render(request, "account/not_entered.html", {"failed": True}, status=401))


def _linked_by_address(sociallogin: Any) -> int | None:
    provider, subject = sociallogin.account.provider, sociallogin.account.uid
    if not any(one.id == provider and one.trusts_email for one in settings.PROVIDERS):
        return None
    addresses = [one.email for one in sociallogin.email_addresses if one.verified is True]
    person = next(filter(None, (number_of(address, active=True) for address in addresses)), None)
    if person is None:
        return None
    by, at = Actor.person(person), timezone.now()
    linked = subjects.link(person=person, provider=provider, subject=subject, by=by, at=at)
    return None if isinstance(linked, NotLinked) else linked


def vouched_for(request: HttpRequest) -> bool:
    """Whether a provider that asks everybody for a second step itself let this person in."""
    asking = {one.id for one in settings.PROVIDERS if one.second_step}
    noted = get_authentication_records(request, cast(AbstractBaseUser, request.user)) if asking else []
    return any(one["method"] == ELSEWHERE and one.get("provider") in asking for one in noted)


class SignIn(LoginView):
    """The sign-in page, with the organisations whose own sign-in is taken."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**more)
        return shown | {"providers": settings.PROVIDERS}
