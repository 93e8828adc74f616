"""The addresses of the families that joined a centre, of what is recorded of one, and of files both ways."""

from django.urls import path

from rightstart.web.joining import exchange, views

urlpatterns = [
    path("joined", views.joined, name="joined"),
    path("joined/export", exchange.export, name="export-families"),
    path("joined/bring-back", exchange.bring_back, name="bring-joins-back"),
    path("joined/template.csv", exchange.template, name="joins-template"),
    path("families/<str:reference>/joined", views.join, name="join"),
    path("families/<str:reference>/came", views.attend, name="attend"),
]
