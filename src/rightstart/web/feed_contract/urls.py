"""The addresses of the feed contract and its papers: a product interface, open to all."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from rightstart.web.feed_contract import views

urlpatterns = [
    path("contract", login_not_required(views.contract), name="contract"),
    path("contract/<str:version>/<str:paper>", login_not_required(views.paper), name="contract_paper"),
]
