"""The addresses of opening a family of another centre, and of who did."""

from django.urls import path

from rightstart.web.elsewhere import views

urlpatterns = [
    path("elsewhere", views.elsewhere, name="elsewhere"),
    path("elsewhere/opened", views.opened, name="opened-elsewhere"),
]
