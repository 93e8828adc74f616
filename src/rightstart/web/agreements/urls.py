"""The addresses of the register of agreements; which agreement is meant stands in the query, for references have any form."""

from django.urls import path

from rightstart.web.agreements import changing, views

urlpatterns = [
    path("agreements", views.agreements, name="agreements"),
    path("agreements/gateways", views.gateways, name="gateways"),
    path("agreements/suspend", changing.suspend, name="suspend-agreement"),
    path("agreements/resume", changing.resume, name="resume-agreement"),
]
