"""The addresses of asking about one birth."""

from django.urls import path

from rightstart.web.explaining import searching, views

urlpatterns = [
    path("holds/<str:reference>/stays", views.hold_stays, name="hold_stays"),
    path("holds", views.holds, name="holds"),
    path("births", views.find, name="births"),
    path("births/search", searching.search, name="births_search"),
    path("births/<str:reference>", views.explained, name="birth"),
    path("births/<str:reference>/place", views.place, name="place"),
    path("births/<str:reference>/mark", views.mark, name="mark"),
]
