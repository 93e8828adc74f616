"""The addresses of the quarantine."""

from django.urls import path

from rightstart.web.quarantine import views

urlpatterns = [
    path("quarantine", views.waiting, name="quarantine"),
    path("quarantine/<int:number>", views.row, name="quarantined"),
    path("quarantine/<int:number>/done", views.done, name="sent_back_done"),
    path("quarantine/<int:number>/reject", views.reject, name="reject"),
]
