"""The addresses of the worklist and its families."""

from django.urls import path

from rightstart.web.worklist import views

urlpatterns = [
    path("worklist", views.worklist, name="worklist"),
    path("worklist/search", views.search, name="worklist_search"),
    path("worklist/assigned", views.assign, name="assign"),
    path("worklist/destroyed", views.destroyed, name="destroyed"),
    path("families/<str:reference>", views.family, name="family"),
    path("families/<str:reference>/changed", views.changed, name="changed"),
    path("families/<str:reference>/referred", views.referred, name="referred"),
    path("families/<str:reference>/give-up", views.give_up, name="give_up"),
]
