"""The addresses of who else must stop, and of the list of other systems."""

from django.urls import path

from rightstart.web.downstream import keeping, views

urlpatterns = [
    path("downstream", views.stops, name="downstream"),
    path("downstream/systems", keeping.systems, name="downstream-systems"),
    path("downstream/systems/<str:reference>/end", keeping.end, name="end-downstream-system"),
    path("downstream/systems/<str:reference>/file", views.file, name="downstream-file"),
    path("downstream/stops/<str:reference>", views.stop, name="downstream-stop"),
]
