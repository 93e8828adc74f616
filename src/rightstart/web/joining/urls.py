"""The addresses of the families that joined a centre, and of what is recorded of one."""

from django.urls import path

from rightstart.web.joining import views

urlpatterns = [
    path("joined", views.joined, name="joined"),
    path("families/<str:reference>/joined", views.join, name="join"),
    path("families/<str:reference>/came", views.attend, name="attend"),
]
