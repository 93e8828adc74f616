"""The addresses of the register of agreements; which agreement is meant stands in the query, for references have any form."""

from django.urls import path

from rightstart.web.agreements import asking, changing, proving, trying, views

urlpatterns = [
    path("agreements", views.agreements, name="agreements"),
    path("agreements/gateways", views.gateways, name="gateways"),
    path("agreements/flow", asking.flow, name="flow"),
    path("agreements/what-if", trying.what_if, name="what-if"),
    path("agreements/proof", proving.proof, name="agreement-proof"),
    path("agreements/suspend", changing.suspend, name="suspend-agreement"),
    path("agreements/resume", changing.resume, name="resume-agreement"),
]
