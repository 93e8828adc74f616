"""The addresses of who shares births, and how regularly."""

from django.urls import path

from rightstart.web.sharing import views

urlpatterns = [
    path("who-shares", views.who_shares, name="who-shares"),
    path("who-shares/<str:code>", views.council, name="council-shares"),
]
