"""The addresses of stopping a family."""

from django.urls import path

from rightstart.web.stops import views

urlpatterns = [
    path("family-stops", views.stops, name="family-stops"),
    path("family-stops/<str:reference>", views.stop, name="family-stop"),
    path("family-stops/<str:reference>/close", views.close, name="close-family-stop"),
]
