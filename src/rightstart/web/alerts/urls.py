"""The addresses of what waits for a role."""

from django.urls import path

from rightstart.web.alerts import views

urlpatterns = [
    path("alerts", views.alerts, name="alerts"),
    path("alerts/seen", views.seen, name="alerts_seen"),
]
