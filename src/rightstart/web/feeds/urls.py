"""The address of what is due."""

from django.urls import path

from rightstart.web.feeds import views

urlpatterns = [path("deliveries", views.feeds, name="feeds")]
