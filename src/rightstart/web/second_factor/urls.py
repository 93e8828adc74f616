"""The addresses of the second step, under /account/second-step/."""

from allauth.mfa.base import views as steps
from allauth.mfa.webauthn import views as keys
from django.urls import path

from rightstart.web.second_factor import views

urlpatterns = [
    path("", views.Steps.as_view(), name="mfa_index"),
    path("confirm/", views.SecondStep.as_view(), name="mfa_authenticate"),
    path("again/", steps.reauthenticate, name="mfa_reauthenticate"),
    path("again/key/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("app/", views.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("app/remove/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("key/", views.SetUpKey.as_view(), name="mfa_add_webauthn"),
    path("key/<int:pk>/remove/", views.RemoveKey.as_view(), name="mfa_remove_webauthn"),
    path("key/<int:pk>/name/", views.NameKey.as_view(), name="mfa_edit_webauthn"),
    path("codes/", views.ViewCodes.as_view(), name="mfa_view_recovery_codes"),
    path("codes/new/", views.MakeCodes.as_view(), name="mfa_generate_recovery_codes"),
]
