"""Hides which of the sign-in library's pages about the second step exist here, and that each change is told to the ledger."""

from collections.abc import Mapping
from typing import Any, Final, cast

from allauth.mfa.base import views as steps
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from rightstart.directory.second_factor import Change, changed
from rightstart.web.components import Link, SummaryRow
from rightstart.web.days import counted, day

INDEX: Final = {"index_url": reverse_lazy("mfa_index")}


class Told:
    """A form whose success is a change that the ledger is told of, together or not at all."""

    change: Change

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        changed(person=self.request.user.pk, change=self.change, at=timezone.now())  # type: ignore[attr-defined]
        return answer


class SetUpApp(Told, app.ActivateTOTPView):
    change, extra_context = Change.APP_ADDED, INDEX

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**more)
        secret = shown["form"].secret
        return shown | {"secret_in_groups": " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))}


class RemoveApp(Told, app.DeactivateTOTPView):
    change, extra_context = Change.APP_REMOVED, INDEX


class SetUpKey(Told, keys.AddWebAuthnView):
    change, extra_context = Change.KEY_ADDED, INDEX


class RemoveKey(Told, keys.RemoveWebAuthnView):
    change, extra_context, success_url = Change.KEY_REMOVED, INDEX, reverse_lazy("mfa_index")


class NameKey(keys.EditWebAuthnView):
    extra_context, success_url = INDEX, reverse_lazy("mfa_index")


class MakeCodes(Told, codes.GenerateRecoveryCodesView):
    change, extra_context = Change.CODES_MADE, INDEX


class ViewCodes(codes.ViewRecoveryCodesView):
    extra_context = INDEX | {"generate_url": reverse_lazy("mfa_generate_recovery_codes")}


class Steps(steps.IndexView):
    """What somebody has, or the two things to choose from."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**more)
        urls = {"app_url": reverse("mfa_activate_totp"), "key_url": reverse("mfa_add_webauthn")}
        held = cast("Mapping[str, Any]", shown["authenticators"])
        return shown | urls | {"required": settings.SECOND_FACTOR_REQUIRED, "rows": [*_rows(held)]}


def _rows(held: Mapping[str, Any]) -> list[SummaryRow]:
    """A row for the app, one for each key with a way to add another, one for the recovery codes."""
    rows = [_app(held.get(Authenticator.Type.TOTP))]
    rows += [_key(one) for one in held.get(Authenticator.Type.WEBAUTHN, ())]
    rows.append(
        SummaryRow("Another key", ["Not set up"], [Link("Set up", reverse("mfa_add_webauthn"), " another key")])
    )
    if kept := held.get(Authenticator.Type.RECOVERY_CODES):
        left = counted(len(kept.get_unused_codes()), "code", "codes")
        link = Link("Make new ones", reverse("mfa_generate_recovery_codes"), " instead of the recovery codes")
        rows.append(SummaryRow("Recovery codes", [f"{left} left"], [link]))
    return rows


def _app(held: Any) -> SummaryRow:
    if held is None:
        return SummaryRow("App", ["Not set up"], [Link("Set up", reverse("mfa_activate_totp"), " an app")])
    since = f"Set up on {day(timezone.localdate(held.instance.created_at))}"
    return SummaryRow("App", [since], [Link("Remove", reverse("mfa_deactivate_totp"), " the app")])


def _key(held: Any) -> SummaryRow:
    one = held.instance
    links = [
        Link("Rename", reverse("mfa_edit_webauthn", args=[one.pk]), f" {held.name}"),
        Link("Remove", reverse("mfa_remove_webauthn", args=[one.pk]), f" {held.name}"),
    ]
    return SummaryRow(held.name, [f"Set up on {day(timezone.localdate(one.created_at))}"], links)


class SecondStep(steps.AuthenticateView):
    """After the password: a code, or a key, as far as this person has them."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**more)
        held = set(Authenticator.objects.filter(user_id=self.stage.login.user.pk).values_list("type", flat=True))
        types = Authenticator.Type
        return shown | {
            "has_app": types.TOTP in held,
            "has_keys": types.WEBAUTHN in held,
            "has_codes": bool(held & {types.TOTP, types.RECOVERY_CODES}),
        }
