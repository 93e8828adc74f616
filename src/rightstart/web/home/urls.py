"""The addresses of the start, the choice of workplace, the sources, and the health of the site."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from rightstart.web.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("choose", views.choose, name="choose"),
    path("attribution", login_not_required(views.attribution), name="attribution"),
    path("health", login_not_required(views.health), name="health"),
]
