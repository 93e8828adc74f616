"""The addresses of who is away and who covers."""

from django.urls import path

from rightstart.web.cover import absences, covering, naming

urlpatterns = [
    path("away", absences.away, name="away"),
    path("away/back", absences.back, name="back"),
    path("away/stand-in", absences.stand_in, name="stand-in"),
    path("cover", naming.cover, name="cover"),
    path("cover/days", naming.limit, name="silence-limit"),
    path("cover/<str:centre>/named", naming.name, name="name-cover"),
    path("covering/<str:centre>", covering.covered, name="covered"),
    path("covering/<str:centre>/<str:reference>", covering.covered_family, name="covered-family"),
]
