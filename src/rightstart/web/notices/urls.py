"""The addresses of a person's important notices."""

from django.urls import path

from rightstart.web.notices import views

urlpatterns = [
    path("notices", views.notices, name="notices"),
    path("notices/cleared", views.cleared, name="notices_cleared"),
]
