"""The address of the register of agreements."""

from django.urls import path

from rightstart.web.agreements import views

urlpatterns = [path("agreements", views.agreements, name="agreements")]
