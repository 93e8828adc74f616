"""The addresses of stopping everything, and of what was sent before."""

from django.urls import path

from rightstart.web.halts import views

urlpatterns = [
    path("stop-everything", views.halts, name="stop-everything"),
    path("stop-everything/resume", views.resume, name="resume"),
    path("stop-everything/sent.csv", views.sent_file, name="sent-file"),
    path("stop-everything/letters.csv", views.letters_file, name="letters-file"),
]
