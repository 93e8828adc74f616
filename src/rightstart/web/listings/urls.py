"""The addresses of a centre's services directory."""

from django.urls import path

from rightstart.web.listings import views

urlpatterns = [
    path("services", views.listings, name="listings"),
    path("services/add", views.add, name="add-listing"),
    path("services/<str:listing>", views.change, name="listing"),
    path("services/<str:listing>/end", views.end, name="end-listing"),
]
