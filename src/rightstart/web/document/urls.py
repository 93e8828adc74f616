"""The addresses behind a link to one document: open to whoever has it, and to nobody else."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from rightstart.web.document import views

urlpatterns = [
    path("document/<str:token>", login_not_required(views.page), name="document"),
    path("document/<str:token>/file", login_not_required(views.file), name="document-file"),
    path("document/<str:token>/comment", login_not_required(views.comments), name="document-comment"),
    path("document/<str:token>/advise", login_not_required(views.advice), name="document-advise"),
    path("document/<str:token>/code", login_not_required(views.code), name="document-code"),
    path("document/<str:token>/sign", login_not_required(views.sign), name="document-sign"),
]
