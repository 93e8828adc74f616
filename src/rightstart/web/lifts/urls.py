"""The addresses of lifting a marker: one person asks, another confirms."""

from django.urls import path

from rightstart.web.lifts import views

urlpatterns = [
    path("births/<str:reference>/lift", views.ask, name="ask_lift"),
    path("lifts", views.lifts, name="lifts"),
    path("lifts/<int:number>", views.confirm, name="confirm_lift"),
]
