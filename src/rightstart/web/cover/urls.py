"""The addresses of who is away and who covers."""

from django.urls import path

from rightstart.web.cover import absences

urlpatterns = [
    path("away", absences.away, name="away"),
    path("away/back", absences.back, name="back"),
    path("away/stand-in", absences.stand_in, name="stand-in"),
]
