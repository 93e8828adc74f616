"""Hides which of the sign-in library's pages exist here: no sign-up, and no e-mail until e-mail is set up."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import TemplateView

from rightstart.web.known_elsewhere import SignIn
from rightstart.web.your_account import views as your_account

urlpatterns = [
    path("", your_account.your_account, name="your-account"),
    path("stay/", your_account.stay, name="stay"),
    path("sessions/<int:number>/end/", your_account.end_session, name="end-session"),
    path("second-step/", include("rightstart.web.second_factor.urls")),
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("sign-out/", views.logout, name="account_logout"),
    path("closed/", views.account_inactive, name="account_inactive"),
    path("sign-up/", views.signup, name="account_signup"),
    path("confirm/", views.reauthenticate, name="account_reauthenticate"),
    path("password/", views.password_change, name="account_change_password"),
    path(
        "password/forgotten/",
        login_not_required(TemplateView.as_view(template_name="account/password_reset.html")),
        name="account_reset_password",
    ),
]
