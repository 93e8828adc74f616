"""The addresses of a council's reach areas."""

from django.urls import path

from rightstart.web.areas import views

urlpatterns = [
    path("areas", views.areas, name="areas"),
    path("areas/map", views.on_map, name="areas-map"),
    path("areas/draw", views.draw, name="areas-draw"),
    path("areas/template.csv", views.template, name="areas-template"),
]
