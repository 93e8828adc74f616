"""The addresses of people and their roles, and of the link by which somebody chooses a password."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from rightstart.web.people import views, welcome

urlpatterns = [
    path("people", views.people, name="people"),
    path("people/enter", views.enter, name="enter-person"),
    path("people/<int:number>", views.person, name="person"),
    path("people/<int:number>/give", views.gives, name="give-role"),
    path("people/<int:number>/end", views.ends, name="end-role"),
    path("people/<int:number>/leave", views.leaves, name="person-leaves"),
    path("people/<int:number>/link", views.invites, name="invite-person"),
    path("people/<int:number>/confirm", views.confirms, name="confirm-access"),
    path("welcome/<str:token>", login_not_required(welcome.welcome), name="welcome"),
]
