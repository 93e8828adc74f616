"""The addresses of social care's check."""

from django.urls import path

from rightstart.web.social_care import views

urlpatterns = [
    path("social-care", views.check, name="social-care"),
    path("social-care/asking", views.asking, name="social-care-asking"),
]
