"""The addresses of the public register: a page, the same as files, and what the files hold; open to all."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from rightstart.web.register import views

urlpatterns = [
    path("register", login_not_required(views.page), name="public-register"),
    path("register/<str:paper>", login_not_required(views.paper), name="public-register-file"),
]
