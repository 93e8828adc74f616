"""The addresses of visit sheets."""

from django.urls import path

from rightstart.web.visits import views

urlpatterns = [
    path("visit-sheets", views.sheets, name="sheets"),
    path("visit-sheets/taken", views.take, name="take-sheet"),
    path("visit-sheets/destroyed", views.destroyed, name="sheets-destroyed"),
    path("visit-sheets/struck-out", views.struck_out, name="struck-out"),
]
