"""The address of the council's reach counts."""

from django.urls import path

from rightstart.web.reach import views

urlpatterns = [path("reach", views.reach, name="reach")]
