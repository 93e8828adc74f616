"""The address at which a family that has moved is handed to its new council."""

from django.urls import path

from rightstart.web.movers import views

urlpatterns = [path("births/<str:reference>/hand-on", views.hand_on, name="hand_on")]
