"""The addresses of drafting: the guide, a question a page, and the short entry beside what was signed by hand."""

from django.urls import path

from rightstart.web.drafting import signed, views

urlpatterns = [
    path("agreements/draft", views.start, name="draft_agreement"),
    path("agreements/draft/<str:key>", views.tasks, name="draft-tasks"),
    path("agreements/draft/<str:key>/check", views.check, name="draft-check"),
    path("agreements/draft/<str:key>/drop", views.drop, name="draft-drop"),
    path("agreements/draft/<str:key>/<str:name>", views.question, name="draft-question"),
    path("agreements/signed", signed.enter, name="signed_already"),
    path("agreements/signed/<str:key>", signed.check, name="signed-check"),
    path("agreements/signed/<str:key>/change", signed.change, name="signed-change"),
    path("agreements/signed/<str:key>/paper", signed.paper, name="signed-paper"),
    path("agreements/signed/<str:key>/confirm", signed.confirm, name="signed-confirm"),
]
