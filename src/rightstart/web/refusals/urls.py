"""The addresses of the register of refusals: all of one's flows, a new one, and each with its review and end."""

from django.urls import path

from rightstart.web.refusals import views

urlpatterns = [
    path("agreements/refusals", views.register, name="refusals"),
    path("agreements/refusals/new", views.record, name="refuse"),
    path("agreements/refusals/<str:reference>", views.refusal, name="refusal"),
    path("agreements/refusals/<str:reference>/keep", views.keeps, name="keep-refusal"),
    path("agreements/refusals/<str:reference>/end", views.ends, name="end-refusal"),
]
