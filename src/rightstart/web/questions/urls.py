"""The addresses of questions about a match."""

from django.urls import path

from rightstart.web.questions import views

urlpatterns = [
    path("questions", views.questions, name="questions"),
    path("questions/<int:number>", views.question, name="question"),
    path("questions/<int:number>/undo", views.undo, name="undo_answer"),
]
