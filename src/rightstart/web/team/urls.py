"""The address of the manager's desk."""

from django.urls import path

from rightstart.web.team import views

urlpatterns = [path("team", views.desk, name="team")]
