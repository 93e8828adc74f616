"""The address of the ledger's page."""

from django.urls import path

from rightstart.web.ledger import views

urlpatterns = [path("ledger", views.ledger, name="ledger")]
