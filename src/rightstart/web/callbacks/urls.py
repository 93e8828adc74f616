"""The address of the council's unanswered call-backs."""

from django.urls import path

from rightstart.web.callbacks import views

urlpatterns = [path("call-backs", views.call_backs, name="call-backs")]
