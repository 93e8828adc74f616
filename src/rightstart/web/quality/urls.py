"""The addresses of quality reports."""

from django.urls import path

from rightstart.web.quality import views

ONE = "quality/<str:month>/<str:supplier>/<str:council>"

urlpatterns = [
    path("quality", views.reports, name="reports"),
    path(ONE + ".<str:form>", views.report, name="quality_file"),  # first: a code has no dot
    path(ONE, views.report, name="quality"),
]
