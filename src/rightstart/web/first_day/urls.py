"""The addresses of a council's first day."""

from django.urls import path

from rightstart.web.first_day import views

urlpatterns = [
    path("first-day", views.first_day, name="first-day"),
    path("first-day/people-and-centres", views.who_is_here, name="who-is-here"),
    path("first-day/people.csv", views.people_template, name="people-template"),
    path("first-day/centres.csv", views.centres_template, name="centres-template"),
    path("first-day/worklists", views.worklists, name="worklists-check"),
]
